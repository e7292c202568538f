"""电子票箱: from the frozen ballot to the announced result, what is refused on the way, and what nobody can link."""

from __future__ import annotations

import hashlib
import json
from types import SimpleNamespace

import pytest
from secret_ballot.v1.canonical import encode, hex_hash
from secret_ballot.verify import verify

from oversight.audit import queries as audit
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions.tests import builders as make
from oversight.jobs.models import Job
from oversight.ui.formats import check_value
from oversight.voting import actions, queries
from oversight.voting.actions.support import poll_url
from oversight.voting.models import BoardBallot, JournalEntry
from oversight.voting.pages import grid
from oversight.voting.secret import actions as secret
from oversight.voting.secret import archives, board, journal, keys_actions, receiving
from oversight.voting.secret.invalid import missing_for
from oversight.voting.secret.jobs import watch_box
from oversight.voting.secret.keys import holder_actor
from oversight.voting.secret.receiving import NotTaken, cast
from oversight.voting.tests import builders as b
from oversight.voting.tests import secret_builders as s

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db", "built")]


@pytest.fixture
def built(monkeypatch):
    """A booth page as if it were built."""
    monkeypatch.setattr("oversight.voting.secret.actions.freezing.kept", lambda: s.BUNDLE.sha256)


@pytest.fixture(scope="module")
def office(module_db) -> b.Office:
    return b.make_office()


@pytest.fixture(scope="module")
def keys(office):
    return s.make_keys(office)


CHOICES = [[[1, 1, 0]]] * 8 + [[[0, 1, 1]]] * 3 + [[[0, 0, 0]]]


def test_a_whole_vote_by_card(office, keys):
    hall = s.make_hall(office, keys)
    hall.fix_cards(trial=True)
    secret.open_trial(office.actor("clerk"), office.place, hall.poll)
    with pytest.raises(Refused, match="试投"):
        hall.fix_cards() or hall.open()
    cast(hall.trial.uuid, hall.ballot(0, [[1, 0, 0]], trial=True))
    secret.close_trial(office.actor("clerk"), office.place, hall.poll)
    hall.work(trial=True)
    assert hall.decrypt(1, 2, trial=True).result == [[1, 0, 0]]
    hall.open()
    for voter, chosen in enumerate(CHOICES):
        cast(hall.box.uuid, hall.ballot(voter, chosen))
    hall.close()
    with pytest.raises(Refused) as early:
        hall.declare()
    assert early.value.code == "not_sealed"
    box = hall.work()
    assert (box.state, box.ballots) == ("tallied", 12)
    with pytest.raises(Refused) as undeclared:
        hall.decrypt(1)
    assert undeclared.value.code == "not_declared"
    hall.declare()
    assert hall.decrypt(1).state == "tallied"
    box = hall.decrypt(3)
    assert (box.state, box.result) == ("decrypted", [[8, 11, 3]])
    poll = hall.fresh()
    assert (poll.state, poll.issued, poll.returned) == ("locked", 12, 12)
    assert queries.outcome_of(poll) is None
    for signer in queries.signers_of(poll):
        name = signer.name
        actions.sign_by_code(
            office.actor("clerk"), office.place, poll, name=name, drawing=b.DRAWING
        )
    b.announced(office, hall.fresh())
    outcome = queries.outcome_of(hall.fresh())
    assert outcome is not None
    assert (outcome.passed, outcome.open_places) == (("社区食堂",), 1)
    report = verify(archives.archive_file(box).read_bytes())
    assert (report.valid, report.counted, report.result) == (True, 12, [[8, 11, 3]])
    assert archives.archive_bytes(box) == archives.archive_file(box).read_bytes()
    assert not journal._path(box.uuid).exists()


