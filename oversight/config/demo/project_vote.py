"""演示票决: the congress adopts the measure, votes by secret ballot, the result goes public and to the county."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from oversight.audit.actors import Actor
from oversight.config.demo.counting import sign_all
from oversight.config.demo.days import settle
from oversight.config.demo.pictures import scan
from oversight.config.demo.project_choice import year_of
from oversight.config.demo.towns import Town
from oversight.institutions import queries as institutions
from oversight.meetings import actions as acts
from oversight.meetings import queries as meetings_read
from oversight.meetings.models import AgendaItem, Meeting
from oversight.projects.actions import announcing, balloting, delivering, filing, tabling
from oversight.projects.queries import ballots as read
from oversight.projects.queries import filings
from oversight.publications import actions as publications
from oversight.voting import actions as voting
from oversight.voting import queries as voting_read
from oversight.voting.models import Poll

Row = Callable[[int, int], dict[str, int]]
"""From the number of a row and of ballots: how many in which column."""


def called(town: Town, day: date, number: int) -> Meeting:
    """A session of the congress, called eight days before it."""
    who, place = town.clerk, town.place
    meeting = acts.plan_meeting(
        who, place, body=town.body("congress"), starts_on=day, meeting_no=number,
        place_text=f"{place.name}政府礼堂（演示）", chair=presiding(town),
    )  # fmt: skip
    item = acts.propose_item(who, place, meeting=meeting, title="会议议程", kind="agenda")
    acts.place_item(who, place, item)
    acts.call_members(who, place, meeting)
    return acts.notify(who, place, meeting)


def hand_out(town: Town, number: int) -> None:
    """The frozen list goes to the deputies with the notice."""
    found = read.frozen_list(year_of(town, number))
    assert found is not None
    delivering.send_candidates(
        town.clerk, town.place, found, on=institutions.today(), how="随会议通知发给全体代表（演示）"
    )


def meeting_of(town: Town, number: int) -> Meeting:
    """The session with this number."""
    rows = meetings_read.meetings_of(town.place).filter(body__kind="congress")
    return rows.get(meeting_no=number)


def opened(town: Town, number: int) -> Meeting:
    """Nine in ten are there; the meeting opens and takes its agenda."""
    who, place = town.clerk, town.place
    meeting = acts.convene(who, place, meeting_of(town, number))
    rows = [one for one in meetings_read.participants_of(meeting) if one.capacity == "attend"]
    there = len(rows) * 9 // 10
    marks = {one.public_id: "present" if n < there else "absent" for n, one in enumerate(rows)}
    acts.record_attendance(who, place, meeting, marks=marks)
    meeting = acts.open_session(who, place, meeting)
    item = meetings_read.items_of(meeting).get(kind="agenda")
    item = acts.start_consideration(who, place, item)
    acts.decide_item_without_vote(
        town.chair, place, item, adopted=True, text="举手表决，一致通过。"
    )
    return meeting


def take_up(town: Town, item: AgendaItem) -> AgendaItem:
    """On the agenda and under consideration; what follows is done."""
    item = acts.place_item(town.clerk, town.place, item)
    item = acts.start_consideration(town.clerk, town.place, item)
    settle()
    return item


def presiding(town: Town) -> str:
    """Who presides: the first of the deputies, who chairs the presidium."""
    first = institutions.deputyships_in(town.place).order_by("pk").first()
    return str(first.person.name) if first is not None else ""


def watchers(town: Town) -> list[dict[str, Any]]:
    """Two deputies who watch over the count."""
    rows = institutions.deputyships_in(town.place).order_by("pk")[20:22]
    return [
        {"name": one.person.name, "person": one.person.public_id, "chief": not number}
        for number, one in enumerate(rows)
    ]


def counted(town: Town, poll: Poll, row: Row) -> Poll:
    """Opened, closed, counted twice alike, locked, signed by everybody, announced by the chair."""
    who, place = town.people, town.place
    voting.open_poll(who.clerk, place, poll)
    voting.close_poll(who.clerk, place, poll)
    ballots = poll.in_hall if poll.method == "paper" else None
    poll = voting.declare_collected(who.chair, place, poll, issued=ballots, returned=ballots)
    settle()
    figures = figures_of(poll, row)
    for teller in (who.clerk, who.reviewer):
        voting.enter_counts(teller, place, poll, figures=figures)
    poll.refresh_from_db()
    voting.lock_sheet(who.clerk, place, poll)
    sign_all(place, who.clerk, who.reviewer, poll)
    poll.refresh_from_db()
    poll = voting.announce(who.chair, place, poll)
    settle()
    return poll


def figures_of(poll: Poll, row: Row) -> dict[str, int]:
    """Every cell of the sheet; what a row does not say is nought."""
    form = voting_read.form_of(poll)
    part = form.parts[0]
    ballots = poll.returned if poll.method == "paper" else poll.present
    assert ballots is not None
    cells = dict.fromkeys(form.cells(), 0)
    for number in range(len(form.options)):
        for column, figure in row(number, ballots).items():
            cells[f"{part.method}.{number}.{column}"] = figure
    if poll.method == "paper":
        cells["paper.valid"] = ballots
    return cells


def in_favour(number: int, ballots: int) -> dict[str, int]:
    """All but one raise their hand."""
    return {"yes": ballots - 1, "abstain": 1}


def choosing(town: Town, kind: str) -> Row:
    """The first of the list clearly, the next one just above half, the last below."""
    rest = "silent" if kind == "choose" else "abstain"

    def row(number: int, ballots: int) -> dict[str, int]:
        half = len(institutions.deputyships_in(town.place)) // 2
        if number < town.chosen:
            yes = ballots - 1 - number // 3
        else:
            yes = half + 1 if number == town.chosen and kind != "choose" else half // 2
        return {"yes": yes, rest: ballots - yes}

    return row


def vote(town: Town, number: int, session: int) -> None:
    """List considered, measure adopted, ballot cast, result announced in one session."""
    who, place = town.clerk, town.place
    meeting = opened(town, session)
    year = year_of(town, number)
    take_up(town, tabling.table_list(who, place, year, meeting=meeting))
    year = year_of(town, number)
    values = tabling.first_values(year)
    values.pop("majority")
    measure = tabling.draft_measure(who, place, year, **values)
    item = take_up(town, tabling.table_measure(who, place, measure, meeting=meeting))
    poll = acts.put_to_vote(who, place, item, method="hands", chair=presiding(town))
    counted(town, poll, in_favour)
    poll = balloting.put_to_vote(
        who, place, year_of(town, number), chair=presiding(town), scrutineers=watchers(town)
    )
    counted(town, poll, choosing(town, poll.kind))
    acts.close_meeting(who, place, meeting)


def publish(town: Town, number: int) -> None:
    """The clerk drafts the public result, the chair publishes it; then it counts as announced."""
    version = announcing.propose_result(town.clerk, town.place, year_of(town, number))
    publications.publish(town.chair, town.place, version)
    announcing.announce_result(town.clerk, town.place, year_of(town, number))


def report(town: Town, number: int, at: int) -> None:
    """报备: with the announcement and the count sheet, as scans."""
    filing.submit_filing(
        town.clerk,
        town.place,
        year_of(town, number),
        number=f"{town.place.name[:2]}人发〔{number}〕4号",
        text="现将票决结果报送备案。",
        announcement=scan(at, "票决结果公告（演示）.png"),
        count_sheet=scan(at + 10, "计票表（演示）.png"),
    )


def keep(county_clerk: Actor, town: Town, number: int, at: int) -> None:
    """The county acknowledges and files it."""
    county = town.place.parent
    found = filings.filing_of(year_of(town, number))
    assert county is not None and found is not None
    found = filing.acknowledge_filing(county_clerk, county, found)
    filing.file_result(county_clerk, county, found, number=f"临人备〔{number}〕{at + 1}号")
