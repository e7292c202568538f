"""Archives: ours are accepted, and nothing that differs from one in any way."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from secret_ballot.checking import cache_key
from secret_ballot.v1.archive import read_records
from secret_ballot.v1.canonical import encode, hex_hash
from secret_ballot.v1.contents import Contents, SizedTally, read_contents
from secret_ballot.v1.suites import suite_of
from secret_ballot.v1.tally import decrypt
from secret_ballot.v1.trustees import make_public_key
from secret_ballot.verify import verify

from .made import (
    ONE_OF_THREE,
    TWO_OR_BLANK,
    UP_TO_TWO,
    Made,
    changed,
    closed,
    make,
    plain_count,
    resigned,
    written,
)
from .test_suites import TORSION

QUESTIONS = (ONE_OF_THREE, TWO_OR_BLANK)
VOTES = [
    (0, [[1, 0, 0], [0, 1, 0, 1]]),
    (1, [[0, 1, 0], [1, 0, 0, 0]]),
    (2, [[0, 1, 0], [0, 0, 1, 0]]),
    (0, [[0, 0, 1], [0, 1, 1, 0]]),
]
SUITE = suite_of("Ed25519")
MADE = make("Ed25519", QUESTIONS, singles=1, pedersen=(2, 3))
WHOLE = closed(MADE, [MADE.ballot(voter, chosen) for voter, chosen in VOTES])
RAW = written(WHOLE)
RECORDS = list(read_records(RAW))
SEEN = {cache_key(MADE.election, hex_hash(raw)) for raw in WHOLE.ballots}


def found(raw: bytes, **options: Any) -> list[tuple[str, str]]:
    """What is wrong with an archive; the ballots of the good one count as checked."""
    report = verify(raw, verified=set(SEEN), **options)
    assert report.as_dict()["result"] is None or report.valid
    return [(reason.code, reason.where) for reason in report.reasons]


def test_ours_is_accepted():
    report = verify(RAW)
    assert report.as_dict() == {
        "valid": True,
        "group": "Ed25519",
        "uuid": MADE.election.uuid,
        "fingerprint": MADE.election.fingerprint,
        "voters": 4,
        "ballots": 4,
        "counted": 3,
        "result": plain_count(QUESTIONS, VOTES),
        "last_event": RECORDS[-1].hash,
        "reasons": [],
    }


# Bytes


@given(st.integers(0, len(RAW) - 1), st.integers(1, 255))
@examples(max_examples=300)
def test_any_altered_byte_is_refused(place: int, difference: int):
    raw = bytearray(RAW)
    raw[place] ^= difference
    assert found(bytes(raw))


@given(st.integers(0, len(RAW) - 1))
@examples(max_examples=100)
def test_any_cut_is_refused(length: int):
    assert found(RAW[:length])


def test_every_cut_between_records_and_every_drop_swap_and_repetition_is_refused():
    starts = [0]
    for record in RECORDS:
        starts.append(starts[-1] + 512 + len(record.body) + -len(record.body) % 512)
    assert starts[-1] == len(RAW)
    parts = [RAW[a:b] for a, b in pairwise(starts)]
    for number in range(len(parts)):
        assert found(b"".join(parts[:number]))
        assert found(b"".join(parts[:number] + parts[number + 1 :])), number
        assert found(b"".join(parts[: number + 1] + parts[number:])), number
        if number:
            swapped = [*parts]
            swapped[number - 1], swapped[number] = swapped[number], swapped[number - 1]
            assert found(b"".join(swapped)), number
    for tail in (b"\0", b"\0" * 512, b"\0" * 1024, parts[-1], RAW):
        assert found(RAW + tail)


@pytest.mark.parametrize(
    "raw", [b"", b"\0" * 1024, b"{}", b"BELENIOS" * 100, bytes(range(256)) * 8]
)
def test_what_is_no_archive(raw: bytes):
    assert found(raw)[0][0].startswith("archive_")


def test_a_running_election_is_judged_only_when_asked():
    at = {number: record for number, record in enumerate(RECORDS) if record.is_event}
    end = 0
    for number, record in enumerate(RECORDS):
        end += 512 + len(record.body) + -len(record.body) % 512
        start = RAW[:end]
        if number in at and record is not RECORDS[-1]:
            assert found(start) == [("event_missing", record.where)]
            assert found(start, partial=True) == []
            assert found(RAW, earlier=start) == []
            assert found(start, partial=True, earlier=RAW)[0] == ("prefix_changed", "the end")
        elif record is not RECORDS[-1]:
            assert found(start, partial=True)


def test_an_archive_that_does_not_continue_the_earlier_one():
    """Two ballots in another order are a valid archive, but not the one that was published."""
    order = [1, 0, 2, 3]
    other = written(WHOLE, ballots=[WHOLE.ballots[n] for n in order])
    assert found(other) == []
    first = next(r for r in RECORDS if json.loads(r.body) == json.loads(WHOLE.ballots[0]))
    assert found(other, earlier=RAW) == [("prefix_changed", first.where)]
    assert found(RAW, earlier=b"no archive")[0][1].startswith("earlier archive, ")


# The chain, written anew


def chained(events: list[tuple[str, list[Any]]]) -> bytes:
    """An archive of any events: kind and the data before it; the last datum is the payload."""
    import io

    from secret_ballot.v1.archive import ArchiveWriter

    out = io.BytesIO()
    writer = ArchiveWriter(out, 1)
    for kind, bodies in events:
        hashes: list[str] = []
        for body in bodies:
            hashes.append(writer.data(body(*hashes) if callable(body) else body))
        writer.event(kind, hashes[-1] if hashes else None)
    return out.getvalue()


def parts() -> dict[str, tuple[str, list[Any]]]:
    names = ("election", "trustees", "credentials")
    stored = WHOLE.tally
    sized = {"num_tallied": stored.ballots, "total_weight": stored.weight}
    events: dict[str, tuple[str, list[Any]]] = {
        "Setup": (
            "Setup",
            [
                *(getattr(WHOLE, name) for name in names),
                lambda *h: encode(dict(zip(names, h, strict=True))),
            ],
        ),
        "EndBallots": ("EndBallots", []),
        "EncryptedTally": (
            "EncryptedTally",
            [stored.raw, lambda h: encode({**sized, "encrypted_tally": h})],
        ),
        "Result": ("Result", [WHOLE.result]),
    }
    for number, raw in enumerate(WHOLE.ballots):
        events[f"B{number}"] = ("Ballot", [raw])
    for number, (owner, raw) in enumerate(WHOLE.decryptions):
        events[f"D{number}"] = (
            "PartialDecryption",
            [raw, lambda h, owner=owner: encode({"owner": owner, "payload": h})],
        )
    return events


GOOD = "Setup B0 B1 B2 B3 EndBallots EncryptedTally D0 D1 D2 Result"


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (GOOD, None),
        ("B0 Setup B1 B2 B3 EndBallots EncryptedTally D0 D1 D2 Result", "event_order"),
        ("Setup B0 B1 B2 EndBallots B3 EncryptedTally D0 D1 D2 Result", "event_order"),
        ("Setup B0 B1 B2 B3 EncryptedTally D0 D1 D2 Result", "event_order"),
        ("Setup B0 B1 B2 B3 EndBallots D0 D1 D2 Result", "event_order"),
        ("Setup B0 B1 B2 B3 EndBallots Result", "event_order"),
        ("Setup B0 B1 B2 B3 EndBallots EncryptedTally Result", "event_order"),
        ("Setup B0 B1 B2 B3 EndBallots EncryptedTally D0 D1 Result D2", "event_order"),
        ("Setup B0 B1 B2 B3 EndBallots EncryptedTally D0 D1 Result", "decryptions_missing"),
        ("Setup B0 B1 B2 B3 EndBallots EncryptedTally D1 D2 Result", "decryptions_missing"),
        ("Setup B0 B1 B2 EndBallots EncryptedTally D0 D1 D2 Result", "tally_differs"),
        ("Setup B0 B1 B2 B3 B0 EndBallots EncryptedTally D0 D1 D2 Result", "record_twice"),
        ("Setup Setup B0 B1 B2 B3 EndBallots EncryptedTally D0 D1 D2 Result", "record_twice"),
        (GOOD + " EndBallots", "event_order"),
        (GOOD.replace("EndBallots", "EndBallots EndBallots"), "event_order"),
        (GOOD.replace("Setup ", ""), "event_order"),
        (GOOD.replace("D0", "D0 D0"), "record_twice"),
    ],
)
def test_the_order_of_events(order: str, code: str | None):
    known = parts()
    reasons = found(chained([known[name] for name in order.split()]))
    assert (reasons[0][0] if reasons else None) == code


def test_records_that_no_event_names_and_events_of_other_kinds():
    known = parts()
    events = [known[name] for name in GOOD.split()]
    stray = [*events]
    stray[2] = ("Ballot", [b'"stray"', WHOLE.ballots[1]])
    assert found(chained(stray))[0][0] == "record_misplaced"
    for kind in ("Shuffle", "EndShuffles", "", "setup"):
        other = [*events]
        other[2] = (kind, [WHOLE.ballots[1]])
        assert found(chained(other))[0][0] == "event_unknown"
    empty = [*events]
    empty[2] = ("Ballot", [])
    assert found(chained(empty))[0][0] == "shape"
    empty = [*events]
    empty[5] = ("EndBallots", [b"1"])
    assert found(chained(empty))[0][0] == "shape"


# Ballots, chained anew


def in_ballot(change: Callable[[Any], Any], voter: int | None = 1) -> list[tuple[str, str]]:
    """What is wrong when voter 1's ballot is changed: signed again by that voter, or not (None)."""
    raw = WHOLE.ballots[1]
    new = changed(raw, change) if voter is None else resigned(MADE, voter, raw, change)
    return found(written(WHOLE, ballots=[WHOLE.ballots[0], new, *WHOLE.ballots[2:]]))


