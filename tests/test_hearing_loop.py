"""听取的全程: from a frozen finding through a failed vote, research and a second hearing to closing and publication.

Everything is done by acts of those who may do them, with the days as they would fall.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from oversight.audit.actors import operator
from oversight.audit.errors import Refused
from oversight.audit.outbox import run_pending
from oversight.cases import actions, queries, queries_hearing
from oversight.cases.models import Case
from oversight.cases.rules.next_step import next_step
from oversight.cases.tests import builders as b
from oversight.cases.tests import builders_hearing as h
from oversight.config.reactions import REACTIONS
from oversight.documents import actions as documents
from oversight.documents.tests.builders import PDF
from oversight.files.actions import store_file
from oversight.hotline import actions as hotline
from oversight.institutions import actions as institutions
from oversight.institutions.tests import builders as make
from oversight.meetings import actions as meetings
from oversight.meetings import queries as meetings_read
from oversight.meetings.models import Meeting
from oversight.publications import actions as publications
from oversight.publications import queries as public
from oversight.voting.tests import builders as votes

pytestmark = pytest.mark.django_db
JULY = 2025 * 12 + 6
BEFORE = {
    **{f"2024-{month:02d}": 10 for month in range(7, 13)},
    **{f"2025-{month:02d}": 10 for month in range(1, 7)},
    "2025-07": 40,
}
AFTER = {"2025-11": 9, "2025-12": 8, "2026-01": 7}


class Clock:
    """The day on which everything happens."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch

    def set(self, day: date) -> None:
        moment = datetime(day.year, day.month, day.day, 2, 0, tzinfo=UTC)
        self.monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock(monkeypatch)
    found.set(date(2025, 8, 3))
    return found


def work() -> None:
    """The worker lets everything follow."""
    run_pending(REACTIONS, limit=10_000)


def take_in(office: b.Office, folder: Path, counts: dict[str, int], name: str) -> None:
    """A monthly table with the counts of the unit and of another."""
    lines = ["单位,月份,受理量,办结量,应办结量,办结率（%）"]
    for month, count in counts.items():
        lines.append(f"{b.BUILDING},{month},{count},{count},{count},100")
        lines.append(f"市水务局,{month},6,6,6,100")
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    hotline.import_table(office.actor("clerk"), office.place, path=path)


def make_house(office: b.Office) -> None:
    """Five members of the standing committee and a deputy with an account."""
    for number in range(5):
        person = make.make_person(office.place, f"组成人员{number + 1:02d}")
        body = office.bodies["standing_committee"]
        institutions.add_membership(operator(), office.place, person=person, body=body)
    for role in ("deputy", "member"):
        office.grants[role] = make.make_grant(office.place, role)
        h.joined(office.place, office.grants[role])


def make_meeting(office: b.Office, on: date, number: int) -> Meeting:
    """A meeting of the standing committee in the calendar."""
    return meetings.plan_meeting(
        office.actor("clerk"),
        office.place,
        body=office.bodies["standing_committee"],
        term_no=18,
        meeting_no=number,
        starts_on=on,
        place_text="会议厅",
    )


def opened(office: b.Office, heard_at: str) -> Case:
    """From the finding to the notice that the unit has confirmed."""
    from oversight.hotline import queries as hotline_read

    clerk, place = office.actor("clerk"), office.place
    hotline.freeze_month(clerk, place, month=JULY)
    freeze = hotline_read.latest_freeze(place, JULY)
    made = hotline.dispose_finding(
        clerk,
        place,
        freeze,
        unit_name=b.BUILDING,
        disposition="open_case",
        subject="房屋渗漏投诉双升",
    )
    with pytest.raises(Refused):
        hotline.dispose_finding(
            clerk, place, freeze, unit_name=b.BUILDING, disposition="watch", reason="等下个月再看。"
        )
    case = b.judged(office, made.case)
    b.decide(office, case, heard_at=heard_at)
    b.acknowledge(office, b.issue_notice(office, b.fresh(case)))
    return b.fresh(case)


def report(office: b.Office, case: Case, text: str) -> Any:
    """The liaison writes, the head hands in."""
    actions.draft_report(office.actor("liaison"), office.place, case, text=text)
    return actions.submit_report(office.actor("unit_head"), office.place, case)