def test_what_is_not_taken_in(office, keys):
    hall = s.make_hall(office, keys, trial=False)
    raw = hall.ballot(0, [[1, 1, 0]])
    assert refusal(hall.box.uuid, raw) == "not_open"
    hall.fix_cards()
    hall.open()
    uuid = hall.box.uuid
    first = cast(uuid, raw)
    assert first.is_new and first.state == "received"
    again = cast(uuid, raw)
    assert (again.receipt, again.is_new) == (first.receipt, False)
    assert refusal(uuid, hall.ballot(0, [[0, 1, 1]])) == "voted_already"
    assert refusal("x" * 14, raw) == "no_election"
    assert refusal(uuid, b"{}") == "shape"
    assert refusal(uuid, raw + b" " * hall.box.ballot_size) == "too_large"
    stranger = s.make_hall(office, keys, trial=False)
    assert refusal(uuid, stranger.ballot(0, [[1, 0, 0]])) == "ballot_uuid"
    hall.codes.append(stranger.codes[0])
    assert refusal(uuid, hall.ballot(12, [[1, 0, 0]])) == "not_listed"
    forged = s.members_of(raw) | {
        "credential": s.members_of(hall.ballot(1, [[1, 0, 0]]))["credential"]
    }
    assert refusal(uuid, encode(forged)) == "ballot_hash"
    hall.close()
    assert refusal(uuid, hall.ballot(1, [[1, 0, 0]])) == "closed"
    assert cast(uuid, raw).receipt == first.receipt
    hall.work()
    assert cast(uuid, raw).state == "on_board"
    with pytest.raises(Refused):
        actions.open_poll(office.actor("clerk"), office.place, hall.fresh())


def refusal(uuid: str, raw: bytes) -> str:
    with pytest.raises(NotTaken) as error:
        cast(uuid, raw)
    return error.value.code


def spoiled(hall: s.Hall, voter: int, *, trial: bool = False) -> bytes:
    """A ballot signed by a listed card whose proofs do not hold."""
    from secret_ballot.v1.credentials import derive
    from secret_ballot.v1.elections import read_election
    from secret_ballot.v1.proofs import prove_knowledge

    box = hall.trial if trial else hall.box
    election = read_election(box.election.encode())
    value = s.members_of(hall.ballot(voter, [[1, 1, 0]], trial=trial))
    proofs = value["answers"][0]["individual_proofs"]
    proofs[0], proofs[1] = proofs[1], proofs[0]
    del value["signature"]
    digest = election.suite.fingerprint(encode(value))
    key = derive(election.suite, box.uuid, hall.codes[voter])
    proof = prove_knowledge(election.suite, key, f"sig|{digest}|")
    return encode(value | {"signature": {"hash": digest, "proof": proof.as_json()}})


