"""Archives of which something is changed and everything hashed, signed and chained anew: none is accepted."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from secret_ballot.v1.canonical import encode
from secret_ballot.v1.contents import SizedTally
from secret_ballot.v1.tally import decrypt, read_tally
from secret_ballot.v1.trustees import make_public_key

from .made import (
    changed,
    make,
    resigned,
    written,
)
from .test_suites import TORSION
from .whole import MADE, QUESTIONS, SUITE, VOTES, WHOLE, found

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
