"""预备: what other people did before a journey begins, through the same acts; run inside the home.

python -m tests.browser.prepare propose 2026-05      the clerk froze that month and drafted its summary
python -m tests.browser.prepare unfrozen             the newest months that nobody froze, one a line
python -m tests.browser.prepare examples             an old case, its notice, a promise: kind and public id
python -m tests.browser.prepare told                 a case before its hearing, two meetings
python -m tests.browser.prepare sitting              a meeting that sits, thirty there, a draft under consideration
"""

from __future__ import annotations

import sys
from datetime import time


def main(what: str, *months: str) -> None:
    import django

    django.setup()
    from hotline_analytics.tickets import format_month, parse_month

    from oversight.config.demo.load import acting
    from oversight.hotline import actions, queries_months
    from oversight.institutions.queries import place_by_code

    place, clerk = place_by_code("yunchuan"), acting("clerk")
    assert place is not None
    if what == "unfrozen":
        lines = queries_months.months_of(place)
        print("\n".join(format_month(line.month) for line in lines if not line.freezes))
        return
    found = {"examples": examples, "told": told, "sitting": sitting}
    if what in found:
        print("\n".join(f"{kind} {key}" for kind, key in found[what](place)))
        return
    for month in map(parse_month, months):
        actions.freeze_month(clerk, place, month=month)
        actions.propose_summary(clerk, place, month=month)


def examples(place):
    """The first case, the paper that its unit acknowledged, the first promise about it."""
    from oversight.cases.queries import cases_of, notice_of
    from oversight.followups.queries import followups_about

    case = cases_of(place).order_by("pk")[0]
    promise = followups_about(place, "case", case.public_id).order_by("pk")[0]
    notice = notice_of(case)
    return [("case", case.public_id), ("paper", notice.paper_id), ("followup", promise.public_id)]


def told(place):
    """A unit was told that it is heard at the next meeting; of the one after, members have signed in already."""
    from oversight.calendar.queries import next_meetings
    from oversight.cases import actions as cases
    from oversight.config.demo import load, meetings, supervision
    from oversight.config.demo.places import RISING_UNIT

    people = load.acting_people()
    unit = supervision.unit_named(place, RISING_UNIT)
    first, second = next_meetings(place, "standing_committee")[:2]
    case = cases.open_case(
        people.clerk,
        place,
        origin="annual_plan",
        unit=unit,
        subject="老旧小区加装电梯",
        facts={"year": first.on.year, "item": "第9项", "text": "听取老旧小区加装电梯情况的报告"},
    )
    supervision.judge(place, people, case, "申请排队时间长。")
    supervision.decide(place, people, case, first.public_id, 43)
    supervision.tell(place, people, case)
    ready(place, people, meetings.planned(place, people, second.on, second.meeting_no), unit)
    named = meeting_with(place, first)
    return [
        ("case", case.public_id),
        ("first", named.public_id),
        ("second", meeting_with(place, second).public_id),
    ]


def sitting(place):
    """A meeting of the day with thirty members there has considered a draft; its vote comes next."""
    from oversight.config.demo import load, meetings
    from oversight.institutions.queries import body_of_kind, today
    from oversight.meetings import actions, queries

    people, day = load.acting_people(), today()
    meeting = actions.plan_meeting(
        people.clerk,
        place,
        body=body_of_kind(place, "standing_committee"),
        term_no=meetings.TERM,
        meeting_no=60,
        starts_on=day,
        starts_at=time(9),
        place_text=meetings.HALL,
        chair=people.chair.label,
        order_note="临时召开",
    )
    item = actions.propose_item(
        people.clerk,
        place,
        meeting=meeting,
        title="关于年度监督工作安排的决定（草案）",
        kind="decision",
    )
    actions.place_item(people.clerk, place, item)
    actions.call_members(people.clerk, place, meeting)
    actions.notify(people.clerk, place, meeting)
    actions.convene(people.clerk, place, meeting)
    there = [one for one in queries.participants_of(meeting) if one.capacity == "attend"][:30]
    marks = {one.public_id: "present" for one in there}
    actions.record_attendance(people.clerk, place, meeting, marks=marks)
    actions.open_session(people.clerk, place, meeting)
    actions.start_consideration(people.clerk, place, item)
    return [("meeting", meeting.public_id), ("item", item.public_id)]


def meeting_with(place, planned):
    """The meeting that the entry of the calendar stands for."""
    from oversight.meetings.queries import meetings_of

    return meetings_of(place).get(planned_meeting=planned.public_id)


def ready(place, people, meeting, unit):
    """With an agenda of its own, those called told, thirty members signed in on its day."""
    from oversight.config.demo import days, meetings
    from oversight.meetings import actions, queries

    item = actions.propose_item(
        people.clerk, place, meeting=meeting, title="审议本次会议议程", kind="agenda"
    )
    actions.place_item(people.clerk, place, item)
    meetings.call(place, people, meeting, unit)
    there = [one for one in queries.participants_of(meeting) if one.capacity == "attend"][:30]
    marks = {one.public_id: "present" for one in there}
    with days.on(meeting.starts_on, 8):
        actions.convene(people.clerk, place, meeting)
        actions.record_attendance(people.clerk, place, meeting, marks=marks)


if __name__ == "__main__":
    main(*sys.argv[1:])
