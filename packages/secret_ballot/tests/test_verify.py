"""Archives: ours are accepted; altered bytes, cuts and events out of order are not; ballots are checked once."""

from __future__ import annotations

import io
import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from secret_ballot.v1.archive import ArchiveWriter
from secret_ballot.v1.canonical import encode
from secret_ballot.v1.contents import Contents, read_contents
from secret_ballot.verify import verify

from .made import (
    UP_TO_TWO,
    Made,
    changed,
    closed,
    make,
    plain_count,
    written,
)
from .whole import MADE, QUESTIONS, RAW, RECORDS, SEEN, VOTES, WHOLE, found


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