def test_a_failed_proof_keeps_the_total_closed_until_every_scrutineer_signs_by_the_own_hand(
    office, keys
):
    """The chief has an account, the other signs by telephone; nobody signs for another."""
    member, clerk, place = office.actor("member"), office.actor("clerk"), office.place
    rows = [{"name": member.label, "chief": True}, {"name": "沈清和"}]
    hall = s.make_hall(office, keys, trial=False, scrutineers=rows)
    hall.fix_cards()
    hall.open()
    bad = spoiled(hall, 1)
    cast(hall.box.uuid, hall.ballot(0, [[1, 1, 0]]))
    assert cast(hall.box.uuid, bad).state == "received"
    hall.close()
    jobs = Job.rows.filter(unique_key__startswith=f"box:{hall.box.public_id}:").order_by("pk")
    while_open, closed = jobs
    watch_box(SimpleNamespace(place=office.place.code, payload=while_open.payload))
    assert board.waiting(hall.box).unchecked == 2, "left to the task of the close"
    assert closed.payload["state"] == "closed"
    assert hall.work().state == "closed"
    assert cast(hall.box.uuid, bad).state == "rejected"
    ballot = hashlib.sha256(bad).hexdigest()
    for other in ("clerk", "chair", "deputy"):
        with pytest.raises(NotPermitted, match="亲自认定"):
            secret.sign_invalid(office.actor(other), place, hall.poll, ballot=ballot)
    with pytest.raises(Invalid):
        secret.sign_invalid(member, place, hall.poll, ballot="0" * 64)
    one = secret.sign_invalid(member, place, hall.poll, ballot=ballot)
    told = audit.last_entry(place.code, "voting.sign_invalid")
    assert told.facts["scrutineer"] == member.label and told.facts["way"] == "own"
    assert secret.sign_invalid(member, place, hall.poll, ballot=ballot).pk == one.pk
    again = audit.last_entry(place.code, "voting.sign_invalid")
    assert again.pk == told.pk, "a second press changes nothing"
    row = hall.box.rejected.get()
    assert (row.signed_at, [each.name for each in missing_for(row, hall.poll)]) == (
        None,
        ["沈清和"],
    )
    assert hall.work().state == "closed", "one signature of two does not open the total"
    phone, code = actions.issue_signing_code(clerk, place, hall.fresh(), name="沈清和")
    unused = {"secret": "x", "ballot": ballot, "drawing": b.DRAWING}
    with pytest.raises(NotPermitted):
        secret.sign_invalid_on_phone(phone, **unused)
    phone, kept = actions.claim_signing_code(place, code)
    with pytest.raises(Invalid):
        secret.sign_invalid_on_phone(phone, **{**unused, "secret": kept, "drawing": []})
    secret.sign_invalid_on_phone(phone, **{**unused, "secret": kept})
    told = audit.last_entry(place.code, "voting.sign_invalid_on_phone")
    assert (told.actor_label, told.facts["entered_by"]) == ("沈清和", clerk.label)
    assert hall.box.rejected.get().signed_label == f"{member.label}、沈清和"
    assert hall.work().ballots == 1
    hall.declare()
    hall.decrypt(1, 2)
    sheet = queries.sheet_of(hall.fresh())
    assert sheet is not None
    figures = sheet.content["figures"]
    assert [figures[key] for key in ("issued", "returned", "valid", "invalid")] == [12, 2, 1, 1]
    chief = {"capacity": "chief_scrutineer", "name": member.label}
    actions.sign_sheet(member, place, hall.fresh(), **chief)
    actions.sign_by_code(clerk, place, hall.fresh(), name="沈清和", drawing=b.DRAWING)
    b.announced(office, hall.fresh())
    paper = make.signed_in(office.grants["member"]).get(poll_url(hall.poll, "result_print"))
    _rest, record = paper.content.decode().split("核验不过的选票")
    assert (
        check_value(ballot, full=True) in record
        and record.count('d="M100 80L400 80M250 40L250 300"') == 1
    )
    assert member.label in record and "本人账号确认" in record and "沈清和" in record


def test_of_a_trial_other_scrutineers_may_be_named_and_nothing_is_stuck(office, keys):
    member, clerk, place = office.actor("member"), office.actor("clerk"), office.place
    rows = [{"name": member.label, "chief": True}, {"name": "沈清和"}]
    hall = s.make_hall(office, keys, scrutineers=rows)
    hall.fix_cards(trial=True)
    secret.open_trial(clerk, place, hall.poll)
    cast(hall.trial.uuid, spoiled(hall, 1, trial=True))
    secret.close_trial(clerk, place, hall.poll)
    assert hall.work(trial=True).state == "closed"
    ballot = hall.trial.rejected.get().hash
    secret.sign_invalid(member, place, hall.fresh(), ballot=ballot)
    assert hall.work(trial=True).state == "closed"
    actions.name_scrutineers(clerk, place, hall.fresh(), scrutineers=rows[:1])
    assert hall.work(trial=True).state == "tallied"


