"""From ballots to result: what a trustee's key is used for and what not."""

from __future__ import annotations

import io

import pytest
from secret_ballot.findings import BallotError
from secret_ballot.opening import add_decryption, add_result, add_tally, decrypt_closed
from secret_ballot.v1.archive import ArchiveWriter
from secret_ballot.verify import verify

from .made import ONE_OF_THREE, STAMP, closed, make, written

MADE = make("Ed25519", (ONE_OF_THREE,), singles=1, pedersen=(2, 3))
BALLOTS = [MADE.ballot(0, [[1, 0, 0]]), MADE.ballot(1, [[0, 1, 0]]), MADE.ballot(0, [[0, 1, 0]])]
COUNTED = 2
"""Of the ballots: one card voted again."""


def voting(ballots: list[bytes] = BALLOTS) -> bytes:
    out = io.BytesIO()
    writer = ArchiveWriter(out, STAMP)
    writer.setup(MADE.election.raw, MADE.trustees.raw, MADE.credentials)
    for raw in ballots:
        writer.ballot(raw)
    return out.getvalue()


def refused(code: str):
    return pytest.raises(BallotError, match=rf"\[{code}\]")


def test_an_archive_goes_on_to_its_result():
    seen: set[str] = set()
    archive = add_tally(voting(), verified=seen)
    for number, key in MADE.keys.items():
        with refused("decryptions_missing"):
            add_result(archive, verified=seen)
        owner, decryption = decrypt_closed(archive, key, verified=seen, ballots=COUNTED)
        assert owner == number
        archive = add_decryption(archive, owner, decryption, verified=seen)
        assert [r.code for r in verify(archive, verified=seen).reasons] == ["event_missing"]
        with refused("owner_twice"):
            decrypt_closed(archive, key, verified=seen, ballots=COUNTED)
    archive, counts = add_result(archive, verified=seen)
    assert counts == [[0, 2, 0]]
    report = verify(archive, earlier=voting())
    assert (report.reasons, report.result) == ([], counts)
    with refused("opened"):
        decrypt_closed(archive, MADE.keys[1], verified=seen, ballots=COUNTED)
    with refused("opened"):
        add_result(archive, verified=seen)


def test_nothing_is_decrypted_before_the_end():
    with refused("not_closed"):
        decrypt_closed(voting(), MADE.keys[1], ballots=COUNTED)
    with refused("not_closed"):
        add_decryption(voting(), 1, b"{}")


def test_nothing_is_decrypted_but_the_tally_of_all_ballots():
    """A server that writes one ballot in place of the tally learns nothing."""
    whole, single = closed(MADE, BALLOTS), closed(MADE, BALLOTS[:1])
    forged = written(whole, tally=single.tally)
    cut = forged[: len(add_tally(voting()))]
    with refused("tally_differs"):
        decrypt_closed(cut, MADE.keys[1], ballots=COUNTED)


def test_nothing_is_decrypted_of_a_box_that_lacks_ballots():
    """One deputy's ballot alone verifies, and its tally is that deputy's vote."""
    seen: set[str] = set()
    assert verify(voting(), partial=True, verified=seen).valid
    alone = add_tally(voting(BALLOTS[:1]))
    assert verify(alone, partial=True).valid
    with refused("ballots_number"):
        decrypt_closed(alone, MADE.keys[1], ballots=COUNTED)
    with refused("ballots_missing"):
        decrypt_closed(alone, MADE.keys[1], ballots=1, verified=seen)
    other = make("Ed25519", (ONE_OF_THREE,))
    elsewhere: set[str] = set()
    verify(written(closed(other, [other.ballot(0, [[1, 0, 0]])])), verified=elsewhere)
    assert decrypt_closed(add_tally(voting()), MADE.keys[1], ballots=COUNTED, verified=elsewhere)


def test_the_hall_counts_cards_where_a_card_votes_again():
    """Three ballots of two cards: two count, and the one that was replaced still has to be there."""
    seen: set[str] = set()
    report = verify(voting(), partial=True, verified=seen)
    assert (report.ballots, report.counted) == (3, COUNTED)
    with refused("ballots_number"):
        decrypt_closed(add_tally(voting()), MADE.keys[1], ballots=len(BALLOTS), verified=seen)
    shorter = add_tally(voting(BALLOTS[1:]))
    assert verify(shorter, partial=True).counted == COUNTED
    with refused("ballots_missing"):
        decrypt_closed(shorter, MADE.keys[1], ballots=COUNTED, verified=seen)


def test_a_key_of_nobody_decrypts_nothing():
    archive = add_tally(voting())
    with refused("owner_unknown"):
        decrypt_closed(archive, 5, ballots=COUNTED)
    _owner, decryption = decrypt_closed(archive, MADE.keys[1], ballots=COUNTED)
    with refused("decryption_proof"):
        add_decryption(archive, 2, decryption)
    with refused("event_order"):
        add_tally(archive)


def test_an_election_without_ballots():
    made = make("Ed25519", (ONE_OF_THREE,))
    whole = closed(made, [])
    report = verify(written(whole))
    assert (report.reasons, report.result, report.counted) == ([], [[0, 0, 0]], 0)