def answer(value: Any) -> Any:
    return value["answers"][1]


def more(text: str) -> str:
    return str((int(text) + 1) % SUITE.order)


def shifted(text: str) -> str:
    return SUITE.write(SUITE.multiply(SUITE.read(text), SUITE.generator))


def poisoned(text: str) -> str:
    return SUITE.write(SUITE.multiply(SUITE.read(text), TORSION))


def proof_changes(path: str, number: int) -> list[tuple[str, Callable[[Any], Any]]]:
    def at(value: Any) -> Any:
        found = answer(value)[path]
        return found[0][number] if path == "individual_proofs" else found[number]

    return [
        (path, lambda v: at(v).update(challenge=more(at(v)["challenge"]))),
        (path, lambda v: at(v).update(response=more(at(v)["response"]))),
    ]


CHANGES = [
    *proof_changes("individual_proofs", 0),
    *proof_changes("individual_proofs", 1),
    *proof_changes("overall_proof", 0),
    *proof_changes("overall_proof", 2),
    *proof_changes("blank_proof", 0),
    *proof_changes("blank_proof", 1),
    ("individual_proofs", lambda v: answer(v)["individual_proofs"].reverse()),
    ("individual_proofs", lambda v: answer(v)["individual_proofs"][2].reverse()),
    ("individual_proofs", lambda v: answer(v)["choices"][0].update(alpha=shifted(answer(v)["choices"][0]["alpha"]))),
    ("individual_proofs", lambda v: answer(v)["choices"][3].update(beta=shifted(answer(v)["choices"][3]["beta"]))),
    ("blank_proof", lambda v: answer(v)["blank_proof"].reverse()),
    ("overall_proof", lambda v: answer(v)["overall_proof"].reverse()),
    ("individual_proofs", lambda v: answer(v)["choices"].reverse()),
]  # fmt: skip


