"""Commitments to what was received: they hide, they bind, and a server that changes its mind afterwards is found out."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, cast

import pytest
from secret_ballot.findings import BallotError
from secret_ballot.remote import Wrong
from secret_ballot.v1 import commitments
from secret_ballot.v1.canonical import hex_hash
from secret_ballot.v1.commitments import Opening, commit
from secret_ballot.v1.heads import Chain, check_whole, context_of, make_head, message_of, read_head
from secret_ballot.v1.receipts import receipt_key_of
from secret_ballot.v1.suites import BELENIOS_2048, ED25519, RFC_3526_2048, suite_of

from .fake_heads import SECRET, FakeHeads
from .made import resigned
from .test_watching import Hall, ceremony, hall  # noqa: F401 - fixtures

UUID, SUITE = "1" * 14, suite_of(ED25519)
BALLOTS = [f"ballot {n}".encode() for n in range(5)]


def made(name: str, ballots: list[bytes] = BALLOTS) -> FakeHeads:
    heads = FakeHeads(suite_of(name), UUID)
    heads.add(ballots[:2])
    heads.add(ballots)
    return heads


@pytest.mark.parametrize("name", [ED25519, BELENIOS_2048])
def test_the_heads_hold_just_the_ballots_and_no_others(name: str):
    suite, heads = suite_of(name), made(name)
    hashes, proof = [hex_hash(raw) for raw in reversed(BALLOTS)], heads.proof()
    check_whole(suite, heads.chain, hashes, proof)
    other = hex_hash(b"another")
    for wrong, code in (
        ([*hashes[1:], other], "heads_proof"),
        ([*hashes[1:], hashes[1]], "heads_number"),
        (hashes[1:], "heads_number"),
        ([*hashes, other], "heads_number"),
    ):
        with pytest.raises(BallotError) as caught:
            check_whole(suite, heads.chain, wrong, proof)
        assert caught.value.code == code


def test_a_proof_that_is_touched_or_of_other_ballots_does_not_hold():
    suite, heads = suite_of(ED25519), made(ED25519)
    hashes, proof = [hex_hash(raw) for raw in BALLOTS], heads.proof()
    assert proof is not None
    for member, value in proof.items():
        texts = [value] if isinstance(value, str) else value
        for place, text in enumerate(texts):
            spoiled: Any = suite.write(suite.generator) if member == "products" else "1"
            if text == spoiled:
                continue
            changed = (
                spoiled
                if isinstance(value, str)
                else [*value[:place], spoiled, *value[place + 1 :]]
            )
            with pytest.raises(BallotError, match="heads_proof"):
                check_whole(suite, heads.chain, hashes, proof | {member: changed})
    lying = [*BALLOTS[1:], b"put in its place"]
    heads.hashes = [hex_hash(raw) for raw in lying]
    with pytest.raises(BallotError, match="heads_proof"):
        check_whole(suite, heads.chain, heads.hashes, heads.proof())
    for bad in (None, {}, proof | {"more": 1}, proof | {"steps": []}):
        with pytest.raises(BallotError):
            check_whole(suite, heads.chain, hashes, bad)


def test_two_in_one_commitment_or_one_twice_cannot_be_proved():
    """The products agree only where every commitment holds a ballot of its own."""
    suite, x = suite_of(ED25519), 7
    one, two = (message_of(suite, UUID, hex_hash(raw)) for raw in BALLOTS[:2])
    for committed in ((one, one), (two, two), (one * two % suite.order, 1), (one + x, two - x)):
        openings = [Opening(message % suite.order, suite.random_scalar()) for message in committed]
        elements = [commit(suite, each) for each in openings]
        with pytest.raises(BallotError, match="heads_proof"):
            commitments.check(
                suite, elements, [one, two], commitments.prove(suite, openings, "c"), "c"
            )


def test_a_commitment_hides_whatever_is_guessed():
    """For every other ballot there is a blind that gives the same commitment: nothing is tested against it."""
    for name in (ED25519, BELENIOS_2048, RFC_3526_2048):
        suite = suite_of(name)
        second = suite.second_table.power(1)
        assert suite.is_member(second) and second not in {suite.identity, suite.generator}
        assert suite.hashed_element("x") != suite.hashed_element("y")
    suite, secret = (
        suite_of(ED25519),
        12345,
    )  # were the logarithm known, the other blind could be computed
    h = suite.generator_table.power(secret)
    one, two, blind = (
        message_of(suite, UUID, "a"),
        message_of(suite, UUID, "b"),
        suite.random_scalar(),
    )
    other = (blind + (one - two) * pow(secret, -1, suite.order)) % suite.order
    ways = [
        suite.multiply(suite.generator_table.power(m), suite.power(h, r))
        for m, r in ((one, blind), (two, other))
    ]
    assert ways[0] == ways[1]


def test_a_chain_is_only_continued():
    heads, public = made(ED25519), receipt_key_of(SECRET)
    first, second = heads.chain.heads
    chain = Chain(UUID).grown(first, public)
    assert chain.grown(second, public).root == heads.chain.root
    leaf = first.leaves[:1] if first.leaves else ()
    for bad, code in (
        (first, "heads_form"),
        (make_head(SECRET, UUID, chain.root, 2, 2, []), "heads_form"),
        (make_head(SECRET, UUID, chain.root, 2, 1, []), "heads_form"),
        (make_head(SECRET, UUID, chain.root, 2, 4, leaf), "heads_form"),
        (make_head(SECRET, UUID, chain.root, 2, 3, None), "heads_form"),
        (make_head(SECRET, UUID, "0" * 64, 2, 3, leaf), "heads_signature"),
        (make_head(bytes(32), UUID, chain.root, 2, 3, leaf), "heads_signature"),
        (make_head(SECRET, "2" * 14, chain.root, 2, 3, leaf), "heads_signature"),
    ):
        with pytest.raises(BallotError) as caught:
            chain.grown(bad, public)
        assert caught.value.code == code
    value = first.as_json()
    assert read_head(value) == first
    for member, wrong in (
        ("number", True),
        ("ballots", -1),
        ("leaves", ["b", "a"]),
        ("signature", 1),
    ):
        with pytest.raises(BallotError):
            read_head(value | {member: wrong})


def test_a_tool_that_watched_finds_a_ballot_that_was_dropped_or_exchanged(hall: Hall):  # noqa: F811
    """Fewer than a hundred ballots, nothing on the board: the heads alone were there before the close."""
    hall.fake.heads[hall.uuid] = honest = FakeHeads(SUITE, hall.uuid)
    honest.add(hall.ballots[:2])
    honest.shut = True
    for place in range(3):
        hall.watch_once(place)
    for place, (voters, code) in enumerate((((0,), "heads_number"), ((0, 2), "heads_proof"))):
        hall.rewritten(*voters)
        hall.close()
        with pytest.raises(Wrong, match=code):
            hall.watch(place, ballots=len(voters))
        assert not list((hall.folder / f"m{place}").glob("decryption-*"))
    hall.rewritten(0, 1)
    hall.close()
    hall.watch(2, ballots=2)
    assert any("与收票时的 1 份承诺相符" in said for said in hall.said)


def test_numbers_alone_are_taken_only_where_the_election_says_that_cards_vote_again(hall: Hall):  # noqa: F811
    hall.fake.heads[hall.uuid] = FakeHeads(SUITE, hall.uuid, only_counts=True)
    hall.vote(0, 1, 2)
    hall.watch_once()
    hall.close()
    with pytest.raises(Wrong, match="heads_counts"):
        hall.watch(ballots=3)
    assert not list((hall.folder / "m0").glob("decryption-*"))


def test_who_looks_only_after_the_close_is_told_that_this_proves_less(hall: Hall):  # noqa: F811
    hall.vote(0, 1, 2)
    hall.watch_once()
    hall.close()
    hall.watch(ballots=3)
    assert not any("才看到" in said for said in hall.said)
    hall.watch(1, ballots=3)
    assert any("3 张的承诺，本机到总和封存以后才看到" in said for said in hall.said)


def pinned(hall: Hall, place: int = 0) -> Path:  # noqa: F811
    return hall.folder / f"m{place}" / "boxes" / f"{hall.uuid}.heads"


def test_what_was_signed_is_pinned_and_another_story_is_an_alarm(hall: Hall):  # noqa: F811
    hall.vote(0)
    hall.watch_once()
    kept = json.loads(pinned(hall).read_text())
    assert [head["ballots"] for head in kept["heads"]] == [1]
    hall.fake.heads[hall.uuid] = other = FakeHeads(SUITE, hall.uuid)
    other.add([b"another story"])
    hall.vote(1)
    with pytest.raises(Wrong, match="heads_signature"):
        hall.watch()
    assert pinned(hall).with_suffix(".heads-refused").exists()
    hall.fake.heads[hall.uuid] = FakeHeads(SUITE, hall.uuid, secret=bytes(32))
    with pytest.raises(Wrong, match="heads_key"):
        hall.watch()
    assert json.loads(pinned(hall).read_text()) == kept


def test_a_server_that_signs_nothing_is_said_aloud_and_a_person_decides(hall: Hall):  # noqa: F811
    hall.vote(0, 1, 2)
    hall.close()
    answer = hall.fake.answer

    def mute(code: str, method: str, path: str, body: bytes | None) -> tuple[int, Any]:
        return (404, {}) if "/heads" in path else answer(code, method, path, body)

    hall.fake.answer = mute  # type: ignore[method-assign]
    hall.answers = ["no"]
    with pytest.raises(Wrong, match="heads_missing"):
        hall.watch(ballots=3)
    hall.answers = ["yes"]
    hall.watch(ballots=3)
    assert any("没有公布收票承诺" in said for said in hall.said)
    hall.fake.answer = answer  # type: ignore[method-assign]
    hall.watch(2, ballots=3)
    (hall.folder / "m1" / "boxes").mkdir(exist_ok=True)
    shutil.copy(pinned(hall, 2), pinned(hall, 1))
    hall.fake.answer = mute  # type: ignore[method-assign]
    with pytest.raises(Wrong, match="heads_missing"):
        hall.watch(1, ballots=3)


def spoil(value: Any) -> None:
    value["answers"][0]["overall_proof"][0]["response"] = "1"


def test_a_rejected_ballot_is_signed_by_a_card_and_does_not_hold(hall: Hall):  # noqa: F811
    heads = hall.fake.heads.setdefault(hall.uuid, FakeHeads(SUITE, hall.uuid))
    hall.vote(0, 1)
    heads.rejected = [hall.ballots[2]]
    hall.watch_once()
    hall.close()
    with pytest.raises(Wrong, match="rejected_holds"):
        hall.watch(ballots=2)
    forged = hall.ballots[2].replace(b'"response":"', b'"response":"1', 1)
    hall.fake.heads[hall.uuid] = FakeHeads(SUITE, hall.uuid, rejected=[forged])
    with pytest.raises(Wrong, match="rejected_holds"):
        hall.watch(1, ballots=2)
    bad = resigned(cast(Any, hall), 2, hall.ballots[2], spoil)
    hall.fake.heads[hall.uuid] = FakeHeads(SUITE, hall.uuid, rejected=[bad])
    hall.watch(2, ballots=2)
    assert any("3 张，其中核验不过 1 张" in said for said in hall.said)


def test_where_cards_vote_again_heads_only_count(hall: Hall, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    monkeypatch.setattr("secret_ballot.committed.REVOTED", "")  # as if the election said so
    hall.fake.heads[hall.uuid] = FakeHeads(SUITE, hall.uuid, only_counts=True)
    hall.vote(0, 1)
    hall.watch_once()
    assert any("可以重投" in said for said in hall.said)
    hall.rewritten(0)
    hall.close()
    with pytest.raises(Wrong):
        hall.watch(ballots=1)
    hall.rewritten(0, 1)
    hall.close()
    hall.watch(2, ballots=2)
    assert context_of(UUID, "r", ["b", "a"]) == f"{UUID}|r|a,b"
