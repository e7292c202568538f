"""演示当天的会议: the leaders' meeting of the day on which the demonstration is loaded, told and ready to be opened.

Whoever tries the system walks it from sign-in to vote and closing; nothing else of the story hangs on it.
"""

from __future__ import annotations

from datetime import date, time

from oversight.config.demo.days import before, on
from oversight.config.demo.papers import People
from oversight.config.demo.supervision import TERM
from oversight.institutions import queries
from oversight.institutions.models import Jurisdiction
from oversight.meetings import actions as acts
from oversight.meetings import queries as read

NUMBER = 46
ROOM = "云川市人大常委会三楼会议室（演示）"
ITEMS = (
    ("关于确定重点督办代表建议的决定（草案）", "decision", "代表工作委员会"),
    ("听取热线诉求月度分析的汇报", "agenda", "办公室"),
)
"""The first is put to the vote, the second ends without a count."""


def load(city: Jurisdiction, people: People, today: date) -> None:
    """Planned and told some days ago, with receipts; sign-in has not begun."""
    with on(before(today, 4)):
        meeting = acts.plan_meeting(
            people.clerk,
            city,
            body=queries.body_of_kind(city, "chairpersons_meeting"),
            term_no=TERM,
            meeting_no=NUMBER,
            starts_on=today,
            starts_at=time(15),
            place_text=ROOM,
            chair=people.chair.label,
        )
        for title, kind, proposer in ITEMS:
            item = acts.propose_item(
                people.clerk, city, meeting=meeting, title=title, kind=kind, proposer=proposer
            )
            acts.place_item(people.clerk, city, item)
        acts.call_members(people.clerk, city, meeting)
        acts.notify(people.clerk, city, meeting)
        for one in read.participants_of(meeting):
            acts.record_receipt(people.clerk, city, one, state="acknowledged")