@pytest.mark.parametrize(("path", "change"), CHANGES)
def test_a_changed_ballot_is_refused_even_signed_again_by_its_voter(path: str, change: Any):
    ((code, where),) = in_ballot(change)
    names = {"individual_proofs": "individual_proof"}
    assert code == names.get(path, path)
    assert where.startswith(f"ballots[1].answers[1].{path}")
    assert in_ballot(change, None) == [("ballot_hash", "ballots[1].signature.hash")]


@pytest.mark.parametrize("element", ["alpha", "beta"])
def test_strangers_to_the_group_are_refused_in_every_place(element: str):
    for place in (0, 3):

        def poison(value: Any, place: int = place) -> None:
            cell = answer(value)["choices"][place]
            cell[element] = poisoned(cell[element])

        ((code, where),) = in_ballot(poison)
        assert (code, where) == ("not_member", f"ballots[1].answers[1].choices[{place}].{element}")


def test_forms_that_mean_the_same_are_refused():
    def scalar(text: Callable[[int], str]) -> list[tuple[str, str]]:
        proof = lambda v: answer(v)["overall_proof"][0]  # noqa: E731
        return in_ballot(lambda v: proof(v).update(response=text(int(proof(v)["response"]))))

    assert scalar(lambda n: f"0{n}")[0][0] == "scalar"
    assert scalar(lambda n: str(n + SUITE.order))[0][0] == "scalar"
    assert scalar(lambda n: str(n - SUITE.order))[0][0] == "scalar"
    upper = in_ballot(lambda v: answer(v)["choices"][0].update(alpha="AB" * 32))
    assert upper[0][0] == "element"
    assert in_ballot(lambda v: answer(v)["choices"].pop())[0][0] == "shape"
    assert in_ballot(lambda v: answer(v)["overall_proof"].append({}))[0][0] == "shape"
    assert in_ballot(lambda v: answer(v).update(blank_proof=None))[0][0] == "shape"
    assert in_ballot(lambda v: v["answers"].pop())[0][0] == "shape"
    assert in_ballot(lambda v: v["answers"].reverse())[0][0] == "shape"
    spaced = [json.dumps(json.loads(WHOLE.ballots[1])).encode(), *WHOLE.ballots[2:]]
    assert found(written(WHOLE, ballots=spaced))[0][0] == "not_canonical"


