"""票决测试的样例: a town with its deputies, a frozen list, the measure, every round by the acts of its people."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from oversight.audit.actors import Actor, operator
from oversight.audit.acts import act
from oversight.audit.outbox import run_pending
from oversight.config.reactions import REACTIONS
from oversight.institutions import actions as institutions
from oversight.institutions import queries as registers
from oversight.institutions.models import Body, Jurisdiction, Person, RoleGrant, Unit
from oversight.institutions.tests import builders as make
from oversight.meetings import actions as meetings
from oversight.meetings import queries as meetings_read
from oversight.meetings.models import AgendaItem, Meeting
from oversight.projects import queries
from oversight.projects.actions import balloting, settling, tabling
from oversight.projects.models import (
    BallotMeasure,
    CandidateEntry,
    CandidateList,
    LivelihoodProject,
    ProjectYear,
)
from oversight.projects.queries import ballots as read
from oversight.projects.queries import candidates as facts
from oversight.projects.rulebook import projects_rules
from oversight.voting import actions as voting
from oversight.voting import queries as voting_read
from oversight.voting.models import Poll
from oversight.voting.tests.builders import DRAWING

NUMBERS = count(1)
ROLES = ("clerk", "reviewer", "chair", "member", "deputy", "auditor")
NAMES = (
    "东山村饮水管网改造", "镇卫生院无障碍改造", "中心小学操场翻新", "主街路灯更换", "南岭村文化广场",
    "敬老院供暖改造", "农贸市场雨棚", "北河堤岸加固", "校车停靠点", "公交候车亭", "垃圾分类站", "村卫生室扩建",
)  # fmt: skip


@dataclass
class Town:
    """一个镇: its county, bodies, deputies, a grant for every role in town and county."""

    place: Jurisdiction
    county: Jurisdiction
    bodies: dict[str, Body]
    unit: Unit
    people: list[Person] = field(default_factory=list)
    grants: dict[str, RoleGrant] = field(default_factory=dict)
    county_clerk: RoleGrant | None = None

    def actor(self, role: str = "clerk") -> Actor:
        return registers.actor_for(self.grants[role])

    @property
    def clerk(self) -> Actor:
        return self.actor("clerk")

    @property
    def receiver(self) -> Actor:
        assert self.county_clerk is not None
        return registers.actor_for(self.county_clerk)


def make_town(deputies: int = 12) -> Town:
    """A town with so many deputies, below a county."""
    number = next(NUMBERS)
    county = make.make_place(f"ballot-county-{number}", "county", name=f"示例县{number}")
    place = make.make_place(f"ballot-town-{number}", "town", parent=county, name=f"西湖镇{number}")
    make.make_bodies(county)
    bodies = make.make_bodies(place)
    term = make.make_term(place)
    town = Town(place, county, bodies, make.make_unit(place, "镇水利站"))
    for role in ROLES:
        town.grants[role] = make.make_grant(place, role)
    town.county_clerk = make.make_grant(county, "clerk")
    for one in range(deputies):
        person = make.make_person(place, f"代表{one + 1:02d}")
        town.people.append(person)
        institutions.add_deputyship(operator(), place, person=person, term=term)
    return town


def make_year(town: Town, year: int = 2027, places: int = 2) -> ProjectYear:
    """A year whose list waits to be fixed; how it comes there has tests of its own."""
    with act("projects.set_up_year", actor=operator(), place=town.place.code, permitted=True):
        made = ProjectYear(
            jurisdiction=town.place, year=year, state="proposed", to_choose=places,
            **projects_rules(town.place)[0].stored,
        )  # fmt: skip
        made.save()
    return made


def freeze(town: Town, year: ProjectYear, names: Sequence[str]) -> CandidateList:
    """候选项目表, fixed, with these projects in their order."""
    with act("projects.freeze_list", actor=operator(), place=town.place.code, permitted=True):
        found = CandidateList(
            jurisdiction=town.place, project_year=year, version=1, state="determined",
            party_meeting="镇党委扩大会议", party_on=date(2026, 11, 1), minutes_number="西党纪〔2026〕9号",
        )  # fmt: skip
        found.save()
        for number, name in enumerate(names, 1):
            project = LivelihoodProject(
                jurisdiction=town.place, project_year=year, number=number,
                code=f"{year.year}-{number:02d}", title=name, requirement=f"{name}，年底前建成使用。",
                unit=town.unit, cost_yuan=number * 100_000, due=date(year.year, 10, 31),
                money_sources=[{"source": "镇财政", "yuan": number * 100_000}], state="candidate",
            )  # fmt: skip
            project.save()
            CandidateEntry(
                jurisdiction=town.place, list=found, project=project, position=number,
                determination="approve",
            ).save()  # fmt: skip
        found.content = facts.content_of(list(found.entries.select_related("project__unit")))
        found.sha256, found.state = facts.digest_of(found), "frozen"
        found.save()
        year.state = "candidate"
        year.save()
    return found


def react() -> None:
    """What the worker does."""
    while run_pending(REACTIONS):
        pass


def in_session(town: Town, number: int = 1, present: int | None = None) -> Meeting:
    """The congress sits, with so many present."""
    who, place = town.clerk, town.place
    meeting = meetings.plan_meeting(
        who, place, body=town.bodies["congress"], starts_on=registers.today(), meeting_no=number,
        place_text="镇政府会议室",
    )  # fmt: skip
    item = meetings.propose_item(who, place, meeting=meeting, title="会议议程", kind="agenda")
    meetings.place_item(who, place, item)
    meetings.call_members(who, place, meeting)
    meeting = meetings.notify(who, place, meeting)
    meeting = meetings.convene(who, place, meeting)
    attend(town, meeting, len(town.people) if present is None else present)
    return meetings.open_session(who, place, meeting)


def close(town: Town, meeting: Meeting) -> Meeting:
    """The rest of the agenda decided, the meeting closed."""
    who, place = town.clerk, town.place
    item = meetings_read.items_of(meeting).get(kind="agenda")
    item = meetings.start_consideration(who, place, item)
    meetings.decide_item_without_vote(who, place, item, adopted=True, text="一致通过")
    return meetings.close_meeting(who, place, meeting)


def attend(town: Town, meeting: Meeting, how_many: int) -> None:
    """So many of the deputies are there, the others not."""
    rows = [one for one in meetings_read.participants_of(meeting) if one.capacity == "attend"]
    marks = {one.public_id: "present" if n < how_many else "absent" for n, one in enumerate(rows)}
    meetings.record_attendance(town.clerk, town.place, meeting, marks=marks)


def take_up(town: Town, item: AgendaItem) -> AgendaItem:
    """On the agenda and under consideration."""
    item = meetings.place_item(town.clerk, town.place, item)
    item = meetings.start_consideration(town.clerk, town.place, item)
    react()
    return item


def table(town: Town, year: ProjectYear, meeting: Meeting, **more: Any) -> AgendaItem:
    """The list before a meeting that was called on the day: why so late is said."""
    more.setdefault("late_reason", "临时召开的会议，当面发给代表。")
    return tabling.table_list(town.clerk, town.place, year, meeting=meeting, **more)


def draft(town: Town, year: ProjectYear, **more: Any) -> BallotMeasure:
    """The measure with the values of the rulebook unless said otherwise."""
    values = tabling.first_values(year)
    values.pop("majority")
    return tabling.draft_measure(town.clerk, town.place, year, **{**values, **more})


def ready(
    town: Town, names: Sequence[str], places: int = 2, year: int = 2027, **more: Any
) -> tuple[ProjectYear, Meeting]:
    """Everything up to the ballot: list considered, measure adopted in the same session."""
    made = make_year(town, year, places)
    freeze(town, made, names)
    meeting = in_session(town, number=year - 2026)
    take_up(town, table(town, made, meeting))
    measure = draft(town, fresh(made), places=places, **more)
    adopt(town, measure, meeting)
    return fresh(made), meeting


def adopt(town: Town, measure: BallotMeasure, meeting: Meeting, yes: int | None = None) -> None:
    """The measure voted on by all who are present."""
    item = tabling.table_measure(town.clerk, town.place, measure, meeting=meeting)
    item = take_up(town, item)
    poll = meetings.put_to_vote(
        town.clerk, town.place, item, method="hands", chair=town.people[-1].name
    )
    count_all(town, poll, [poll.present if yes is None else yes])


def put(town: Town, year: ProjectYear, **more: Any) -> Poll:
    """付票决 with two scrutineers."""
    more.setdefault("scrutineers", watchers(town))
    more.setdefault("chair", town.people[-1].name)
    return balloting.put_to_vote(town.clerk, town.place, year, **more)


def watchers(town: Town) -> list[dict[str, Any]]:
    """Two deputies of no unit that has a project."""
    return [
        {"name": one.name, "person": one.public_id, "chief": n == 0}
        for n, one in enumerate(town.people[:2])
    ]


def count_all(
    town: Town,
    poll: Poll,
    yes: Sequence[int],
    *,
    returned: int | None = None,
    cells: Mapping[str, int] | None = None,
) -> Poll:
    """From opening to the announcement; the others abstain. ``returned`` above what was issued makes it void."""
    clerk, chair, place = town.clerk, town.actor("chair"), town.place
    voting.open_poll(clerk, place, poll)
    voting.close_poll(clerk, place, poll)
    ballots = poll.in_hall if poll.method == "paper" else None
    back = ballots if returned is None else returned
    poll = voting.declare_collected(chair, place, poll, issued=ballots, returned=back)
    react()
    if poll.state == "void":
        return poll
    figures = dict(cells or figures_for(poll, yes))
    voting.enter_counts(clerk, place, poll, figures=figures)
    voting.enter_counts(town.actor("reviewer"), place, poll, figures=figures)
    poll.refresh_from_db()
    voting.lock_sheet(clerk, place, poll)
    sign_all(town, poll)
    poll.refresh_from_db()
    poll = voting.announce(chair, place, poll)
    react()
    return poll


def figures_for(poll: Poll, yes: Sequence[int]) -> dict[str, int]:
    """Yes as given, of a chosen ballot the rest unmarked, else abstaining."""
    form = voting_read.form_of(poll)
    part = form.parts[0]
    whole = poll.returned if poll.method == "paper" else poll.present
    assert whole is not None
    rest = "silent" if poll.kind == "choose" else "abstain"
    cells = dict.fromkeys(form.cells(), 0)
    for row, number in enumerate(yes):
        cells[f"{part.method}.{row}.yes"] = number
        cells[f"{part.method}.{row}.{rest}"] = whole - number
    if poll.method == "paper":
        cells["paper.valid"], cells["paper.invalid"] = whole, 0
    return cells


def sign_all(town: Town, poll: Poll) -> None:
    """Everybody who must."""
    for signer in voting_read.signers_of(poll):
        if signer.capacity != "teller":
            voting.sign_by_code(town.clerk, town.place, poll, name=signer.name, drawing=DRAWING)
            continue
        own = signer.account_id == town.actor("reviewer").account_id
        actor = town.actor("reviewer") if own else town.clerk
        voting.sign_sheet(actor, town.place, poll, capacity=signer.capacity, name=signer.name)


def fresh(year: ProjectYear) -> ProjectYear:
    found = queries.year_of(year.jurisdiction, year.year)
    assert found is not None
    return found


def states(year: ProjectYear) -> dict[str, str]:
    """Name → state of every project of the year."""
    return dict(queries.projects_of(year).values_list("title", "state"))


def result(year: ProjectYear) -> Any:
    """Everything chosen so far."""
    found = read.standing_result(year)
    assert found is not None
    return found


def settled(town: Town, year: ProjectYear) -> None:
    settling.settle_ballot(town.clerk, town.place, year)


def shown(html: str) -> str:
    """The text of a page, without tags."""
    return re.sub(r"<[^>]+>", " ", html)