def find(office: b.Office, case: Case, title: str, answer: str) -> None:
    """A finding of the office, sent and answered."""
    lead, place = office.actor("office"), office.place
    actions.record_finding(
        lead, place, case, title=title, text="现场看了 3 个小区。", where="示例小区"
    )
    actions.send_findings(lead, place, case)
    finding = queries_hearing.findings_of(b.fresh(case))[-1]
    actions.answer_finding(office.actor("liaison"), place, case, finding, text=answer)


def vote(office: b.Office, meeting: Meeting, item_id: str, yes: int, no: int) -> None:
    """The meeting sits, considers the item and votes by keypad; the chair announces."""
    clerk, place = office.actor("clerk"), office.place
    item = meetings_read.item_by_id(place, item_id)
    assert item is not None
    meetings.place_item(clerk, place, item)
    meetings.call_members(clerk, place, meeting)
    meetings.notify(clerk, place, meeting)
    meetings.convene(clerk, place, meeting)
    rows = [one for one in meetings_read.participants_of(meeting) if one.capacity == "attend"]
    marks = {one.public_id: "present" for one in rows[: yes + no]}
    meetings.record_attendance(clerk, place, meeting, marks=marks)
    meetings.open_session(clerk, place, meeting)
    item = meetings.start_consideration(clerk, place, meetings_read.item_by_id(place, item_id))
    poll = meetings.put_to_vote(
        clerk,
        place,
        item,
        method="keypad",
        rule="committee_more_than_half_of_all",
        chair="组成人员01",
        scrutineers=votes.SCRUTINEERS,
    )
    votes.through(office, poll, [(yes, no, 0, 0)])  # type: ignore[arg-type]
    work()


def issue(office: b.Office, paper_id: str) -> None:
    """A paper through its sign-off until it is issued."""
    place, clerk = office.place, office.actor("clerk")
    paper = b.paper_of(place, paper_id)
    documents.submit_for_check(office.actor("office"), place, paper=paper)
    documents.approve_check(office.actor("reviewer"), place, paper=paper)
    documents.sign(office.actor("chair"), place, paper=paper)
    scan = store_file(clerk, place, name="用印件.pdf", stream=BytesIO(PDF))
    documents.attach_sealed_scan(clerk, place, paper=paper, file=scan)
    documents.issue(clerk, place, paper=paper)
    work()


def waits_for(case: Case) -> str:
    """The step that the case waits for."""
    facts = queries.facts_of(b.fresh(case))
    step = next_step(facts, reports=facts.reported)
    return step.code if step else ""


def published(office: b.Office, case: Case, what: str) -> Any:
    """Put forward by the clerk, published by the reviewer."""
    version = actions.propose_publication(office.actor("clerk"), office.place, case, what=what)
    return publications.publish(office.actor("reviewer"), office.place, version)