def test_signatures_of_others_and_copied_ballots_are_refused():
    raw = WHOLE.ballots[1]
    other = json.loads(WHOLE.ballots[0])
    as_other = lambda v: v.update(credential=other["credential"])  # noqa: E731
    stranger = SUITE.write(SUITE.generator)
    assert in_ballot(lambda v: None, voter=2)[0] == ("ballot_signature", "ballots[1].signature")
    assert in_ballot(lambda v: v.update(credential=stranger))[0][0] == "ballot_credential"
    # a copy under another's own credential: the proofs are bound to the first
    assert in_ballot(as_other, voter=0)[0][0] == "individual_proof"
    assert in_ballot(lambda v: v.update(election_uuid="x" * 14))[0][0] == "ballot_uuid"
    assert in_ballot(lambda v: v.update(election_hash="x"))[0][0] == "ballot_election"
    unsigned = changed(raw, lambda v: v["signature"]["proof"].update(response="1"))
    assert found(written(WHOLE, ballots=[unsigned]))[0] == (
        "ballot_signature",
        "ballots[0].signature",
    )
    two = [WHOLE.ballots[0], unsigned, changed(WHOLE.ballots[2], as_other), WHOLE.ballots[3]]
    assert [code for code, _ in found(written(WHOLE, ballots=two))] == [
        "ballot_signature",
        "ballot_hash",
    ]


def test_ballots_of_another_election_under_the_same_cards():
    other = make("Ed25519", QUESTIONS)
    ballot = other.ballot(0, VOTES[0][1])
    assert found(written(WHOLE, ballots=[ballot]))[0][0] == "ballot_uuid"


# Set-up, tally, decryptions, result


def test_a_changed_set_up_is_refused():
    def election(**changes: Any) -> list[tuple[str, str]]:
        return found(written(WHOLE, election=changed(WHOLE.election, lambda v: v.update(changes))))

    key = SUITE.write(SUITE.generator)
    assert election(public_key=key)[0] == ("election_key", "election.public_key")
    assert election(public_key=SUITE.write(TORSION))[0] == ("not_member", "election.public_key")
    assert election(public_key=SUITE.write(SUITE.identity))[0][0] == "identity"
    assert election(name="别的")[0][0] == "ballot_election"
    assert election(version=2)[0][0] == "version"
    assert election(group="P-256")[0][0] == "group"
    assert election(uuid="0")[0][0] == "uuid"
    assert election(extra=1)[0][0] == "shape"
    assert election(questions=[])[0][0] == "question"
    asked = json.loads(WHOLE.election)["questions"]
    assert election(questions=[{**asked[0], "max": 4}])[0][0] == "question"
    assert election(questions=[{**asked[0], "min": 2}])[0][0] == "question"
    ranking = {"type": "NonHomomorphic", "value": {}}
    assert election(questions=[ranking])[0][0] == "question_kind"
    own = encode([["Single", make_public_key(SUITE, 5)]])
    assert found(written(WHOLE, trustees=own))[0][0] == "election_key"
    doubled = changed(WHOLE.credentials, lambda v: v.append(v[0]))
    assert found(written(WHOLE, credentials=doubled))[0][0] == "credential_twice"
    voted = json.loads(WHOLE.ballots[0])["credential"]
    heavier = changed(WHOLE.credentials, lambda v: v.__setitem__(v.index(voted), f"{voted},2"))
    reasons = found(written(WHOLE, credentials=heavier))
    assert [code for code, _ in reasons[:2]] == ["tally_differs", "tally_counts"]


