"""演示任免: a head of department nominated, examined, voted on, certified and sworn in."""

from __future__ import annotations

from oversight.config.demo import names
from oversight.config.demo.counting import counted, scrutineers
from oversight.config.demo.days import before, on
from oversight.config.demo.papers import People
from oversight.config.demo.supervision import unit_named
from oversight.institutions import queries
from oversight.institutions.models import Jurisdiction
from oversight.meetings import actions as acts
from oversight.meetings import queries as read
from oversight.meetings.actions import appointments
from oversight.meetings.models import Appointment, Meeting


def nomination(city: Jurisdiction, people: People, meeting: Meeting) -> Appointment:
    """The mayor nominates a head of department; the item stands on the agenda."""
    with on(before(meeting.starts_on, 8)):
        item = acts.propose_item(
            people.clerk,
            city,
            meeting=meeting,
            title="审议人事任免事项",
            kind="appointment",
            proposer="市长",
        )
        acts.place_item(people.clerk, city, item)
        return appointments.nominate(
            people.clerk,
            city,
            item,
            kind="appoint",
            name=names.name(7011),
            post="市水务局局长",
            nominator="市长",
            unit=unit_named(city, "市水务局"),
            letter_number=f"云政人〔{queries.today().year}〕3号",
            needs_exam=True,
            needs_statement=True,
        )


def appointed(city: Jurisdiction, people: People, one: Appointment) -> None:
    """Introduced, examined, heard, voted on paper by a line of its own, certified, sworn in."""
    day = queries.today()
    appointments.introduce(
        people.clerk, city, one, introduced_by="市政府分管领导", text="长期在水利系统工作。"
    )
    appointments.record_exam(people.clerk, city, one, passed=True, on=day, note="92 分")
    appointments.record_statement(
        people.clerk, city, one, text="依法履职，接受监督，抓好城市排水防涝。"
    )
    item = read.item_by_id(city, one.item.public_id)
    assert item is not None
    acts.start_consideration(people.clerk, city, item)
    poll = appointments.put_appointments_to_vote(
        people.clerk, city, item, chair=people.chair.label, scrutineers=scrutineers(item.meeting)
    )
    counted(city, people, poll, [(36, 3, 2, 0)], ballots=41)
    number = f"〔{day.year}〕9号"
    appointments.certify(people.clerk, city, one, number=f"云人常任{number}", on=day)
    appointments.record_oath(people.clerk, city, one, on=day, leader=people.chair.label)
    appointments.announce(people.clerk, city, one, number=f"云人常公告{number}", on=day)