def test_the_board_grows_by_many_and_its_bytes_follow_from_the_rows(office, keys, tmp_path):
    hall = s.make_hall(office, keys, trial=False)
    hall.fix_cards()
    hall.open()
    for voter in range(9):
        cast(hall.box.uuid, hall.ballot(voter, [[1, 0, 0]]))
    board.check_some(hall.box)
    assert board.put_up(hall.box, least=5) == 0
    first = archives.archive_file(hall.box).read_bytes()
    for voter in (9, 10):
        cast(hall.box.uuid, hall.ballot(voter, [[1, 0, 0]]))
    board.check_some(hall.box)
    assert board.put_up(hall.box, least=5) == 6
    kept = JournalEntry.objects.filter(box=hall.box, state="verified").values_list(
        "slot", flat=True
    )
    up = JournalEntry.objects.filter(box=hall.box, state="boarded").values_list("slot", flat=True)
    assert len(kept) == 5 and max(up) < min(kept)
    grown = archives.archive_file(hall.box).read_bytes()
    assert grown.startswith(first) and len(grown) > len(first)
    path = archives.archive_file(hall.box)
    path.write_bytes(grown[: len(first) + 1000])  # cut off while it was written
    assert archives.archive_file(hall.box).read_bytes() == grown
    hashes = list(BoardBallot.objects.filter(box=hall.box).values_list("hash", flat=True))
    assert hashes == sorted(hashes)
    hall.close()
    assert hall.work().state == "tallied"
    whole = archives.archive_file(hall.box).read_bytes()
    assert whole.startswith(grown)
    path.unlink()
    assert archives.archive_file(hall.box).read_bytes() == whole == archives.archive_bytes(hall.box)


def test_entries_of_the_journal_are_alike_and_unreadable_once_the_board_is_complete(office, keys):
    hall = s.voted(s.make_hall(office, keys, trial=False), CHOICES)
    rows = list(JournalEntry.objects.filter(box=hall.box))
    assert len({len(bytes(row.sealed)) for row in rows}) == 1
    assert {row.state for row in rows} == {"boarded"}
    with pytest.raises(journal.JournalLostError):
        journal.read_key(hall.box.uuid)
    assert hall.box.sealed_key == [], "shared out it would come back from the holders' seeds"
    fields = {field.name for field in JournalEntry._meta.fields}
    assert fields == {"slot", "mark", "box", "sealed", "state"}
    shown = {field.name for field in BoardBallot._meta.fields}
    assert shown == {"hash", "box", "batch", "card", "raw"}


def test_after_a_power_cut_the_holders_bring_the_journal_back(office, keys):
    from secret_ballot.v1.sharing import open_share
    from secret_ballot.v1.suites import suite_of

    hall = s.make_hall(office, keys, trial=False)
    hall.fix_cards()
    hall.open()
    raw = hall.ballot(0, [[1, 0, 0]])
    taken = cast(hall.box.uuid, raw)
    journal.forget_key(hall.box.uuid)
    assert refusal(hall.box.uuid, hall.ballot(1, [[1, 0, 0]])) == "not_open"
    suite, box = suite_of(s.GROUP), hall.box
    certificates = [json.loads(one.certificate) for one in keys.holders.order_by("number")]
    done = []
    for number in (1, 3):
        holder = hall.holder(number)
        share = open_share(
            suite, s.seeds()[number - 1], certificates, box.sealed_key[number - 1], box=box.uuid
        )
        with pytest.raises(Invalid):
            secret.recover_journal(holder_actor(holder), box, holder, share[:-1])
        done.append(secret.recover_journal(holder_actor(holder), box, holder, share))
    assert done == [False, True]
    assert cast(hall.box.uuid, raw).receipt == taken.receipt
    hall.close()
    assert hall.work().ballots == 1