def test_a_swapped_tally_is_refused_which_the_reference_tool_accepts():
    stored = WHOLE.tally
    swapped = changed(stored.raw, lambda v: v[0].reverse())
    reasons = found(written(WHOLE, tally=SizedTally(swapped, stored.ballots, stored.weight)))
    assert reasons == [("tally_differs", "tally")]
    for ballots, weight in ((4, 3), (3, 4), (0, 0)):
        reasons = found(written(WHOLE, tally=SizedTally(stored.raw, ballots, weight)))
        assert reasons == [("tally_counts", "tally")]


def opened(decryptions: list[tuple[int, bytes]]) -> list[tuple[str, str]]:
    return found(written(WHOLE, decryptions=decryptions))


def test_decryptions_of_others_twice_or_of_something_else_are_refused():
    (first, one), (second, two), last = WHOLE.decryptions
    assert opened([(first, one), (second, changed(two, lambda v: v["decryption_factors"][0].reverse())), last])[0] == (
        "decryption_proof", "decryptions[1][0][0]")  # fmt: skip
    assert opened([(second, one), (first, two), last])[0] == (
        "decryption_proof",
        "decryptions[0][0][0]",
    )
    assert opened([(9, one), (second, two), last])[0] == ("owner_unknown", "decryptions[0]")
    assert opened([(0, one), (second, two), last])[0] == ("owner_unknown", "decryptions[0]")
    cells = read_cells()
    again = decrypt(MADE.election, MADE.keys[first], cells)
    assert opened([(first, one), (first, again), last])[0] == ("owner_twice", "decryptions[1]")
    alone = tuple(row[:1] for row in cells)
    assert opened([(first, decrypt(MADE.election, MADE.keys[first], alone))])[0][0] == "shape"
    poison = changed(one, lambda v: v["decryption_factors"][1].__setitem__(2, SUITE.write(TORSION)))
    assert opened([(first, poison), (second, two), last])[0] == (
        "not_member",
        "decryptions[0][1][2]",
    )


def read_cells():
    from secret_ballot.v1.tally import read_tally

    return read_tally(MADE.election, WHOLE.tally.raw)


def test_the_order_of_decryptions_is_free():
    assert opened(list(reversed(WHOLE.decryptions))) == []


def test_any_other_result_is_refused():
    counts = json.loads(WHOLE.result)["result"]

    def with_result(change: Callable[[Any], Any]) -> tuple[str, str]:
        return found(written(WHOLE, result=changed(WHOLE.result, lambda v: change(v["result"]))))[0]

    for row, numbers in enumerate(counts):
        for place in range(len(numbers)):

            def up(v: Any, row: int = row, place: int = place) -> None:
                v[row][place] += 1

            assert with_result(up) == ("result_differs", f"result[{row}][{place}]")
    assert with_result(lambda v: v[1].reverse())[0] == "result_differs"
    same = changed(
        WHOLE.result, lambda v: v["result"][0].__setitem__(0, str(counts[0][0] + SUITE.order))
    )
    assert found(written(WHOLE, result=same))[0][0] == "result_differs"
    assert with_result(lambda v: v.pop())[0] == "shape"
    assert with_result(lambda v: v[0].__setitem__(0, -1))[0] == "shape"
    assert with_result(lambda v: v[0].__setitem__(0, True))[0] == "shape"


PARTS = ("election", "trustees", "credentials", "ballots", "tally", "decryptions", "result")
VALUES = (None, True, 0, -1, 7, 2**70, "", "0", "x", "٣", "f" * 64, [], [[]], {}, {"a": 1})


