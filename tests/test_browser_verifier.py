"""浏览器里的验证程序 (the verifier in TypeScript) judges as the Python package does: same verdict, same codes, same places.

Run in the Node of ``requirements-build.txt`` on good archives and on dozens of changed ones, hashed, signed and chained anew
as somebody with the file, a card or a key could.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from secret_ballot.v1.archive import read_records
from secret_ballot.v1.contents import SizedTally, read_contents
from secret_ballot.v1.suites import suite_of
from secret_ballot.v1.trustees import make_public_key
from secret_ballot.verify import verify

from packages.secret_ballot.tests import made, whole
from packages.secret_ballot.tests.test_suites import TORSION
from packages.secret_ballot.tests.test_verify import chained, parts
from tests.test_booth import OLDEST, node, run

KEPT = Path(__file__).parents[1] / "packages/secret_ballot/tests/data"
SHARED = Path(__file__).parents[2] / "shared/data/belenios"
SUITE, WHOLE, RAW = whole.SUITE, whole.WHOLE, whole.RAW
__all__ = ["node"]

Archives = dict[str, bytes]
Change = Callable[[Any], Any]


def judged(
    node: str, folder: Path, archives: Archives, earlier: Archives
) -> dict[str, dict[str, Any]]:
    """What the program says of each archive; without what came after the oldest browsers."""

    def path(raw: bytes) -> str:
        file = folder / f"{hashlib.sha256(raw).hexdigest()}.bel"
        file.write_bytes(raw)
        return str(file)

    asked = json.dumps(
        [[path(each[name]) for each in (archives, earlier) if name in each] for name in archives]
    )
    done = run(node, *OLDEST, "verifier/tests/judge.ts", given=asked)
    assert done.returncode == 0, done.stderr
    said = map(json.loads, done.stdout.splitlines())
    return dict(zip(archives, said, strict=True))


def compare(
    node: str, folder: Path, archives: Archives, *, good: bool, earlier: Archives | None = None
) -> None:
    before = earlier or {}
    for name, said in judged(node, folder, archives, before).items():
        seen = set(whole.SEEN)
        report = verify(archives[name], verified=seen, earlier=before.get(name)).as_dict()
        reasons = [(each["code"], each["where"]) for each in report["reasons"]]
        assert [(each["code"], each["where"]) for each in said["reasons"]] == reasons, name
        assert said["valid"] is report["valid"] is good, name
        if good:
            assert [[int(n) for n in row] for row in said["result"]] == report["result"], name
        for figure in ("group", "uuid", "fingerprint", "voters", "ballots", "counted", "last_event"):  # fmt: skip
            assert said[figure] == report[figure], (name, figure)


def kept(folder: Path, *names: str) -> Archives:
    return {path.name: path.read_bytes() for name in names for path in folder.glob(name)}


@pytest.mark.parametrize(
    "names", [["ed25519-*", "belenios-*"], ["rfc-*"]], ids=["default groups", "RFC 3526"]
)
def test_our_archives_are_accepted(node: str, tmp_path: Path, names: list[str]):
    compare(node, tmp_path, kept(KEPT, *(f"{name}.bel" for name in names)), good=True)


@pytest.mark.shared
@pytest.mark.long
@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_archives_of_the_reference_tool_are_accepted(node: str, tmp_path: Path):
    archives = kept(SHARED, "*/*.bel")
    assert len(archives) >= 4
    compare(node, tmp_path, archives, good=True)


# Bytes


def bytes_changed() -> Iterator[tuple[str, bytes]]:
    records = list(read_records(RAW))
    starts = [0]
    for record in records:
        starts.append(starts[-1] + 512 + len(record.body) + -len(record.body) % 512)
    pieces = [RAW[a:b] for a, b in pairwise(starts)]
    joined = b"".join
    for place in (0, 3, 99, 100, 124, 135, 137, 150, 156, 300, 512, 520, 700):
        yield f"flip {place}", flipped(place)
    for record, start in ((5, starts[5]), (9, starts[9]), (len(records) - 1, starts[-2])):
        for offset in (0, 64, 70, 130, 140, 512, 560):
            yield f"flip record {record} at {offset}", flipped(start + offset)
        yield f"flip the last byte before record {record}", flipped(start - 1)
        yield f"drop {record}", joined(pieces[:record] + pieces[record + 1 :])
        yield f"twice {record}", joined(pieces[: record + 1] + pieces[record:])
        yield f"cut before {record}", joined(pieces[:record])
        swapped = [*pieces]
        swapped[record - 1], swapped[record] = swapped[record], swapped[record - 1]
        yield f"swap {record}", joined(swapped)
    for length in (0, 1, 511, 512, 700, len(RAW) - 512, len(RAW) - 1):
        yield f"cut at {length}", RAW[:length]
    for tail in (b"\0", b"\0" * 512, b"\0" * 1024, pieces[-1], RAW):
        yield f"tail of {len(tail)}", RAW + tail
    for nonsense in (b"{}", b"BELENIOS" * 100, bytes(range(256)) * 8):
        yield f"nonsense {nonsense[:8]!r}", nonsense


def flipped(place: int) -> bytes:
    raw = bytearray(RAW)
    raw[place] ^= 1
    return bytes(raw)


def test_changed_bytes_are_refused(node: str, tmp_path: Path):
    compare(node, tmp_path, dict(bytes_changed()), good=False)


# Events, chained anew

GOOD = "Setup B0 B1 B2 B3 EndBallots EncryptedTally D0 D1 D2 Result"
ORDERS = (
    "B0 Setup B1 B2 B3 EndBallots EncryptedTally D0 D1 D2 Result",
    "Setup B0 B1 B2 EndBallots B3 EncryptedTally D0 D1 D2 Result",
    "Setup B0 B1 B2 B3 EncryptedTally D0 D1 D2 Result",
    "Setup B0 B1 B2 B3 EndBallots D0 D1 D2 Result",
    "Setup B0 B1 B2 B3 EndBallots EncryptedTally D0 D1 Result D2",
    "Setup B0 B1 B2 B3 EndBallots EncryptedTally D1 D2 Result",
    "Setup B0 B1 B2 EndBallots EncryptedTally D0 D1 D2 Result",
    GOOD.replace("B0", "B0 B0"),
    GOOD + " EndBallots",
    "Setup B0 B1 B2 B3 EndBallots EncryptedTally D0 D1 D2",
)


def chained_anew() -> Iterator[tuple[str, bytes]]:
    known = parts()
    for order in ORDERS:
        yield order, chained([known[name] for name in order.split()])
    good = [known[name] for name in GOOD.split()]
    for name, event in (
        ("a stray record", ("Ballot", [b'"stray"', WHOLE.ballots[1]])),
        ("an unknown event", ("Shuffle", [WHOLE.ballots[1]])),
        ("a ballot without payload", ("Ballot", [])),
    ):
        yield name, chained([*good[:2], event, *good[3:]])


def test_other_chains_of_events_are_refused(node: str, tmp_path: Path):
    compare(node, tmp_path, dict(chained_anew()), good=False)


# Ballots: changed and signed again by their own voter, or not; all in one archive, each with its own finding


def answer(value: Any) -> Any:
    return value["answers"][1]


def cell(value: Any) -> Any:
    return answer(value)["choices"][2]


def overall(value: Any) -> Any:
    return answer(value)["overall_proof"]


def ballot(change: Change, *, signed: bool = True) -> bytes:
    raw = WHOLE.ballots[1]
    return made.resigned(whole.MADE, 1, raw, change) if signed else made.changed(raw, change)


def more(proof: Any, member: str) -> None:
    proof[member] = str((int(proof[member]) + 1) % SUITE.order)


def times(member: str, other: Any) -> Change:
    def change(value: Any) -> None:
        text = cell(value)[member]
        cell(value)[member] = SUITE.write(SUITE.multiply(SUITE.read(text), other))

    return change


def responding(text: Callable[[int], Any]) -> Change:
    return lambda v: overall(v)[0].update(response=text(int(overall(v)[0]["response"])))


LISTS: tuple[Change, ...] = (
    lambda v: answer(v)["individual_proofs"][1],
    overall,
    lambda v: answer(v)["blank_proof"],
)
SCALARS: tuple[Callable[[int], Any], ...] = (
    lambda n: f"0{n}", lambda n: str(n + SUITE.order), lambda n: f"-{n}", lambda n: n,
    lambda n: f"{n} ", lambda n: None, lambda n: "٣", lambda n: 2**70,
)  # fmt: skip


def ballots_changed() -> Iterator[bytes]:
    for proofs in LISTS:
        for member in ("challenge", "response"):
            yield ballot(lambda v, p=proofs, m=member: more(p(v)[1], m))
        yield ballot(lambda v, p=proofs: p(v).reverse())
        yield ballot(lambda v, p=proofs: p(v).append({}))
        yield ballot(lambda v, p=proofs: p(v).pop())
    for member in ("alpha", "beta"):
        yield ballot(times(member, SUITE.generator))
        yield ballot(times(member, TORSION))
        for text in ("AB" * 32, "02".zfill(64), "01".zfill(64), "ff" * 32, "", "0"):
            yield ballot(lambda v, m=member, t=text: cell(v).update({m: t}))
    yield from map(ballot, map(responding, SCALARS))
    stranger, other = SUITE.write(SUITE.generator), json.loads(WHOLE.ballots[0])["credential"]
    changes: tuple[Change, ...] = (
        lambda v: answer(v)["choices"].reverse(), lambda v: v["answers"].pop(),
        lambda v: answer(v).update(blank_proof=None), lambda v: v.update({"1": 1}),
        lambda v: v.update(election_uuid="x" * 14), lambda v: v.update(election_hash="x"),
        lambda v: v.update(credential=stranger), lambda v: v.update(credential=other),
    )  # fmt: skip
    yield from map(ballot, changes)
    yield ballot(lambda v: more(overall(v)[0], "response"), signed=False)
    yield ballot(lambda v: v["signature"].update(hash="x"), signed=False)
    yield ballot(lambda v: more(v["signature"]["proof"], "response"), signed=False)


TEXTS = (
    (b"{", b"{ "),
    (b'"credential"', b'"cr\\u0065dential"'),
    (b'"answers":[', b'"answers":1.5,"answers":['),
    (b'"answers":[', b'"answers":[NaN,'),
    (b'"answers":[', b'"answers":[-0,'),
    (b'"answers":[', b'"answers":[01,'),
    (b'"answers":[', b'"answers":["\\ud800",'),
    (b'"answers":[', b'"answers":["\x7f",'),
    (b'"answers":[', b'"answers":["\\u007f",'),
    (b'"answers":[', b'"answers":["\xff",'),
    (b'"answers":[', b'"answers":["\t",'),
    (b'"answers":[', b'"answers":[' + b"[" * 30),
    (b'"answers":[', b'"answers":[1180591620717411303424,'),
    (b'{"', b'\xef\xbb\xbf{"'),
    (b'"signature":', b'"signature":{},"signature":'),
)
"""Forms that mean the same, and what is no JSON of the protocol."""


def test_changed_ballots_are_refused(node: str, tmp_path: Path):
    raw = WHOLE.ballots[1]
    changed = [*ballots_changed(), raw + b"{}", b""]
    changed += [raw.replace(old, new, 1) for old, new in TEXTS]
    assert raw not in changed and len({*changed}) == len(changed) > 60
    archive = made.written(WHOLE, ballots=[WHOLE.ballots[0], *changed, *WHOLE.ballots[2:]])
    assert len(verify(archive, verified=set(whole.SEEN)).reasons) == len(changed)
    compare(node, tmp_path, {"ballots": archive}, good=False)


# Set-up, tally, decryptions, result


def set_up_changed() -> Iterator[tuple[str, bytes]]:
    key = SUITE.write(SUITE.generator)
    asked = json.loads(WHOLE.election)["questions"]
    for values in (
        {"public_key": key}, {"public_key": SUITE.write(TORSION)}, {"public_key": SUITE.write(SUITE.identity)},
        {"name": "别的"}, {"version": 2}, {"version": True}, {"group": "P-256"}, {"uuid": "0"}, {"extra": 1},
        {"questions": []}, {"questions": [{**asked[0], "max": 4}]}, {"questions": [{"type": "NonHomomorphic"}]},
        {"questions": [{**asked[0], "blank": 1}]}, {"description": None}, {"administrator": 7},
        {"questions": [{"answers": asked[0]["answers"], "blank": None, "min": 0, "max": 1, "question": ""}]},
    ):  # fmt: skip
        change: Change = lambda v, values=values: v.update(values)  # noqa: E731
        yield f"election {values}", made.written(WHOLE, election=made.changed(WHOLE.election, change))  # fmt: skip
    voted = json.loads(WHOLE.ballots[0])["credential"]
    for text in (f"{voted},2", f"{voted},0", f"{voted},", f"{voted},x", key[::-1], ""):
        change = lambda v, t=text: v.__setitem__(v.index(voted), t)  # noqa: E731
        yield f"credential {text[64:]}", made.written(WHOLE, credentials=made.changed(WHOLE.credentials, change))  # fmt: skip
    for name, change in (
        ("twice", lambda v: v.append(v[0])), ("one less", lambda v: v.remove(voted)), ("none", lambda v: v.clear()),
    ):  # fmt: skip
        yield f"credentials {name}", made.written(WHOLE, credentials=made.changed(WHOLE.credentials, change))  # fmt: skip


def test_changed_elections_and_lists_are_refused(node: str, tmp_path: Path):
    compare(node, tmp_path, dict(set_up_changed()), good=False)


def test_strangers_to_the_other_groups_are_refused(node: str, tmp_path: Path):
    """A negated element, which is no member in either group: of BELENIOS-2048 by its power, of RFC 3526 by its symbol."""
    archives: Archives = {}
    for name, raw in kept(KEPT, "belenios-*.bel", "rfc-*.bel").items():
        contents = read_contents(raw)
        p = suite_of(json.loads(contents.election)["group"]).p

        def negate(listed: list[str], p: int = p) -> None:
            text, comma, weight = listed[0].partition(",")
            listed[0] = f"{p - int(text)}{comma}{weight}"

        listed = made.changed(contents.credentials, negate)
        archives[name] = made.written(contents, credentials=listed)
        assert verify(archives[name]).reasons[0].code == "not_member"
    compare(node, tmp_path, archives, good=False)


def trustees_changed() -> Iterator[tuple[str, bytes]]:
    def changed(change: Change) -> bytes:
        return made.written(WHOLE, trustees=made.changed(WHOLE.trustees, change))

    single: Change = lambda v: v[0][1]  # noqa: E731
    many: Change = lambda v: v[1][1]  # noqa: E731
    yield "own", changed(lambda v: v.__setitem__(slice(None), [["Single", make_public_key(SUITE, 5)]]))  # fmt: skip
    yield "none", changed(lambda v: v.clear())
    yield "another kind", changed(lambda v: v[0].__setitem__(0, "Double"))
    yield "proof", changed(lambda v: more(single(v)["pok"], "response"))
    yield "name", changed(lambda v: single(v).update(name=1))
    yield "threshold", changed(lambda v: many(v).update(threshold=1))
    yield "certificate", changed(lambda v: more(many(v)["certs"][1]["signature"], "challenge"))
    yield "certificate twice", changed(lambda v: many(v)["certs"].__setitem__(1, many(v)["certs"][0]))  # fmt: skip
    yield "coefficients", changed(lambda v: many(v)["coefexps"].reverse())
    yield "verification keys", changed(lambda v: many(v)["verification_keys"].reverse())
    yield "a key less", changed(lambda v: many(v)["verification_keys"].pop())


def counting_changed() -> Iterator[tuple[str, bytes]]:
    stored = WHOLE.tally
    assert stored is not None and WHOLE.result is not None
    swapped = made.changed(stored.raw, lambda v: v[0].reverse())
    yield "tally swapped", tallied(SizedTally(swapped, stored.ballots, stored.weight))
    yield "tally short", tallied(SizedTally(made.changed(stored.raw, lambda v: v[0].pop()), 3, 3))
    yield "tally counts", tallied(SizedTally(stored.raw, 4, 3))
    yield "tally weight", tallied(SizedTally(stored.raw, 3, 2**31))
    (first, one), (second, two), last = WHOLE.decryptions
    poison = made.changed(one, lambda v: v["decryption_factors"][1].__setitem__(2, SUITE.write(TORSION)))  # fmt: skip
    reverse = made.changed(two, lambda v: v["decryption_factors"][0].reverse())
    short = made.changed(two, lambda v: v["decryption_proofs"][0].pop())
    for name, decryptions in (
        ("reversed", [(first, one), (second, reverse), last]),
        ("exchanged", [(second, one), (first, two), last]),
        ("owner 9", [(9, one), (second, two), last]),
        ("owner 0", [(0, one), (second, two), last]),
        ("owner twice", [(first, one), (first, two), last]),
        ("poisoned", [(first, poison), (second, two), last]),
        ("short", [(first, one), (second, short), last]),
        ("too few", [(first, one), (second, two)]),
    ):
        yield f"decryptions {name}", made.written(WHOLE, decryptions=decryptions)
    changes: tuple[Change, ...] = (
        lambda v: v[0].__setitem__(0, v[0][0] + 1), lambda v: v[1].reverse(), lambda v: v.pop(),
        lambda v: v[0].__setitem__(0, -1), lambda v: v[0].__setitem__(0, True), lambda v: v[0].__setitem__(0, "1"),
        lambda v: v[1].__setitem__(2, str(v[1][2] + SUITE.order)),
    )  # fmt: skip
    for number, change in enumerate(changes):
        result = made.changed(WHOLE.result, lambda v, c=change: c(v["result"]))
        yield f"result {number}", made.written(WHOLE, result=result)


def tallied(stored: SizedTally) -> bytes:
    return made.written(WHOLE, tally=stored)


@cache
def last_parts() -> Archives:
    return {**dict(trustees_changed()), **dict(counting_changed())}


@pytest.mark.parametrize("part", [0, 1, 2])
def test_changed_keys_tallies_decryptions_and_results_are_refused(
    node: str, tmp_path: Path, part: int
):
    chosen = list(last_parts().items())[part::3]
    compare(node, tmp_path, dict(chosen), good=False)


def test_the_order_of_decryptions_is_free(node: str, tmp_path: Path):
    turned = made.written(WHOLE, decryptions=list(reversed(WHOLE.decryptions)))
    compare(node, tmp_path, {"whole": RAW, "turned": turned}, good=True)


def test_an_earlier_copy_must_be_continued(node: str, tmp_path: Path):
    order = [1, 0, 2, 3]
    other = made.written(WHOLE, ballots=[WHOLE.ballots[n] for n in order])
    end = sum(512 + len(r.body) + -len(r.body) % 512 for r in list(read_records(RAW))[:10])
    compare(node, tmp_path, {"grown": RAW}, good=True, earlier={"grown": RAW[:end]})
    changed = {"changed": other, "cut": RAW, "nonsense": RAW}
    earlier = {"changed": RAW, "cut": RAW[: end - 1], "nonsense": b"no archive"}
    compare(node, tmp_path, changed, good=False, earlier=earlier)
