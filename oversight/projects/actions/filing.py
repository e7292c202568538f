"""报备: the town sends its result with attachments; the county acknowledges, sends back for completion, files.

Filing is no approval (procedures §1.5). The county acts in its own chain of records on what was sent to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import Actor, system
from oversight.audit.acts import act
from oversight.audit.errors import Refused
from oversight.audit.scoping import Scope
from oversight.inbox.actions import notify
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import put, said, written
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions_voting as permissions
from oversight.projects import publishing_voting as publishing
from oversight.projects.actions.announcing import complete_course
from oversight.projects.actions.filing_papers import attach
from oversight.projects.actions.support import locked_year, require
from oversight.projects.models import ProjectYear, ResultFiling
from oversight.projects.papers import KEPT_IN
from oversight.projects.queries import filings as read
from oversight.projects.rules import filing as rules
from oversight.projects.rules import stages
from oversight.projects.rules.basis import LOCAL
from oversight.projects.rules.filing import FilingFacts
from oversight.projects.rules.stages import YearFacts


def locked_filing(filing: ResultFiling) -> ResultFiling:
    """The filing as it stands now, locked until the act ends."""
    rows = ResultFiling.objects.in_scope(Scope.of(filing.jurisdiction_id))
    rows = rows.select_for_update(of=("self",))
    return rows.select_related("jurisdiction", "project_year", "county").get(pk=filing.pk)


def submit_filing(
    actor: Actor,
    place: Jurisdiction,
    year: ProjectYear,
    *,
    number: str = "",
    text: str = "",
    announcement: Any = None,
    count_sheet: Any = None,
    others: Iterable[Any] = (),
) -> ResultFiling:
    """报送备案: first, again after it came back, or for what a later meeting chose. What was issued here is attached without being uploaded."""
    with act(
        "projects.submit_filing",
        actor=actor,
        place=place.code,
        permitted=permissions.can_file_result(actor, place),
        rule=rules.CODE,
        basis=_(LOCAL),
    ) as running:
        year = locked_year(place, year)
        county = read.county_of(place)
        if county is None:
            raise Refused("no_county", _("系统里没有登记上级县（区）人大常委会。"))
        filing = read.filing_of(year) or ResultFiling(
            jurisdiction=place, project_year=year, county=county
        )
        step = rules.sending(filing.state)
        facts = FilingFacts(filing.state, year.state, 1, unfiled=read.unfiled(filing))
        require(rules.permits(step, facts))
        course = complete_course(year)
        counted = read.due_of(year)
        with override(KEPT_IN):
            filing.title = f"关于{'补充' if step == 'supplement' else ''}报送{publishing.result_title(year)}备案的报告"[
                :200
            ]
            filing.content = publishing.result_content(
                year, course.measure, course.ballots, course.meeting
            )
        filing.number, filing.text = number.strip()[:60], text.strip()[:4000]
        filing.due = counted.due if counted is not None else None
        filing.submissions += 1
        filing.submitted_on = institutions.today()
        filing.state, filing.returned_reason = rules.after(step), ""
        note(filing, actor, step, number.strip())
        put(filing)
        anew = step == "supplement"
        attached = attach(actor, place, filing, announcement, count_sheet, others, anew=anew)
        facts = FilingFacts("draft", year.state, attachments=attached)
        require(rules.permits("submit", facts))
        tell_county(filing)
        running.facts = {"year": year.year, "to": county.code, "attachments": attached}
    return filing


def note(filing: ResultFiling, actor: Actor, what: str, text: str = "") -> None:
    """Part of an act: one more step of the course, which both sides read."""
    step = {
        "act": what,
        "on": institutions.today().isoformat(),
        "by": actor.label[:100],
        "place": actor.place,
        "note": text[:500],
    }
    filing.course = [*filing.course, step]


def tell_county(filing: ResultFiling) -> None:
    """The county's clerk has it in the inbox."""
    title = _("%(place)s报来备案：%(title)s") % {
        "place": filing.jurisdiction.name, "title": filing.title,
    }  # fmt: skip
    notify(
        key=f"filing:{filing.public_id}:{filing.submissions}",
        title=title[:200],
        url=f"/w/{filing.county.code}/received-filings/{filing.public_id}/",
        kind="matter",
        place=filing.county,
        roles=("clerk",),
    )


