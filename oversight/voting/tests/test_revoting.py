"""重投: a card votes again before the close where the measure says so; its last ballot counts, on whatever way it came."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from secret_ballot.verify import verify

from oversight.audit.errors import Invalid
from oversight.files import blobs
from oversight.institutions.tests import builders as make
from oversight.voting.models import BoardBallot, JournalEntry, RejectedBallot
from oversight.voting.rules import revoting
from oversight.voting.secret import actions as secret
from oversight.voting.secret import archives, board, journal, publishing, queries, receiving
from oversight.voting.secret.actions import freezing
from oversight.voting.secret.announced import trackers_of
from oversight.voting.secret.card_words import declared_facts, rejected_words
from oversight.voting.secret.governing import governing_poll
from oversight.voting.secret.receipt_words import receipt_word
from oversight.voting.secret.receiving import Taken, cast, standing
from oversight.voting.tests import builders as b
from oversight.voting.tests import secret_builders as s
from oversight.voting.tests.test_api import Program
from oversight.voting.tests.test_boxes import refusal, spoiled
from oversight.voting.tests.test_card_pages import prepared, text_of, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db", "built")]
CLAUSE = "本次会议表决办法第六条"


@pytest.fixture
def built(monkeypatch):
    """A booth page as if it were built."""
    page = b"<!doctype html><style>a{}</style><script>1</script>"
    monkeypatch.setattr("oversight.voting.secret.actions.freezing.kept", lambda: blobs.put(page))


@pytest.fixture(scope="module")
def office(module_db) -> b.Office:
    return b.make_office()


@pytest.fixture(scope="module")
def keys(office):
    return s.make_keys(office)


def opened(office: b.Office, keys: Any, **more: Any) -> s.Hall:
    hall = s.make_hall(office, keys, trial=False, revote_clause=CLAUSE, **more)
    hall.fix_cards()
    hall.open()
    return hall


def hash_of(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def told(taken: Taken | None) -> tuple[str, bool, bool]:
    assert taken is not None
    return taken.state, taken.is_new, taken.again


def held(hall: s.Hall) -> list[str]:
    rows = BoardBallot.objects.filter(box=hall.box).order_by("batch", "hash")
    return list(rows.values_list("hash", flat=True))


def on_the_board(hall: s.Hall, voters: int) -> list[int]:
    """Those of the first voters whose ballot was put up."""
    cards = set(BoardBallot.objects.filter(box=hall.box).values_list("card", flat=True))
    return [one for one in range(voters) if board.card_of(hall.ballot(one, [[0, 0, 0]])) in cards]


def test_the_clause_is_part_of_what_is_frozen_and_a_rulebook_may_forbid_it(
    office, keys, monkeypatch
):
    hall = s.make_hall(office, keys, revote_clause=f"  {CLAUSE} ")
    plain = s.make_hall(office, keys)
    assert (hall.box.revote_clause, plain.box.revote_clause) == (CLAUSE, "")
    assert hall.trial.may_revote and not plain.box.may_revote
    assert CLAUSE in hall.box.election and CLAUSE not in plain.box.election
    box, frozen = hall.box, hall.box.configuration
    assert freezing.configuration_of(box, hall.poll) == frozen
    box.revote_clause = ""
    assert freezing.configuration_of(box, hall.poll) != frozen
    for clause, allowed, code in (
        ("六条", True, "clause_too_short"),
        (CLAUSE, False, "revoting_forbidden"),
    ):
        book = governing_poll(hall.poll)
        section = replace(book.section, revoting=allowed)
        found = replace(book, section=section)
        monkeypatch.setattr(freezing, "governing_poll", lambda _poll, found=found: found)
        with pytest.raises(Invalid) as error:
            freezing.checked_clause(hall.poll, clause)
        assert (error.value.code, error.value.where) == (code, "revote_clause")
        assert freezing.checked_clause(hall.poll, " ") == ""
    assert revoting.objection(CLAUSE, allowed=True) is None


def test_the_clause_by_page_api_and_booth(office, keys):
    clerk, program = make.signed_in(office.grants["clerk"]), Program(office, "clerk")
    poll = prepared(office)
    data = {"key_set": keys.public_id, "trial": "on", "revote_clause": "六条"}
    refused = clerk.post(url(poll, "freeze_ballot"), data)
    assert refused.status_code == 422 and "允许重投的条款" in text_of(refused)
    done = clerk.post(url(poll, "freeze_ballot"), {**data, "revote_clause": CLAUSE})
    assert done.status_code == 302
    assert f"结束前可以，以最后一次为准（{CLAUSE}）" in text_of(clerk.get(url(poll)))
    other = prepared(office)
    path = f"{program.root}/{other.public_id}/freeze"
    body = {"key_set": keys.public_id, "revote_clause": "六条"}
    answer = program.client.post(path, body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (422, "clause_too_short")
    program.post(f"/{other.public_id}/freeze", {**body, "revote_clause": CLAUSE})
    boxes = program.get(f"/{other.public_id}/boxes").json()["boxes"]
    assert [(one["revote_clause"], one["replaced"]) for one in boxes] == [(CLAUSE, 0)] * 2
    booth = Client(headers={"host": "booth.localhost"})
    assert booth.get(f"/elections/{boxes[1]['election']}").json()["revote_clause"] == CLAUSE


def test_the_booth_tells_every_answer_in_one_length(office, keys):
    hall = opened(office, keys)
    booth, path = Client(headers={"host": "booth.localhost"}), f"/elections/{hall.box.uuid}/ballots"
    answers = [
        booth.post(path, raw.ljust(hall.box.ballot_size), content_type="application/json")
        for raw in (hall.ballot(0, [[1, 0, 0]]), hall.ballot(0, [[0, 1, 0]]))
    ]
    assert [one.status_code for one in answers] == [201, 201]
    assert [one.json()["again"] for one in answers] == [0, 1]
    assert len({len(one.content) for one in answers}) == 1
    long = b" " * (hall.box.ballot_size + 1)
    assert booth.post(path, long, content_type="application/json").status_code == 413
    journal.forget_key(hall.box.uuid)  # a power cut: what is not here is not said to be replaced
    assert booth.get(f"{path}/{'0' * 64}").json()["code"] == "not_open"


def test_a_later_ballot_takes_the_place_of_the_earlier_and_the_same_bytes_never_bring_it_back(
    office, keys
):
    hall = opened(office, keys)
    uuid = hall.box.uuid
    first, second, third = (hall.ballot(0, [row]) for row in ([1, 0, 0], [0, 1, 0], [0, 0, 1]))
    taken = cast(uuid, first)
    assert told(taken) == ("received", True, False)
    cast(uuid, hall.ballot(1, [[1, 0, 0]]))
    before = set(JournalEntry.objects.filter(box=hall.box).values_list("slot", flat=True))
    assert told(cast(uuid, second)) == ("verified", True, True)
    rows = JournalEntry.objects.filter(box=hall.box)
    assert set(rows.values_list("slot", flat=True)) == before, "in place: no row came or went"
    assert len({len(bytes(row.sealed)) for row in rows}) == 1
    assert board.received(hall.box) == 2, "the wall counts cards"
    again = cast(uuid, first)
    assert told(again) == ("replaced", False, False) and again.receipt == taken.receipt
    assert told(cast(uuid, second)) == ("verified", False, True)
    assert standing(uuid, hash_of(first)) is None
    assert told(cast(uuid, third)) == ("verified", True, True)
    assert [cast(uuid, raw).state for raw in (first, second)] == ["replaced", "replaced"]
    hall.close()
    assert cast(uuid, first).state == "replaced"
    assert refusal(uuid, hall.ballot(0, [[1, 1, 0]])) == "closed"
    assert hall.work().ballots == 2
    assert hash_of(third) in held(hall) and len(held(hall)) == 2
    assert refusal(uuid, second) == "closed", "nobody can tell any more that it ever came"
    assert cast(uuid, third).state == "on_board"
    hall.declare()
    assert hall.decrypt(1, 2).result == [[1, 0, 1]]
    card = board.card_of(first)
    assert receipt_word(hall.box, taken.receipt)[0] is False
    good, word = receipt_word(hall.box, taken.receipt, card)
    assert good and receiving.tracker_of(bytes.fromhex(hash_of(third))) in word
    assert "没有这张卡的选票" in receipt_word(hall.box, taken.receipt, "0" * 64)[1]


def test_what_was_put_up_stays_there_and_the_later_one_comes_behind_it_at_the_close(
    office, keys, monkeypatch
):
    hall = opened(office, keys)
    uuid, raws = hall.box.uuid, [hall.ballot(voter, [[1, 0, 0]]) for voter in range(12)]
    for voter in range(12):
        cast(uuid, hall.ballot(voter, [[0, 0, 0]]))
    receipts = [cast(uuid, raw).receipt for raw in raws]
    assert board.put_up(hall.box, least=5) == 7
    first = archives.archive_file(hall.box).read_bytes()
    shown, *_rest = on_the_board(hall, 12)
    assert told(cast(uuid, raws[shown])) == ("on_board", False, False)
    later, last = hall.ballot(shown, [[0, 1, 0]]), hall.ballot(shown, [[0, 0, 1]])
    assert told(cast(uuid, later)) == ("verified", True, True)
    assert told(cast(uuid, last)) == ("verified", True, True)
    assert board.put_up(hall.box, least=2) == 3, "of those that came first; the other waits"
    assert hash_of(last) not in held(hall)
    for look in (cast(uuid, raws[shown]), standing(uuid, hash_of(raws[shown]))):
        assert told(look) == ("on_board", False, False), "what all can read tells of no later one"
    assert cast(uuid, later).state == "replaced"
    assert board.received(hall.box) == 12
    hall.close()
    debug = board.log.debug

    def killed(text: str, *given: Any) -> None:
        if "put up, not yet kept" in text:
            raise SystemExit
        debug(text, *given)

    with monkeypatch.context() as patch:
        patch.setattr(board.log, "debug", killed)
        with pytest.raises(SystemExit):
            board.put_up(hall.box, least=2)
    assert len(held(hall)) == 10, "whole or not at all"
    assert hall.work().ballots == 12
    assert hash_of(last) in held(hall)[10:]
    assert hash_of(later) not in held(hall) and len(held(hall)) == 13
    raw = archives.archive_file(hall.box).read_bytes()
    assert raw.startswith(first) and raw == archives.archive_bytes(hall.box)
    for look in (cast(uuid, raws[shown]), standing(uuid, hash_of(raws[shown]))):
        assert told(look) == ("replaced", False, False)
    assert queries.replaced_of(hall.box) == 1
    hall.declare()
    assert hall.fresh().returned == 12
    assert hall.decrypt(1, 3).result == [[11, 0, 1]]
    report = verify(archives.archive_bytes(hall.box))
    assert (report.valid, report.ballots, report.counted) == (True, 13, 12)
    content = publishing.archive_content(hall.fresh(), hall.box, len(raw))
    assert (content["ballots"], content["replaced"], content["revote_clause"]) == (12, 1, CLAUSE)
    good, word = receipt_word(hall.box, receipts[shown])
    assert good and receiving.tracker_of(bytes.fromhex(hash_of(last))) in word
    assert "已计入总和" in receipt_word(hall.box, receipts[shown - 1])[1]
    trackers = trackers_of(hall.box)
    listed = [
        each.split(".")[2].replace("-", "+").replace("_", "/") in trackers for each in receipts
    ]
    assert len(trackers) == hall.box.ballots and listed[shown - 1] and not listed[shown]


def test_a_ballot_that_fails_takes_the_place_of_none_and_one_that_failed_is_not_counted_twice(
    office, keys
):
    member, place = office.actor("member"), office.place
    hall = opened(office, keys, scrutineers=[{"name": member.label, "chief": True}])
    uuid, good, bad = hall.box.uuid, hall.ballot(0, [[1, 0, 0]]), spoiled(hall, 1)
    cast(uuid, good)
    assert refusal(uuid, spoiled(hall, 0)) == "individual_proof"
    assert told(cast(uuid, good)) == ("received", False, False)
    cast(uuid, bad)
    board.check_some(hall.box)
    assert cast(uuid, bad).state == "rejected"
    assert refusal(uuid, spoiled(hall, 1)) == "individual_proof"
    assert told(cast(uuid, hall.ballot(1, [[0, 1, 0]]))) == ("verified", True, True)
    assert cast(uuid, bad).state == "rejected"
    hall.close()
    assert hall.work().state == "closed", "published with its reason, and signed as any other"
    secret.sign_invalid(member, place, hall.poll, ballot=hash_of(bad))
    assert hall.work().ballots == 2
    assert (queries.invalid_of(hall.box), queries.cards_collected(hall.poll)) == (0, (12, 2))
    assert "另投的一张有效" in rejected_words(hall.box)[0].why
    assert [text for _word, text in declared_facts(hall.fresh())][:3] == ["12 张", "2 张", "没有"]


def test_a_ballot_that_is_replaced_while_it_is_checked_leaves_no_trace(office, keys, monkeypatch):
    hall = opened(office, keys)
    bad, proven = spoiled(hall, 0), board.proven
    cast(hall.box.uuid, bad)

    def meanwhile(found: Any, raws: Any) -> set[str]:
        verified = proven(found, raws)
        cast(hall.box.uuid, hall.ballot(0, [[0, 1, 0]]))
        return verified

    monkeypatch.setattr(board, "proven", meanwhile)
    assert board.check_some(hall.box) == 1
    assert not RejectedBallot.objects.in_scope(receiving.ANYBODY).filter(box=hall.box).exists()
    hall.close()
    assert cast(hall.box.uuid, bad).state == "replaced"
    assert hall.work().ballots == 1


def test_a_card_votes_again_so_often_and_no_more(office, keys, monkeypatch):
    hall = opened(office, keys)
    uuid, raws = hall.box.uuid, [hall.ballot(0, [[1, 0, 0]]) for _ in range(journal.MOST_AGAIN + 2)]
    *fine, over = raws
    assert [cast(uuid, raw).again for raw in fine] == [False] + [True] * journal.MOST_AGAIN
    assert refusal(uuid, over) == "voted_too_often"
    assert told(cast(uuid, fine[0])) == ("replaced", False, False)
    assert told(cast(uuid, fine[-1])) == ("verified", False, True)


def test_a_card_has_no_more_ballots_checked_that_fail_and_what_it_cast_stands(office, keys):
    hall = opened(office, keys)
    uuid, good, bad = hall.box.uuid, hall.ballot(0, [[1, 0, 0]]), spoiled(hall, 0)
    cast(uuid, good)
    codes = [refusal(uuid, bad) for _ in range(journal.MOST_AGAIN + 1)]
    assert codes == ["individual_proof"] * journal.MOST_AGAIN + ["voted_too_often"]
    assert told(cast(uuid, good)) == ("received", False, False)
    cast(uuid, hall.ballot(1, [[1, 0, 0]]))
    assert cast(uuid, hall.ballot(1, [[0, 1, 0]])).again, "another card's are"


@pytest.mark.long
def test_the_reference_tool_accepts_an_archive_in_which_a_card_voted_again(office, tmp_path):
    if shutil.which("belenios-tool") is None:
        pytest.skip("belenios-tool is not installed")
    hall = opened(office, s.make_keys(office, group="BELENIOS-2048"), cards=10)
    uuid = hall.box.uuid
    for voter in range(3):
        cast(uuid, hall.ballot(voter, [[1, 0, 0]]))
    board.check_some(hall.box)
    assert board.put_up(hall.box, least=1) == 2
    cast(uuid, hall.ballot(on_the_board(hall, 3)[0], [[0, 1, 0]]))
    hall.close()
    assert hall.work().ballots == 3
    hall.declare()
    assert hall.decrypt(1, 2).result == [[2, 1, 0]]
    path = tmp_path / f"{uuid}.bel"
    path.write_bytes(archives.archive_bytes(hall.box))
    command = ["belenios-tool", "election", "verify", "--dir", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
