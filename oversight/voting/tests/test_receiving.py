"""收票的竞争与保密: many casts of one card at once, casts against the close, garbage, nothing that tells who cast what."""

from __future__ import annotations

import hashlib
import logging
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from secret_ballot.v1.canonical import encode
from secret_ballot.v1.elections import read_election

from oversight.audit.errors import Refused
from oversight.voting import actions
from oversight.voting.models import BoardBallot, JournalEntry
from oversight.voting.secret import journal
from oversight.voting.secret.card_marks import MARK, mark_of
from oversight.voting.secret.opened_boxes import opened_box
from oversight.voting.secret.receiving import NotTaken, cast, judged, kept
from oversight.voting.tests import builders as b
from oversight.voting.tests import secret_builders as s
from tools.balloting.matching import Entry, Evidence, shown_of, tried
from tools.balloting.races import forge

AT_ONCE = 12


@pytest.fixture(autouse=True)
def built(monkeypatch):
    """A booth page as if it were built."""
    monkeypatch.setattr("oversight.voting.secret.actions.freezing.kept", lambda: s.BUNDLE.sha256)


def opened(cards: int = 12) -> s.Hall:
    office = b.make_office()
    hall = s.make_hall(office, s.make_keys(office), cards)
    hall.fix_cards()
    hall.open()
    return hall


def told(work: Any, *given: Any) -> str:
    """What a thread of its own was told."""
    try:
        work(*given)
    except NotTaken as refused:
        return refused.code
    except Exception as error:
        return getattr(error, "code", repr(error))
    finally:
        connection.close()
    return "done"


@pytest.mark.postgres  # on SQLite with processes: tools/ballot_runs.py
@pytest.mark.django_db(transaction=True)
def test_one_card_at_once_from_many_devices_and_casts_against_the_close():
    hall = opened()
    uuid = hall.box.uuid
    others = [hall.ballot(0, [[1, 0, 0]]) for _ in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        answers = sorted(crowd.map(lambda raw: told(cast, uuid, raw), others))
    assert answers == ["done"] + ["voted_already"] * (AT_ONCE - 1)
    raws = [hall.ballot(voter, [[0, 1, 0]]) for voter in range(1, 12)]
    gate, clerk, place = (
        threading.Barrier(2 * len(raws)),
        hall.office.actor("clerk"),
        hall.office.place,
    )

    def race(number: int) -> str:
        gate.wait(30)
        if number % 2:
            return told(actions.close_poll, clerk, place, hall.poll)
        return told(cast, uuid, raws[number // 2])

    with ThreadPoolExecutor(2 * len(raws)) as crowd:
        answers = list(crowd.map(race, range(2 * len(raws))))
    assert answers[1::2].count("done") == 1
    assert set(answers[::2]) <= {"done", "closed"}
    box = hall.work()
    taken = {
        hashlib.sha256(raw).hexdigest()
        for raw, told in zip(raws, answers[::2], strict=True)
        if told == "done"
    }
    held = set(BoardBallot.objects.filter(box=box).values_list("hash", flat=True))
    assert taken < held and len(held) == len(taken) + 1


@pytest.mark.django_db
def test_what_is_left_tells_nobody_who_cast_what_and_the_key_would():
    hall = opened()
    key = journal.read_key(hall.box.uuid)
    raws = [hall.ballot(voter, [[voter % 2, 1, 0]]) for voter in range(12)]
    slots = []
    for raw in raws:
        cast(hall.box.uuid, raw)
        known = set(slots)
        slots += [
            slot
            for slot in JournalEntry.objects.values_list("slot", flat=True)
            if slot not in known
        ]
    hall.close()
    box = hall.work()
    rows = {row.slot: row for row in JournalEntry.objects.filter(box=box)}
    entries = [Entry(slot, rows[slot].mark, bytes(rows[slot].sealed)) for slot in slots]
    board = [
        shown_of(row.hash, row.batch, bytes(row.raw)) for row in BoardBallot.objects.filter(box=box)
    ]
    truth = [hashlib.sha256(raw).hexdigest() for raw in raws]
    evidence = Evidence(box.uuid, box.ballot_size, entries, board, {})
    assert {one.batch for one in board} == {1}
    assert max(one.right for one in tried(evidence, truth, draws=10)) < len(truth)
    evidence.keys = [key]
    assert max(one.right for one in tried(evidence, truth, draws=10)) == len(truth)


@pytest.mark.django_db
def test_garbage_for_every_card_is_refused_and_no_log_names_a_ballot(caplog):
    hall = opened()
    election = read_election(hall.box.election.encode())
    honest = [s.members_of(hall.ballot(voter, [[1, 0, 0]])) for voter in range(12)]
    booth, path = Client(headers={"host": "booth.localhost"}), f"/elections/{hall.box.uuid}/ballots"
    caplog.set_level(logging.DEBUG)
    for one in honest[1:]:
        raw = forge(election, honest[0], one["credential"], one["signature"])
        answer = booth.post(path, raw, content_type="application/json")
        assert (answer.status_code, answer.json()["code"]) == (403, "ballot_signature")
    assert not JournalEntry.objects.exists()
    raw = encode(honest[0])
    name = hashlib.sha256(raw).hexdigest()
    assert booth.get(f"{path}/{name}").status_code == 404
    filled = raw.ljust(hall.box.ballot_size)  # as the page sends it: all of one length
    assert booth.post(path, filled, content_type="application/json").status_code == 201
    assert booth.get(f"{path}/{name}").json()["state"] == "received"
    written = caplog.text
    assert name not in written and honest[0]["credential"] not in written


@pytest.mark.django_db
def test_the_booth_answers_before_the_opening_at_the_close_and_under_every_spelling_of_its_name(
    settings, tmp_path
):
    office = b.make_office()
    hall = s.make_hall(office, s.make_keys(office), 10)
    booth, path = Client(headers={"host": "Booth.Localhost.:80"}), f"/elections/{hall.box.uuid}"
    assert booth.get(path).json()["state"] == "waiting"
    assert booth.get(path).json()["cards"] == ""
    assert booth.get(f"{path}/ballots/{'0' * 64}").status_code == 404
    assert booth.get("/elections/%00").json()["code"] == "not_found"
    hall.fix_cards()
    settings.RUN_FOLDER = str(tmp_path)
    (tmp_path / f"jiannuo-{os.getuid()}").symlink_to(tmp_path)
    with pytest.raises(Refused) as taken:
        hall.open()
    assert taken.value.code == "folder_taken"
    settings.RUN_FOLDER = "/dev/shm"
    hall.open()
    first, late = (hall.ballot(voter, [[1, 0, 0]]) for voter in (0, 1))
    found = opened_box(hall.box)
    told = booth.get(path).json()["cards"]
    marks = booth.get(f"{path}/cards/{told}")
    assert hashlib.sha256(marks.content).hexdigest() == told
    assert "immutable" in marks["Cache-Control"] and len(marks.content) == 10 * MARK
    credential = judged(found, first)
    assert mark_of(hall.box.uuid, credential) in marks.content
    assert credential.encode() not in marks.content
    assert booth.get(f"{path}/cards/{'0' * 64}").status_code == 404
    receipt = cast(hall.box.uuid, first).receipt
    hall.close()  # between these reads of the box and their turn at its row
    credentials = [judged(found, raw) for raw in (first, late)]
    assert kept(found, found.journal(), credentials[0], first).receipt == receipt
    with pytest.raises(NotTaken) as closed:
        kept(found, found.journal(), credentials[1], late)
    assert closed.value.code == "closed"
