"""收票承诺: signed while a box receives, fetched by a holder's own tool, proved after the close without telling which is which."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from secret_ballot.committed import Committed
from secret_ballot.hands import Hands
from secret_ballot.remote import Remote, Wrong
from secret_ballot.v1.contents import read_contents

from oversight.institutions.tests import builders as make
from oversight.voting.actions.support import poll_url
from oversight.voting.models import BallotHead, BoardBallot, HeadProof, JournalEntry
from oversight.voting.secret import board, heads, journal, keys_actions
from oversight.voting.secret.archives import archive_bytes
from oversight.voting.secret.receiving import cast
from oversight.voting.secret.showing import journal_is_lost
from oversight.voting.tests import builders as b
from oversight.voting.tests import secret_builders as s
from oversight.voting.tests.test_boxes import spoiled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db", "built")]


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> None:
    """A booth page as if it were built; heads whenever one looks."""
    monkeypatch.setattr("oversight.voting.secret.actions.freezing.kept", lambda: s.BUNDLE.sha256)
    monkeypatch.setattr(heads, "is_due", lambda box: True)


@pytest.fixture(scope="module")
def office(module_db: None) -> b.Office:
    return b.make_office()


class Tool:
    """A holder's copy of the commitments, over the ceremony's API."""

    def __init__(self, hall: s.Hall, folder: Path) -> None:
        clerk, place = hall.office.actor("clerk"), hall.office.place
        self.code = keys_actions.issue_ceremony_code(clerk, place, hall.keys, number=1)[1]
        self.said: list[str] = []
        hands = Hands(self.said.append, lambda _question: "no", lambda: None)
        path, uuid = folder / f"{hall.box.uuid}.heads", hall.box.uuid
        self.kept = Committed(Remote(self.send), hands, path, uuid)
        self.hall = hall

    def send(self, method: str, path: str, body: bytes | None, _most: int) -> tuple[int, bytes]:
        answer = Client().get(path, headers={"Authorization": f"Bearer {self.code}"})
        return answer.status_code, answer.content

    def judge(self, raw: bytes | None = None) -> None:
        whole = raw if raw is not None else archive_bytes(self.hall.box)
        self.kept.whole(read_contents(whole, partial=True), "票决", opens=True)


def opened(office: b.Office, **more: Any) -> s.Hall:
    hall = s.make_hall(office, s.make_keys(office), trial=False, **more)
    hall.fix_cards()
    hall.open()
    return hall


def test_a_vote_of_five_is_committed_to_while_it_runs_and_proved_after_the_close(
    office: b.Office, tmp_path: Path
):
    hall = opened(office)
    tool, box = Tool(hall, tmp_path), hall.box
    for voters in ((0, 1), (), (2,)):
        for voter in voters:
            cast(box.uuid, hall.ballot(voter, [[1, 0, 0]]))
        assert heads.keep_up(box) is bool(voters)
        tool.kept.follow()
    assert [head.ballots for head in tool.kept.chain.heads] == [2, 3]
    cast(box.uuid, hall.ballot(3, [[0, 1, 1]]))
    cast(box.uuid, spoiled(hall, 4))
    hall.close()
    assert hall.work().state == "closed", "a rejected ballot waits for its scrutineers"
    assert tool.kept.follow()["proof"] is None
    assert not BoardBallot.objects.filter(box=box, batch__gt=1).exists()
    row = box.rejected.get()
    row.__class__._base_manager.filter(pk=row.pk).update(signed_at=hall.box.closed_at)
    assert hall.work().state == "tallied"
    tool.judge()
    assert "3 份承诺相符，5 张，其中核验不过 1 张" in tool.said[-1]
    assert heads.last_of(box) == heads.Last(3, 5, tool.kept.chain.root)
    page = make.signed_in(office.grants["clerk"]).get(poll_url(hall.poll)).content.decode()
    assert tool.kept.chain.root[:16] in page, "scrutineers compare it with what their tools say"
    assert not any(BallotHead.objects.filter(box=box).values_list("marks", flat=True))
    assert {field.name for field in BallotHead._meta.fields} == {
        "id", "box", "number", "ballots", "leaves", "marks", "signature",
    }  # fmt: skip
    fields = json.dumps([heads.as_json(one) for one in BallotHead.objects.filter(box=box)])
    rows = JournalEntry.objects.filter(box=box)
    assert not any(value in fields for pair in rows.values_list("slot", "mark") for value in pair)
    held = HeadProof.objects.get(box=box).raw
    assert not any(one in held for one in BoardBallot.objects.values_list("hash", flat=True))


def test_a_server_that_leaves_one_out_or_exchanges_one_afterwards_is_found_out(
    office: b.Office, tmp_path: Path
):
    hall = opened(office)
    tool, box = Tool(hall, tmp_path), hall.box
    for voter in range(3):
        cast(box.uuid, hall.ballot(voter, [[1, 0, 0]]))
    heads.keep_up(box)
    tool.kept.follow()
    hall.close()
    hall.work()
    one = BoardBallot.objects.filter(box=box).first()
    other = hall.ballot(7, [[0, 0, 1]])
    kept = {"hash": one.hash, "box": box, "batch": one.batch, "raw": bytes(one.raw)}
    more = {"card": one.card} if hasattr(one, "card") else {}
    one.delete()
    with pytest.raises(Wrong, match="heads_number"):
        tool.judge()
    exchanged = kept | {"hash": "0" * 64, "raw": other}
    BoardBallot.objects.create(**exchanged, **more)
    with pytest.raises(Wrong, match="heads_proof"):
        tool.judge()
    BoardBallot.objects.filter(hash="0" * 64).delete()
    BoardBallot.objects.create(**kept, **more)
    tool.judge()
    BallotHead.objects.filter(box=box).delete()
    with pytest.raises(Wrong, match="heads_missing"):
        Tool(hall, tmp_path).judge()


def test_where_a_card_votes_again_only_cards_are_counted(office: b.Office, tmp_path: Path):
    hall = opened(office, revote_clause="本次会议表决办法第六条")
    tool, box = Tool(hall, tmp_path), hall.box
    for voter, chosen in ((0, [[1, 0, 0]]), (1, [[1, 0, 0]]), (0, [[0, 1, 0]])):
        cast(box.uuid, hall.ballot(voter, chosen))
    assert heads.keep_up(box) and tool.kept.follow()
    cast(box.uuid, hall.ballot(1, [[0, 0, 1]]))
    assert not heads.keep_up(box), "nobody sees that a card has voted again"
    (head,) = tool.kept.chain.heads
    assert (head.ballots, head.leaves) == (2, None) and any("可以重投" in one for one in tool.said)
    hall.close()
    assert hall.work().state == "tallied"
    tool.judge()


def test_after_a_power_cut_between_board_and_proof_the_holders_are_asked(office: b.Office):
    hall = opened(office)
    box = hall.box
    cast(box.uuid, hall.ballot(0, [[1, 0, 0]]))
    heads.keep_up(box)
    hall.close()
    board.check_some(hall.box)
    board.put_up(hall.box)
    key = journal.read_key(box.uuid)
    assert not journal_is_lost(hall.box)
    journal.forget_key(box.uuid)
    assert journal_is_lost(hall.box)
    with pytest.raises(journal.JournalLostError):
        hall.work()
    journal.keep_key(box.uuid, key)
    assert hall.work().state == "tallied" and not journal_is_lost(hall.box)


def test_a_box_whose_board_was_complete_before_its_first_head_is_committed_to(
    office: b.Office, tmp_path: Path
):
    """The worker of the open box may put all up in the moment of the close."""
    hall = opened(office)
    cast(hall.box.uuid, hall.ballot(0, [[1, 0, 0]]))
    hall.close()
    board.check_some(hall.box)
    assert board.put_up(hall.box) == 1 and heads.last_of(hall.box) is None
    assert hall.work().state == "tallied"
    tool = Tool(hall, tmp_path)
    tool.judge()
    assert heads.last_of(hall.box) == heads.Last(1, 1, tool.kept.chain.root)
    assert "1 张的承诺，本机到总和封存以后才看到" in tool.said[-2]


def test_at_most_one_in_five_seconds(office: b.Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()
    monkeypatch.setattr("oversight.voting.secret.actions.freezing.kept", lambda: s.BUNDLE.sha256)
    hall = opened(office)
    cast(hall.box.uuid, hall.ballot(0, [[1, 0, 0]]))
    monkeypatch.setattr(heads.timezone, "now", lambda: hall.box.opened_at)
    assert heads.keep_up(hall.box)
    cast(hall.box.uuid, hall.ballot(1, [[1, 0, 0]]))
    assert not heads.keep_up(hall.box), (
        "as the counter on the wall: a single ballot is not seen to come in"
    )
    hall.close()
    assert heads.keep_up(hall.box), "the close has one of its own"