@given(st.data())
@examples(max_examples=50)
def test_nonsense_anywhere_is_a_finding_and_no_crash(data: st.DataObject):
    part = data.draw(st.sampled_from(PARTS))
    raws: Any = getattr(WHOLE, part)
    raw = {
        "ballots": lambda: raws[1],
        "tally": lambda: raws.raw,
        "decryptions": lambda: raws[1][1],
    }.get(part, lambda: raws)()
    value: Any = {"root": json.loads(raw)}
    inner, key = value, "root"
    while isinstance(inner[key], dict | list) and inner[key] and data.draw(st.integers(0, 9)):
        inner = inner[key]
        places = sorted(inner) if isinstance(inner, dict) else range(len(inner))
        key = data.draw(st.sampled_from(places))
    old, inner[key] = inner[key], data.draw(st.sampled_from(VALUES))
    if json.dumps(old) == json.dumps(inner[key]):
        return
    bad: Any = encode(value["root"])
    if part == "ballots":
        bad = [raws[0], bad, *raws[2:]]
    elif part == "tally":
        bad = SizedTally(bad, raws.ballots, raws.weight)
    elif part == "decryptions":
        bad = [raws[0], (raws[1][0], bad), *raws[2:]]
    assert found(written(WHOLE, **{part: bad}))


# Spread over processes, checked once


def test_ballots_are_checked_once_and_everything_else_every_time(monkeypatch: pytest.MonkeyPatch):
    calls: list[str] = []
    from secret_ballot import checking

    judged = checking.judged
    monkeypatch.setattr(checking, "judged", lambda e, b, w: calls.append(w) or judged(e, b, w))
    remembered: set[str] = set()
    assert verify(RAW, verified=remembered).valid
    assert (len(calls), remembered) == (4, SEEN)
    assert verify(RAW, verified=remembered).valid
    assert len(calls) == 4
    bad = changed(WHOLE.ballots[0], lambda v: v["signature"]["proof"].update(response="1"))
    assert not verify(written(WHOLE, ballots=[bad]), verified=remembered).valid
    assert (len(calls), remembered) == (5, SEEN)
    fewer = changed(
        WHOLE.credentials, lambda v: v.remove(json.loads(WHOLE.ballots[2])["credential"])
    )
    assert found(written(WHOLE, credentials=fewer))[0] == (
        "ballot_credential",
        "ballots[2].credential",
    )


@pytest.mark.long
def test_several_processes_find_the_same():
    many = make("Ed25519", (UP_TO_TWO,), voters=40)
    votes = [(voter, [[voter % 2, 0, 1]]) for voter in range(40)]
    whole = closed(many, [many.ballot(voter, chosen) for voter, chosen in votes])
    raw = written(whole)
    assert verify(raw, workers=2).result == plain_count((UP_TO_TWO,), votes)
    bad = changed(whole.ballots[33], lambda v: v["signature"]["proof"].update(response="1"))
    ballots = [*whole.ballots[:33], bad, *whole.ballots[34:]]
    one, two = (verify(written(whole, ballots=ballots), workers=n).reasons for n in (1, 2))
    assert one == two and [(r.code, r.where) for r in one] == [
        ("ballot_signature", "ballots[33].signature")
    ]


# Properties


@given(st.data())
@examples(max_examples=8)
def test_the_result_is_the_plain_count(data: st.DataObject):
    from random import Random

    from secret_ballot.simulate import drawn
    from secret_ballot.v1.questions import Question

    def question(number: int) -> Question:
        answers = data.draw(st.integers(1, 4))
        least = data.draw(st.integers(0, answers))
        most = data.draw(st.integers(least, answers))
        names = tuple(f"选项{n}" for n in range(answers))
        return Question(f"题{number}", names, least, most, data.draw(st.booleans()))

    questions = tuple(question(n) for n in range(data.draw(st.integers(1, 2))))
    weights = data.draw(st.none() | st.lists(st.integers(1, 9), min_size=3, max_size=3))
    pedersen = data.draw(st.sampled_from((None, (1, 2), (2, 2))))
    singles = data.draw(st.integers(0 if pedersen else 1, 2))
    made = make("Ed25519", questions, voters=3, singles=singles, pedersen=pedersen, weights=weights)
    chance = Random(data.draw(st.integers(0, 9**9)))
    casts = data.draw(st.lists(st.integers(0, 2), max_size=4))
    votes = [(voter, [drawn(chance, each) for each in questions]) for voter in casts]
    whole = closed(made, [made.ballot(voter, chosen) for voter, chosen in votes])
    report = verify(written(whole))
    assert report.valid and report.counted == len(set(casts))
    assert report.result == plain_count(questions, votes, weights)


def test_everything_of_a_read_archive_is_kept():
    again = read_contents(RAW)
    assert again == WHOLE and isinstance(again, Contents) and isinstance(MADE, Made)
