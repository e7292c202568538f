"""表决到归档: a vote announced gives the item its result, ties go another round, minutes, packet, plan."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader, PdfWriter

from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.audit.outbox import run_pending
from oversight.config.reactions import REACTIONS
from oversight.documents import actions as documents
from oversight.documents.models import Paper
from oversight.files.actions import store_file
from oversight.files.tests.builders import picture
from oversight.institutions import actions as institutions
from oversight.institutions import queries
from oversight.institutions.tests import builders as make
from oversight.meetings import actions, packet, searching
from oversight.meetings import queries as read
from oversight.meetings.api.values import meeting_detail
from oversight.meetings.forms.items import VoteForm
from oversight.meetings.models import AgendaItem
from oversight.meetings.queries.drafts import announced
from oversight.meetings.queries.hall import latest_poll
from oversight.meetings.rules.plan_text import PlanLine, read_paragraphs
from oversight.meetings.tests import builders as build
from oversight.meetings.tests.builders import House
from oversight.voting import actions as voting
from oversight.voting import queries as polls
from oversight.voting.announcing import as_written
from oversight.voting.api.showing import poll_detail
from oversight.voting.models import Poll
from oversight.voting.pages.possible import may_be_held_again
from oversight.voting.tests import builders as votes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
SCRUTINEERS = ({"name": "秦望川", "chief": True}, {"name": "沈清和"})
PLAN = (
    "2026年工作要点",
    "各位组成人员：",
    "一、监督工作",
    "1. 6月听取和审议供水情况的专项工作报告。（财经工委）",
    "2. 下半年开展安全生产执法检查（责任委室：法制工委）",
    "二、代表工作",
    "3. 组织代表视察老旧小区改造。",
)


@pytest.fixture(scope="module")
def house(module_db: None) -> House:
    return build.make_house(members=5)


def office_of(house: House) -> votes.Office:
    return votes.Office(house.place, house.grants)


def vote(house: House, poll: Poll, rows: Any, ballots: int) -> None:
    """Count it to the announcement and let the worker follow."""
    votes.through(office_of(house), poll, rows, ballots=ballots)
    run_pending(REACTIONS)


def put(house: House, item: AgendaItem, **more: Any) -> Poll:
    return actions.put_to_vote(
        house.clerk, house.place, item, scrutineers=SCRUTINEERS, chair=house.people[0].name, **more
    )


@pytest.mark.parametrize(("yes", "state"), [(3, "adopted"), (2, "not_adopted")])
def test_more_than_half_of_all_members_decides_not_of_those_present(
    house: House, yes: int, state: str
) -> None:
    meeting = build.in_session(house, build.make_meeting(house, 0, meeting_no=yes), 3)
    item = build.considered(house, meeting, kind="decision")
    poll = put(house, item)
    assert (poll.base, poll.present) == (5, 3)
    vote(house, poll, [[yes, 3 - yes, 0, 0]], 3)
    item.refresh_from_db()
    assert item.state == state
    assert item.result_text == as_written(polls.outcome_of(poll_now(house, poll)).text)
    assert "现在宣布" not in item.result_text and item.result_text.endswith("通过。")
    run_pending(REACTIONS)


def poll_now(house: House, poll: Poll) -> Poll:
    found = polls.poll_by_id(house.place, poll.public_id)
    assert found is not None
    return found


def test_who_comes_later_or_leaves_is_on_the_next_roll_only(house: House) -> None:
    meeting = build.in_session(house, build.make_meeting(house, 0, meeting_no=10), 3)
    first = put(house, build.considered(house, meeting, "甲", kind="decision"))
    rows = list(read.participants_of(meeting))
    marks = {rows[0].public_id: "left", rows[3].public_id: "present", rows[4].public_id: "present"}
    actions.record_attendance(house.clerk, house.place, meeting, marks=marks)
    second = put(house, build.considered(house, meeting, "乙", kind="decision"))
    assert (poll_now(house, first).present, second.present) == (3, 4)


def test_two_by_video_are_on_the_roll_as_such(house: House) -> None:
    meeting = build.in_session(house, build.make_meeting(house, 0, meeting_no=11), 5)
    for one in list(read.participants_of(meeting))[:2]:
        actions.change_participant(house.clerk, house.place, one, mode="video")
    item = build.considered(house, meeting, kind="decision")
    poll = put(house, item, method="mixed")
    assert (poll.in_hall, poll.by_video) == (3, 2)


def test_a_tie_stays_put_to_the_vote_and_goes_another_round_with_a_new_roll(house: House) -> None:
    meeting = build.in_session(house, build.make_meeting(house, 0, meeting_no=12), 5)
    item = build.considered(house, meeting, "民生实事", kind="decision")
    options = ["甲", "乙", "丙"]
    poll = put(house, item, kind="choose", options=options, k=2)
    vote(house, poll, [[4, 1, 0, 0], [3, 2, 0, 0], [3, 2, 0, 0]], 5)
    item.refresh_from_db()
    assert item.state == "put_to_vote" and item.result_text
    [*_others, gone] = read.participants_of(meeting)
    actions.record_attendance(house.clerk, house.place, meeting, marks={gone.public_id: "left"})
    again = actions.vote_again(house.clerk, house.place, item)
    assert (again.options, again.present, again.round) == (["乙", "丙"], 4, 2)
    vote(house, again, [[3, 1, 0, 0], [1, 3, 0, 0]], 4)
    item.refresh_from_db()
    assert item.state == "adopted"


def test_what_a_meeting_settles_on_is_adopted_only_where_a_vote_chose_something(
    house: House,
) -> None:
    meeting = build.in_session(house, build.make_meeting(house, 0, meeting_no=38), 5)
    for rows, state in (
        ([[2, 3, 0, 0]] * 3, "not_adopted"),
        ([[4, 1, 0, 0], *[[2, 3, 0, 0]] * 2], "adopted"),
    ):
        item = build.considered(house, meeting, f"民生实事 {state}", kind="decision")
        poll = put(house, item, kind="choose", options=["甲", "乙", "丙"], k=2)
        vote(house, poll, rows, 5)
        item.refresh_from_db()
        settled = actions.settle_item(house.clerk, house.place, item, reason="按票决办法不再表决")
        assert settled.state == state


def test_an_announced_result_stands_before_the_worker_follows(house: House) -> None:
    meeting = build.in_session(house, build.make_meeting(house, 0, meeting_no=31), 5)
    item = build.considered(house, meeting, kind="decision")
    votes.through(office_of(house), put(house, item), [[1, 4, 0, 0]], ballots=5)
    for act in (put, put_off):
        with pytest.raises(Refused) as refused:
            act(house, item)
        assert refused.value.code == "vote_running"
    run_pending(REACTIONS)
    item.refresh_from_db()
    assert item.state == "not_adopted"


def put_off(house: House, item: AgendaItem) -> AgendaItem:
    return actions.do_not_put(house.clerk, house.place, item, reason="另行安排")


def test_only_the_items_own_vote_and_its_rounds_decide_it(house: House) -> None:
    meeting = build.in_session(house, build.make_meeting(house, 0, meeting_no=32), 5)
    item = build.considered(house, meeting, kind="decision")
    other = votes.make_poll(
        office_of(house), about=("agenda_item", item.public_id), roll=votes.roll(3, 3)
    )
    own = put(house, item)
    votes.through(office_of(house), other, [[3, 0, 0, 0]])
    run_pending(REACTIONS)
    item.refresh_from_db()
    assert item.state == "put_to_vote"
    vote(house, own, [[1, 4, 0, 0]], 5)
    item.refresh_from_db()
    assert (item.state, item.result_poll) == ("not_adopted", own.public_id)


def test_an_item_has_one_vote_at_a_time_and_one_result(house: House) -> None:
    meeting = build.in_session(house, build.make_meeting(house, 0, meeting_no=35), 5)
    item = build.considered(house, meeting, kind="decision")
    first = put(house, item)
    voting.cancel_poll(house.clerk, house.place, first, reason="表决器故障")
    hold = lambda: voting.hold_again(house.clerk, house.place, first, roll=first.roll)  # noqa: E731
    assert code_of(hold) == "voted_in_the_meeting"
    second = put(house, item)
    assert code_of(hold) == "vote_running" and not may_be_held_again(poll_now(house, first))
    vote(house, second, [[4, 1, 0, 0]], 5)
    assert code_of(hold) == "decided_already" and not may_be_held_again(poll_now(house, first))
    item.refresh_from_db()
    assert item.state == "adopted" and latest_poll(item) == second
    assert announced(item)[0] == second


def test_a_round_that_was_cancelled_is_held_again_after_a_tie(house: House) -> None:
    meeting = build.in_session(house, build.make_meeting(house, 0, meeting_no=36), 5)
    item = build.considered(house, meeting, "民生实事", kind="decision")
    poll = put(house, item, kind="choose", options=["甲", "乙", "丙"], k=2)
    vote(house, poll, [[4, 1, 0, 0], [3, 2, 0, 0], [3, 2, 0, 0]], 5)
    gone = actions.vote_again(house.clerk, house.place, item)
    voting.cancel_poll(house.clerk, house.place, gone, reason="表决器故障")
    assert latest_poll(item) == poll
    again = actions.vote_again(house.clerk, house.place, item)
    assert (again.round, again.options) == (2, ["乙", "丙"])


def code_of(call: Any) -> str:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.code


def test_what_a_majority_must_decide_is_not_graded(house: House) -> None:
    meeting = build.in_session(house, build.make_meeting(house, 0, meeting_no=33), 5)
    item = build.considered(house, meeting, kind="decision")
    with pytest.raises(Refused) as refused:
        put(house, item, kind="satisfaction", rule="rates_only")
    assert refused.value.code == "poll_kind_does_not_fit"


def test_a_committee_does_not_count_as_a_congress_does(house: House) -> None:
    meeting = build.in_session(house, build.make_meeting(house, 0, meeting_no=37), 5)
    item = build.considered(house, meeting, kind="decision")
    with pytest.raises(Refused) as refused:
        put(house, item, rule="congress_more_than_half_of_all")
    assert (refused.value.code, refused.value.where) == ("other_rule", "rule")
    offered = [
        code for code, _word in VoteForm(place=house.place, item=item).fields["rule"].choices
    ]
    assert offered[0] == "committee_more_than_half_of_all" and "points" in offered
    assert not {"congress_more_than_half_of_all", "more_than_half_of_all"} & set(offered)


def test_who_is_only_called_finds_no_proposal_and_no_slip_of_another(house: House) -> None:
    meeting = build.make_meeting(house, 0, meeting_no=34)
    build.notified(house, meeting)
    proposal = build.make_item(house, meeting, "还没有列入的议题", note="内部说明")
    one = build.first(meeting)
    account = house.grants["deputy"].account
    institutions.link_account(house.clerk, house.place, person=one.person, account=account)
    deputy = house.actor("deputy")
    assert proposal in read.readable_items(house.clerk, house.place)
    assert list(read.readable_items(deputy, house.place).filter(meeting=meeting)) != []
    assert proposal not in read.readable_items(deputy, house.place)
    assert "内部说明" not in searching.item_entry_of(proposal).text
    listed = {one["id"] for one in meeting_detail(deputy, house.place, meeting)["items"]}
    assert listed and proposal.public_id not in listed


def test_a_cancelled_vote_may_be_put_off(house: House) -> None:
    meeting = build.in_session(house, build.make_meeting(house, 0, meeting_no=13), 5)
    item = build.considered(house, meeting, kind="decision")
    poll = put(house, item)
    with pytest.raises(Refused) as refused:
        actions.do_not_put(house.clerk, house.place, item, reason="再研究")
    assert refused.value.code == "vote_running"
    voting.cancel_poll(house.clerk, house.place, poll, reason="材料有误")
    item = actions.do_not_put(house.clerk, house.place, item, reason="再研究")
    assert item.state == "not_put"


def test_a_town_s_congress_counts_the_deputies_in_the_base_of_the_day(module_db: None) -> None:
    town = build.make_house("town", members=0, deputies=6)
    meeting = build.make_meeting(town, 0, "congress")
    build.placed(town, meeting, "听取镇政府工作报告", kind="work_report")
    meeting = build.in_session(town, meeting, 4)
    quorum = read.quorum_of(meeting)
    assert (quorum.base, quorum.needed, quorum.reached) == (6, 4, True)
    mandate = queries.deputyships_in(town.place).get(person=town.people[5])
    institutions.set_counts_in_base(
        operator(), town.place, deputyship=mandate, counts=False, reason="暂停执行代表职务"
    )
    assert read.quorum_of(read.meeting_by_id(town.place, meeting.public_id)).base == 5
    item = build.considered(town, meeting, "批准预算", kind="decision")
    poll = actions.put_to_vote(town.clerk, town.place, item, scrutineers=votes.SCRUTINEERS)
    url = reverse("voting:poll", args=[town.place.code, poll.public_id])
    for role, reads in (("clerk", True), ("auditor", True), ("deputy", False), ("member", False)):
        page = make.signed_in(town.grants[role]).get(url).content.decode()
        assert town.people[5].name in page and ("暂停执行" in page) is reads
        rows = poll_detail(poll, town.actor(role))["roll"]
        assert any(row["reason"] for row in rows) is reads


def issued(house: House, paper: Paper) -> Paper:
    """Signed off with a scan of one page."""
    who = {role: house.actor(role) for role in ("clerk", "reviewer", "chair")}
    place = house.place
    documents.edit_paper(
        who["clerk"],
        place,
        paper=paper,
        title=paper.title,
        text="正文。",
        addressees=["各组成人员"],
    )
    documents.submit_for_check(who["clerk"], place, paper=paper)
    documents.approve_check(who["reviewer"], place, paper=paper)
    documents.sign(who["chair"], place, paper=paper)
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(out)
    scan = store_file(who["clerk"], place, name="用印.pdf", stream=BytesIO(out.getvalue()))
    documents.attach_sealed_scan(who["clerk"], place, paper=paper, file=scan)
    return documents.issue(who["clerk"], place, paper=paper)


def test_minutes_tell_what_happened_and_the_archive_keeps_all_in_one_pdf(house: House) -> None:
    meeting = build.in_session(house, build.make_meeting(house, 0, meeting_no=20), 4)
    item = read.items_of(meeting)[0]
    actions.start_consideration(house.clerk, house.place, item)
    before = list(read.participants_of(meeting))[:2]
    actions.record_receipt(house.clerk, house.place, before[0], state="acknowledged")
    group = actions.add_group(house.clerk, house.place, meeting, name="第一组", members=before)
    grouped = list(read.participants_of(meeting))[:2]
    assert [(one.group, one.is_present) for one in grouped] == [(group, True)] * 2
    assert grouped[0].receipt == "acknowledged"  # what was read before is not written back
    actions.note_speech(
        house.clerk, house.place, group, speaker="组成人员01", text="管网要加快。", item=item
    )
    brief = actions.draft_brief(house.clerk, house.place, meeting)
    assert "组成人员01（第一组）：管网要加快。" in brief.text
    actions.decide_item_without_vote(
        house.clerk, house.place, item, adopted=True, text="会议同意这个报告"
    )
    never = actions.propose_item(
        house.clerk, house.place, meeting=meeting, title="没有列入议程的事", kind="other"
    )
    actions.withdraw_item(house.clerk, house.place, never, reason="材料不齐")
    meeting = actions.close_meeting(house.clerk, house.place, meeting)
    minutes = actions.draft_minutes(house.clerk, house.place, meeting)
    assert "没有列入议程的事" not in minutes.text
    assert "应到5人，开会时实到4人" in minutes.text
    assert "会议同意这个报告" in minutes.text
    assert "缺席：组成人员05" in minutes.text
    with pytest.raises(Refused) as refused:
        actions.archive_meeting(house.clerk, house.place, meeting)
    assert refused.value.code == "no_minutes"
    issued(house, minutes)
    form = reverse("meetings:archive_meeting", args=[house.place.code, meeting.public_id])
    shown = make.signed_in(house.grants["clerk"]).get(form).content.decode()
    assert "还没有印发，不收入" in shown and f"1 份：{brief.title}" in shown
    archive = actions.archive_meeting(house.clerk, house.place, meeting)
    [line] = archive.catalogue
    assert (line["title"], line["pages"], line["source"]) == (minutes.title, 1, "scan")
    made = packet.build(meeting)
    assert len(PdfReader(BytesIO(made.content)).pages) == 1
    with pytest.raises(Refused):
        actions.change_meeting(house.clerk, house.place, meeting, note="又改")


def test_a_photographed_sheet_lies_in_the_packet_as_one_page_of_a4() -> None:
    upright = PdfReader(BytesIO(packet.as_page(picture("JPEG")))).pages[0].mediabox
    assert {round(upright.width), round(upright.height)} == {595, 842}
    assert packet.as_page(b"no picture") == b""


def test_paragraphs_of_a_plan_become_lines_with_part_office_and_time() -> None:
    found = read_paragraphs(PLAN)
    assert found[0] == PlanLine(
        "监督工作", "6月听取和审议供水情况的专项工作报告。", "财经工委", "6月"
    )
    assert (found[1].office, found[1].when) == ("法制工委", "下半年")
    assert (found[2].section, found[2].office) == ("代表工作", "")


def test_an_adopted_plan_changes_with_its_reason_and_an_office_keeps_its_own_lines(
    house: House,
) -> None:
    office = house.grants["office"].body
    plan = actions.import_plan(
        house.clerk,
        house.place,
        body=house.committee,
        year=2027,
        title="2027年要点",
        lines=[PlanLine("", "甲", office.name), PlanLine("", "乙", "没有的委室")],
    )
    own, other = read.plan_items_of(plan)
    assert (own.office, other.office) == (office, None)
    actions.adopt_plan(
        house.clerk, house.place, plan, on=queries.today(), adopted_by="第三次主任会议"
    )
    build.sat(house, 4)
    met = actions.Met(house.bodies["chairpersons_meeting"], 18, 4, queries.today())
    with pytest.raises(Invalid) as unsaid:
        actions.add_plan_item(house.clerk, house.place, plan, text="丙", reason="新情况")
    assert unsaid.value.code == "meeting_missing"
    added = actions.add_plan_item(
        house.clerk, house.place, plan, text="丙", reason="主任会议调整", met=met
    )
    assert "第四次主任会议" in added.changes.get().meeting_name
    staff = house.actor("office")
    with pytest.raises(Invalid):
        actions.set_plan_item(staff, house.place, own, state="done")
    actions.set_plan_item(staff, house.place, own, state="done", note="6月会议已听取")
    with pytest.raises(NotPermitted):
        actions.set_plan_item(staff, house.place, other, state="running")


def test_a_plan_line_is_changed_by_the_body_and_only_proposed_by_the_office(house: House) -> None:
    place, staff = house.place, house.actor("office")
    plan = actions.import_plan(
        house.clerk,
        place,
        body=house.committee,
        year=2028,
        title="2028年要点",
        lines=[PlanLine("", "甲", house.grants["office"].body.name)],
    )
    actions.adopt_plan(house.clerk, place, plan, on=queries.today(), adopted_by="主任会议")
    line = read.plan_items_of(plan)[0]
    with pytest.raises(Refused) as refused:
        actions.set_plan_item(house.clerk, place, line, state="dropped", note="不办了")
    assert refused.value.code == "body_decides" and "六十三" in refused.value.basis
    asked = {"kind": "adjusted", "text": "改在九月", "reason": "主汛期提前"}
    actions.propose_plan_change(staff, place, line, **asked)
    assert read.plan_items_of(plan)[0].state == "open"
    with pytest.raises(NotPermitted):
        actions.decide_plan_change(staff, place, line, met=None, **asked)  # type: ignore[arg-type]
    body, day = house.bodies["chairpersons_meeting"], queries.today()
    build.sat(house, 5)
    for met, code in (
        (actions.Met(house.committee, 18, 5, day + timedelta(days=1)), "day_to_come"),
        (actions.Met(body, 18, 5, day - timedelta(days=1)), "before_adoption"),
        (actions.Met(house.bodies["congress"], 18, 5, day), "wrong_body"),
    ):
        with pytest.raises(Refused) as refused:
            actions.decide_plan_change(house.clerk, place, line, met=met, **asked)
        assert refused.value.code == code
    client, keys = (
        make.signed_in(house.grants["clerk"]),
        [place.code, plan.public_id, line.public_id],
    )
    page = client.get(reverse("meetings:decide_plan_change", args=keys)).content.decode()
    assert "改在九月" in page
    answer = client.post(
        reverse("meetings:decide_plan_change", args=keys),
        {
            **asked,
            "body": body.public_id,
            "term_no": 18,
            "meeting_no": 5,
            "on": day,
            "adopted": "yes",
        },
    )
    assert answer.status_code == 302
    line = read.plan_items_of(plan)[0]
    change = line.changes.get()
    assert (line.state, change.state, change.meeting_no) == ("adjusted", "decided", 5)
    page = client.get(reverse("meetings:plan_item", args=keys)).content.decode()
    assert change.meeting_name in page and "主汛期提前" in page
