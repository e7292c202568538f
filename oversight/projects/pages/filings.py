"""报备的内容: the course in words, the facts, what either side may do now, and which towns have not filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.audit.actors import Actor
from oversight.audit.scoping import Scope
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.institutions.sheets.workbook import Sheet
from oversight.projects import permissions_voting as permissions
from oversight.projects.models import ProjectYear, ResultFiling
from oversight.projects.queries import filings as read
from oversight.projects.rules import filing as rules
from oversight.projects.rules.filing import FilingFacts
from oversight.ui import formats
from oversight.ui.page import Act

BADGES = {
    "draft": "new",
    "submitted": "waiting",
    "received": "running",
    "returned": "returned",
    "filed": "done",
}


@dataclass(frozen=True)
class Step:
    """经过的一步。"""

    on: date
    word: str
    by: str
    note: str


def badge_of(filing: ResultFiling | None) -> str:
    return BADGES[filing.state] if filing is not None else "new"


def steps_of(filing: ResultFiling | None) -> list[Step]:
    """Every step, in their order."""
    words = {
        "submit": _("报送"),
        "supplement": _("补充报送"),
        "acknowledge": _("回执"),
        "send_back": _("退回补正"),
        "file": _("备案"),
    }
    course = filing.course if filing is not None else ()
    return [
        Step(date.fromisoformat(one["on"]), words[one["act"]], one["by"], one["note"])
        for one in course
    ]


def committee_of(county: Jurisdiction) -> str:
    """云川县人大常委会, as it is registered."""
    body = institutions.body_of_kind(county, "standing_committee")
    return body.name if body is not None else county.name


def due_words(day: date) -> str:
    return f"{formats.day(day)}　{formats.days_left(day)}"


def title_of(year: ProjectYear, filing: ResultFiling | None) -> str:
    """The first sentence of the town's page."""
    if filing is None:
        return _("%(year)d年票决结果还没有报备") % {"year": year.year}
    values = {"year": year.year, "state": filing.get_state_display()}
    return _("%(year)d年票决结果：%(state)s") % values


def facts_of(year: ProjectYear, filing: ResultFiling | None) -> list[tuple[str, str]]:
    """To whom, until when, which numbers, why it came back."""
    county = filing.county if filing is not None else read.county_of(year.jurisdiction)
    found = [(_("报给"), committee_of(county))] if county is not None else []
    due = filing.due if filing is not None else None
    counted = read.due_of(year) if filing is None else None
    due = due or (counted.due if counted is not None else None)
    if due is not None:
        found.append((_("应报日期"), formats.day(due)))
    if filing is None:
        return found
    rows = (
        (_("报告文号"), filing.number),
        (_("报送日期"), day(filing.submitted_on)),
        (_("报送次数"), str(filing.submissions)),
        (_("报告内容"), filing.text),
        (_("回执日期"), day(filing.received_on)),
        (_("退回的原因"), filing.returned_reason),
        (_("备案日期"), day(filing.filed_on)),
        (_("备案编号"), filing.filed_number),
    )
    return found + [(word, text) for word, text in rows if text]


def day(on: date | None) -> str:
    return formats.day(on) if on is not None else ""


def town_acts(
    actor: Actor, place: Jurisdiction, year: ProjectYear, filing: ResultFiling | None
) -> tuple[list[Act], str]:
    """What the town may do now, or why not."""
    if not permissions.can_file_result(actor, place):
        return [], ""
    state = filing.state if filing is not None else "draft"
    facts = FilingFacts(state, year.state, attachments=1, unfiled=read.unfiled(filing))
    verdict = rules.permits(rules.sending(state), facts)
    if not verdict.allowed:
        return [], "" if state != "draft" else _(verdict.text)
    words = {"returned": _("补正后再报"), "filed": _("补充报备")}
    word = words.get(state, _("报送备案"))
    url = reverse("projects:submit_filing", args=[place.code, year.year])
    return [Act(word, url, "send", main=True)], ""