def test_what_is_opened_and_by_whom_is_judged_by_the_act_itself(office, keys):
    """Neither page nor API need be asked: a holder by the code that runs, for a holder by files the office alone."""
    hall = s.voted(s.make_hall(office, keys, trial=False), CHOICES[:2])
    hall.declare()
    clerk, place, box = office.actor("clerk"), office.place, hall.box
    one, two, raw = hall.holder(1), hall.holder(2), hall.decryption(1)
    foreign = s.make_keys(office).holders.get(number=1)
    for actor, holder in (
        (office.actor("member"), one),
        (office.actor("auditor"), one),
        (holder_actor(two), one),
        (holder_actor(foreign), foreign),
        (clerk, foreign),
    ):
        with pytest.raises(NotPermitted):
            secret.add_decryption(actor, box, holder, raw)
    keys_actions.issue_ceremony_code(clerk, place, keys, number=1)
    with pytest.raises(NotPermitted):
        secret.add_decryption(holder_actor(one), box, one, raw)
    for actor in (clerk, holder_actor(two), holder_actor(one)):
        with pytest.raises(NotPermitted):
            secret.recover_journal(actor, box, one, "1")
    assert not box.decryptions.exists()
    seen = audit.last_entry(place.code, "voting.add_decryption")
    given = secret.add_decryption(clerk, box, one, raw)
    assert (
        secret.add_decryption(holder_actor(hall.holder(1)), box, hall.holder(1), b"").pk == given.pk
    )
    told = audit.last_entry(place.code, "voting.add_decryption")
    assert told.pk != getattr(seen, "pk", None) and told.actor_label == clerk.label
    with pytest.raises(Refused) as caught:
        secret.recover_journal(holder_actor(hall.holder(1)), box, hall.holder(1), "1")
    assert caught.value.code == "wrong_state"


def test_the_sealed_total_is_kept_and_its_check_value_decides(office, keys, monkeypatch):
    hall = s.voted(s.make_hall(office, keys, trial=False), CHOICES[:3])
    hall.declare()
    made = [hall.decryption(number) for number in (1, 2)]
    box, whole = hall.box, archives.archive_bytes(hall.box)
    assert hex_hash(box.total.encode()) == box.tally
    counts = []
    plain = archives.total_of
    monkeypatch.setattr(archives, "total_of", lambda box: counts.append(box.pk) or plain(box))
    secret.add_decryption(holder_actor(hall.holder(1)), box, hall.holder(1), made[0])
    assert counts == [], "adding one costs its own proof, not a multiplication of the board"
    for altered in ("", box.total.replace("alpha", "gamma"), "[]"):
        type(box)._base_manager.filter(pk=box.pk).update(total=altered)
        assert archives.sealed_total(hall.box) == plain(hall.box)
    assert len(counts) == 3 and archives.archive_bytes(hall.box) == whole
    secret.add_decryption(holder_actor(hall.holder(2)), hall.box, hall.holder(2), made[1])
    assert hall.box.result == [[3, 3, 0]]


def test_a_device_fails_and_the_meeting_takes_another_method(office, keys):
    hall = s.make_hall(office, keys, trial=False)
    hall.fix_cards()
    hall.open()
    cast(hall.box.uuid, hall.ballot(0, [[1, 0, 0]]))
    clerk, place = office.actor("clerk"), office.place
    values = {"reason": "会场网络中断", "decided_by": "主席团"}
    ended = secret.change_method(clerk, place, hall.poll, **values)
    assert (ended.state, hall.box.state, hall.box.sealed_key) == ("cancelled", "sealed", [])
    journal.keep_key(hall.box.uuid, bytes(32))  # as if it had been killed right after the commit
    (job,) = Job.rows.filter(unique_key__startswith=f"box:{hall.box.public_id}:sealed")
    watch_box(SimpleNamespace(place=place.code, payload=job.payload))
    with pytest.raises(journal.JournalLostError):
        journal.read_key(hall.box.uuid)
    assert refusal(hall.box.uuid, hall.ballot(1, [[1, 0, 0]])) == "closed"
    again = actions.hold_again(clerk, place, ended, roll=b.roll(20, 15), method="paper")
    assert (again.method, again.round) == ("paper", 1)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"roll": b.roll(20, 9)}, "too_few_for_cards"),
        ({"measure": ""}, "no_measure"),
        ({"secret": False}, "cards_are_secret"),
        ({"candidates": ["p1"]}, "matter_by_paper"),
    ],
)
def test_when_cards_are_not_for_a_vote(office, values, code):
    hall = {
        "title": "票决", "kind": "choose", "options": s.OPTIONS, "k": 2,
        "rule": "congress_more_than_half_of_all", "method": "cards", "roll": b.roll(20, 15),
        "measure": s.MEASURE,
    }  # fmt: skip
    with pytest.raises(Refused) as error:
        b.make_poll(office, **{**hall, **values})
    assert error.value.code == code