def test_from_a_frozen_finding_to_a_closed_and_published_case(clock: Clock, tmp_path: Path):
    office = b.make_office()
    place, clerk, lead = office.place, office.actor("clerk"), office.actor("office")
    make_house(office)
    take_in(office, tmp_path, BEFORE, "before.csv")
    first = make_meeting(office, date(2025, 8, 28), 34)
    case = opened(office, first.planned_meeting)
    assert waits_for(case) == "report"
    with pytest.raises(Refused) as refused:
        actions.place_hearing(clerk, place, case, meeting=first)
    assert refused.value.code == "report_missing" and "第十五条" in refused.value.basis

    # 会前：初稿按期，正式稿晚两天；调研一条发现，单位回应
    clock.set(date(2025, 8, 7))
    assert report(office, case, "初稿：维修基金使用慢。").late_days == 0
    find(office, case, "维修资金申请要走 40 天", "已改为 10 天。")
    clock.set(date(2025, 8, 20))
    final = report(office, case, "正式稿。")
    assert (final.step, final.late_days, final.due) == ("final", 2, date(2025, 8, 18))
    hearing = actions.place_hearing(lead, place, case, meeting=first)
    assert actions.distribute_report(lead, place, case).distributed_late == 0

    # 第一次表决：应到 5 人，赞成 2 人，未过半数
    clock.set(date(2025, 8, 28))
    vote(office, first, hearing.item_id, yes=2, no=3)
    case = b.fresh(case)
    assert case.state == "failed" and waits_for(case) == "research"
    assert queries_hearing.announced(case)[0].figures["base"] == 5

    # 专题调研，再次报告，下一次会议
    clock.set(date(2025, 9, 10))
    find(office, case, "渗漏返修率高", "约谈施工单位并返修。")
    second = make_meeting(office, date(2025, 10, 30), 35)
    with pytest.raises(Refused) as refused:
        actions.place_hearing(clerk, place, case, meeting=second)
    assert refused.value.code == "report_missing"
    report(office, case, "整改后的报告。")
    again = actions.place_hearing(clerk, place, case, meeting=second, method="special_inquiry")
    assert again.number == 2 and waits_for(case) == "hear"
    clock.set(date(2025, 10, 30))
    vote(office, second, again.item_id, yes=4, no=1)
    case = b.fresh(case)
    assert case.state == "passed" and waits_for(case) == "opinions"

    # 审议意见：起草、印发，三个月内报告，另一人核实
    made = actions.draft_opinions(lead, place, case, items=["加快维修资金使用。", "公开返修进度。"])
    issue(office, made.paper_id)
    case = b.fresh(case)
    opinions = queries_hearing.opinions_now(case)
    assert case.state == "tracking" and opinions is not None
    assert opinions.reply_due == date(2026, 1, 30)
    clock.set(date(2025, 12, 20))
    assert report(office, case, "两条意见都已落实。").purpose == "reply"
    assert waits_for(case) == "verify"
    actions.verify_reply(
        office.actor("reviewer"), place, case, text="抽查 2 个小区。", outcomes=["done", "partly"]
    )
    assert waits_for(case) == "close"

    # 没有看法、回访和三个月的数字，不能结案
    with pytest.raises(Refused) as refused:
        actions.propose_closing(clerk, place, case, text="问题基本解决。")
    assert refused.value.code == "deputies_missing" and "回访" in refused.value.text
    clock.set(date(2026, 2, 3))
    take_in(office, tmp_path, AFTER, "after.csv")
    for month in (JULY + 4, JULY + 5, JULY + 6):
        hotline.freeze_month(clerk, place, month=month)
    figures = actions.take_figures(lead, place, case)
    assert [row["seen"] for row in figures.rows] == [9, 8, 7]
    assert figures.verdict in {"within", "below"} and figures.rows[0]["expected"]
    actions.give_view(office.actor("deputy"), place, case, view="solved", text="楼道不漏了。")
    h.view(office, case, "partly", 3)
    actions.record_calls(clerk, place, case, called=40, reached=30, solved=22, partly=6, unsolved=2)
    actions.propose_closing(clerk, place, case, text="问题基本解决。")
    with pytest.raises(Refused) as refused:
        actions.verify_closing(clerk_as_reviewer(office), place, case, text="属实。")
    assert refused.value.code == "same_person"
    actions.verify_closing(office.actor("reviewer"), place, case, text="资料齐全，属实。")
    case = b.fresh(case)
    assert case.state == "resolved" and waits_for(case) == "report_up"

    # 公开：四项，没有人名
    for what in ("report", "result", "opinions", "followup"):
        version = published(office, case, what)
        assert version.state == "published"
        assert "组成人员01" not in str(version.content)
    assert public.latest_public(place).count() == 4
    page = publications.render(published_followup(place, case))
    assert "22" in page and "楼道不漏了" not in page

    # 每一项行动都向党委报告：决定、两次表决
    for _number in range(3):
        actions.draft_report_up(clerk, place, case)
    assert waits_for(case) == ""


def published_followup(place: Any, case: Case) -> Any:
    return public.published_under(place, "case_followup", case.public_id)


def clerk_as_reviewer(office: b.Office) -> Any:
    """The clerk's account in another role: still the same person."""
    account = office.grants["clerk"].account
    grant = make.make_grant(office.place, "reviewer", account=account)
    return b.queries.actor_for(grant)