def tell_town(filing: ResultFiling, title: str) -> None:
    """The town's clerk hears of every step of the county."""
    notify(
        key=f"filing:{filing.public_id}:{len(filing.course)}",
        title=title[:200],
        url=f"/w/{filing.jurisdiction.code}/projects/{filing.project_year.year}/filing/",
        kind="matter",
        place=filing.jurisdiction,
        roles=("clerk",),
    )


def county_facts(filing: ResultFiling, reason: str = "") -> FilingFacts:
    """The filing as the rules look at it."""
    return FilingFacts(filing.state, filing.project_year.state, 1, reason)


def acknowledge_filing(actor: Actor, county: Jurisdiction, filing: ResultFiling) -> ResultFiling:
    """回执: it arrived."""
    with act(
        "projects.acknowledge_filing",
        actor=actor,
        place=county.code,
        permitted=receives(actor, county, filing),
        rule=rules.CODE,
    ) as running:
        filing = locked_filing(filing)
        require(rules.permits("acknowledge", county_facts(filing)))
        filing.state, filing.received_on = rules.after("acknowledge"), institutions.today()
        note(filing, actor, "acknowledge")
        put(filing)
        tell_town(filing, _("县级人大常委会已收到票决结果备案"))
        running.facts = facts_of(filing)
    return filing


def return_filing(
    actor: Actor, county: Jurisdiction, filing: ResultFiling, *, reason: str
) -> ResultFiling:
    """退回补正: papers are asked for, never another result."""
    with act(
        "projects.return_filing",
        actor=actor,
        place=county.code,
        permitted=receives(actor, county, filing),
        rule=rules.CODE,
    ) as running:
        filing = locked_filing(filing)
        reason = said(reason, "reason", "no_reason", _("退回补正的，写明要补什么。"))
        require(rules.permits("send_back", county_facts(filing, reason)))
        filing.state, filing.returned_reason = rules.after("send_back"), reason[:500]
        note(filing, actor, "send_back", reason)
        put(filing)
        tell_town(filing, _("票决结果备案退回补正：%(why)s") % {"why": reason})
        running.note = reason[:500]
        running.facts = facts_of(filing)
    return filing


def file_result(
    actor: Actor, county: Jurisdiction, filing: ResultFiling, *, number: str
) -> ResultFiling:
    """备案: the county keeps it under its number; the town's year goes on to filed, if it has not gone further."""
    with act(
        "projects.file_result",
        actor=actor,
        place=county.code,
        permitted=receives(actor, county, filing),
        rule=rules.CODE,
        basis=_(LOCAL),
    ) as running:
        filing = locked_filing(filing)
        require(rules.permits("file", county_facts(filing)))
        year_facts = YearFacts(filing.project_year.state, filing=filing.state)
        filing.state, filing.filed_on = rules.after("file"), institutions.today()
        filing.filed_number = written(number, "number", _("备案编号"), 60)
        note(filing, actor, "file", filing.filed_number)
        put(filing)
        follow_filing(filing, year_facts)
        tell_town(filing, _("票决结果已备案：%(number)s") % {"number": filing.filed_number})
        running.facts = facts_of(filing) | {"number": filing.filed_number}
    return filing


def follow_filing(filing: ResultFiling, facts: YearFacts) -> None:
    """The town's own record of it, in the town's chain."""
    town = filing.jurisdiction
    with act(
        "projects.file_result",
        actor=system(),
        place=town.code,
        permitted=True,
        rule=stages.CODE,
    ) as running:
        year = locked_year(town, filing.project_year)
        require(stages.permits("file_result", facts))
        year.state = stages.after("file_result", facts)
        put(year)
        running.facts = {"year": year.year, "number": filing.filed_number}


def receives(actor: Actor, county: Jurisdiction, filing: ResultFiling) -> bool:
    """Whether the actor receives for the county to which the filing is addressed."""
    return filing.county_id == county.pk and permissions.can_receive(actor, county)


def facts_of(filing: ResultFiling) -> dict[str, Any]:
    """What the record of acts says of a filing."""
    return {
        "town": filing.jurisdiction.code,
        "year": filing.project_year.year,
        "filing": filing.public_id,
    }