def test_the_list_must_add_up_with_the_hall(office, keys):
    hall = s.make_hall(office, keys, trial=False)
    for values, code in (
        ({"left_over": 1}, "cards_do_not_add_up"),
        ({"printed": 16, "handed_out": 13}, "listed_differs"),
        ({"printed": 18, "surrendered": 3}, "too_few_on_paper"),
    ):
        with pytest.raises(Refused) as error:
            hall.fix_cards(**values)
        assert error.value.code == code
    with pytest.raises(Refused) as error:
        actions.open_poll(office.actor("clerk"), office.place, hall.poll)
    assert error.value.code == "trial_first"
    with pytest.raises(Refused) as error:
        hall.open()
    assert error.value.code == "no_list"
    assert receiving.box_by_uuid(hall.box.uuid) is not None


def test_paper_beside_the_cards_is_entered_by_two_and_counted_together(office, keys):
    hall = s.make_hall(office, keys, cards=9, trial=False)
    hall.fix_cards(printed=17, left_over=2, spoiled=1, surrendered=5)
    hall.open()
    for voter, chosen in enumerate([[[1, 1, 0]]] * 7 + [[[0, 1, 0]]]):
        cast(hall.box.uuid, hall.ballot(voter, chosen))
    hall.close()
    hall.work()
    chair, clerk, place = office.actor("chair"), office.actor("clerk"), office.place
    with pytest.raises(Invalid):
        actions.declare_collected(chair, place, hall.poll, issued=6, returned=5)
    poll = actions.declare_collected(chair, place, hall.poll, issued=5, returned=5)
    assert (poll.issued, poll.returned, poll.state) == (14, 13, "collected")
    rows = [(3, 1, 0, 0), (4, 0, 0, 0), (0, 2, 2, 0)]
    form = queries.entry_form_of(poll)
    codes = [column.code for column in form.columns]
    cells = {
        f"paper.{row}.{code}": value
        for row, values in enumerate(rows)
        for code, value in zip(codes, values, strict=True)
    } | {"paper.valid": 4, "paper.invalid": 1}
    assert set(cells) == set(form.cells())
    poll = b.entered(office, poll, cells)
    with pytest.raises(Refused) as early:
        actions.lock_sheet(clerk, place, poll)
    assert early.value.code == "not_opened"
    hall.decrypt(2, 3)
    sheet = actions.lock_sheet(clerk, place, hall.fresh())
    electronic, paper, total = grid.locked(hall.fresh(), sheet)
    assert [one.rows[0].sum for one in (electronic, paper, total)] == [8, 4, 12]
    assert [cell.first for cell in total.heads] == [12, 1]
    assert all(sum(cell.first or 0 for cell in row.cells) == row.sum for row in total.rows)
    figures = sheet.content["figures"]
    assert [row["yes"] for row in figures["rows"]] == [10, 12, 0]
    assert [figures[key] for key in ("issued", "returned", "valid", "invalid")] == [14, 13, 12, 1]
    assert sheet.content["result"]["passed"] == ["社区食堂"]