COUNTY_ACTS = (
    ("acknowledge", "acknowledge_filing", "check-circle-fill"),
    ("file", "file_result", "archive-fill"),
    ("send_back", "return_filing", "arrow-return-left"),
)


def county_acts(actor: Actor, county: Jurisdiction, filing: ResultFiling) -> list[Act]:
    """What the county may do now, the first as the main act."""
    if not permissions.can_receive(actor, county):
        return []
    words = {"acknowledge": _("回执"), "file": _("备案"), "send_back": _("退回补正")}
    found: list[Act] = []
    for code, name, icon in COUNTY_ACTS:
        facts = FilingFacts(filing.state, filing.project_year.state, 1, reason=code)
        if rules.permits(code, facts).allowed:
            url = reverse(f"projects:{name}", args=[county.code, filing.public_id])
            found.append(Act(words[code], url, icon, main=not found))
    return found


@dataclass(frozen=True)
class TownRow:
    """一个乡镇: how many filings came from it, and what its newest says."""

    name: str
    count: int
    state: str
    badge: str


def towns_of(county: Jurisdiction) -> list[TownRow]:
    """Every town below the county, those that have not filed too."""
    scope = Scope.everywhere("who lies below a county is public")
    towns = Jurisdiction.objects.in_scope(scope).filter(parent=county, level="town")
    filed: dict[int, list[ResultFiling]] = {}
    for one in read.received_by(county):
        filed.setdefault(one.jurisdiction_id, []).append(one)
    found = []
    for town in towns.order_by("code"):
        if not town.has_congress:
            continue
        rows = filed.get(town.pk, [])
        state = str(rows[0].get_state_display()) if rows else _("没有报过")
        found.append(TownRow(town.name, len(rows), state, badge_of(rows[0] if rows else None)))
    return found


WAITING = frozenset({"submitted", "received"})
ORDERS = {
    "town": ("jurisdiction__code", "-pk"),
    "sent": ("submitted_on", "pk"),
    "state": ("state", "-pk"),
}
"""Sort keys of the address; with - in front the other way round."""


@dataclass(frozen=True)
class Filters:
    """收到的备案的筛选, as the address has it."""

    q: str = ""
    state: str = ""
    sort: str = "-sent"

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Filters:
        """What is known of what was asked."""
        state, sort = given.get("state", ""), given.get("sort", "")
        return cls(
            search_text(given.get("q", ""))[:60],
            state if state in dict(ResultFiling.STATES) else "",
            sort if sort.removeprefix("-") in ORDERS else "-sent",
        )

    @property
    def narrowed(self) -> bool:
        return bool(self.q or self.state)


def narrowed(county: Jurisdiction, filters: Filters) -> QuerySet[ResultFiling]:
    """The filings that a county received, as the address narrows and sorts them."""
    rows = read.received_by(county)
    if filters.q:
        rows = rows.filter(
            Q(title__icontains=filters.q) | Q(jurisdiction__name__icontains=filters.q)
        )
    if filters.state:
        rows = rows.filter(state=filters.state)
    order = rows.order_by(*ORDERS[filters.sort.removeprefix("-")])
    return order.reverse() if filters.sort.startswith("-") else order


def received_sheet(rows: QuerySet[ResultFiling]) -> Sheet:
    """The list as a sheet."""
    headings = [
        _("乡镇"), _("年份"), pgettext("field", "标题"), _("报告文号"), _("报送日期"), _("报送次数"),
        _("应报日期"), _("回执日期"), _("备案日期"), _("备案编号"), pgettext("filter", "状态"),
        _("退回的原因"),
    ]  # fmt: skip
    body = [
        (
            one.jurisdiction.name, one.project_year.year, one.title, one.number, one.submitted_on,
            one.submissions, one.due, one.received_on, one.filed_on, one.filed_number,
            str(one.get_state_display()), one.returned_reason,
        )
        for one in rows
    ]  # fmt: skip
    return Sheet(_("收到的备案"), headings, body)
