"""实施中的项目怎样显示: one row with colour, lateness and money; filters of the address; who acts next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight.calendar.words import reason_text
from oversight.institutions.models import Jurisdiction
from oversight.projects.models import LivelihoodProject
from oversight.projects.queries import building as read
from oversight.projects.queries.building import Built
from oversight.projects.rules.stages import DONE
from oversight.ui import formats

STATE_BADGES = {
    "chosen": "new",
    "suspended": "stopped",
    "terminated": "ended",
    "self_reported_done": "to_verify",
    "verified_done": "verified",
    "accepted": "plan_blue",
    "unfinished_tracking": "continuing",
}
COLOURS = ("red", "orange", "yellow", "green", "blue")
GROUPS = ("late", "to_verify", "on_time", "done", "stopped")
SORTS = {
    "number": lambda row: (row.origin, row.year, row.project.number),
    "title": lambda row: row.project.title,
    "unit": lambda row: row.unit_name,
    "percent": lambda row: row.percent,
    "late": lambda row: row.late_days,
    "due": lambda row: row.promised or date.max,
    "money": lambda row: row.spent_yuan or 0,
}


@dataclass(frozen=True)
class WorkRow:
    """一行: what the list, the detail page and the public page say of a project today."""

    built: Built
    owed_month: str = ""
    owed_due: date | None = None
    listed_at: int | None = None

    @property
    def project(self) -> LivelihoodProject:
        return self.built.project

    @property
    def origin(self) -> str:
        """原青石镇 2026 年票决项目, on the list of the place that took it over; else empty."""
        if self.listed_at in (None, self.project.jurisdiction_id):
            return ""
        values = {"place": self.project.jurisdiction.name, "year": self.year}
        return _("原%(place)s %(year)d 年票决项目") % values

    @property
    def year(self) -> int:
        return int(self.project.project_year.year)

    @property
    def unit_name(self) -> str:
        plan = self.built.plan
        unit = plan.unit if plan else self.project.unit
        return unit.name if unit else ""

    @property
    def colour(self) -> str:
        return self.built.progress.colour

    @property
    def badge(self) -> str:
        """Its state where that is told before any colour; else the colour."""
        return STATE_BADGES.get(self.project.state) or f"plan_{self.colour or 'green'}"

    @property
    def state_word(self) -> str:
        return str(self.project.get_state_display())

    @property
    def colour_word(self) -> str:
        """The word beside the badge's icon: the state where it is told first, else the colour's own."""
        return self.state_word if self.project.state in STATE_BADGES else ""

    @property
    def is_late(self) -> bool:
        return bool(self.late_days)

    @property
    def owed_words(self) -> str:
        """6月还没有报进展，应于7月5日前报."""
        if not self.owed_month or self.owed_due is None:
            return ""
        values = {"month": formats.month(self.owed_month), "day": formats.short_day(self.owed_due)}
        return _("%(month)s还没有报进展，应于%(day)s前报") % values

    @property
    def percent(self) -> int:
        return self.built.done_percent

    @property
    def planned(self) -> int:
        return self.built.progress.planned_percent

    @property
    def share(self) -> float:
        return self.percent / 100

    @property
    def plan_share(self) -> float:
        return self.planned / 100

    @property
    def late_days(self) -> int:
        return self.built.progress.late_days

    @property
    def late_words(self) -> str:
        """迟 20 天."""
        days = self.late_days
        return ngettext("迟 %(n)d 天", "迟 %(n)d 天", days) % {"n": days}

    @property
    def node_words(self) -> str:
        """节点 6月15日 where one was missed, else 应于 9月30日 办成."""
        missed = self.built.progress.late_node
        if missed is not None:
            return _("节点 %(day)s") % {"day": formats.near_day(missed.day)}
        if self.promised is None:
            return ""
        return _("应于 %(day)s 办成") % {"day": formats.near_day(self.promised)}

    @property
    def stopped_words(self) -> str:
        """经大会决定终止：…… of what the congress stopped, with the reason that was put to it."""
        decided = [one for one in self.project.changes.all() if one.state == "decided"]
        if self.group != "stopped" or not decided:
            return ""
        newest = max(decided, key=lambda one: (one.decided_on, one.pk))
        values = {"what": newest.get_kind_display(), "why": newest.text}
        return _("经大会决定%(what)s：%(why)s") % values

    @property
    def group(self) -> str:
        """Where the public page puts it."""
        if self.project.state in DONE:
            return "done"
        if self.project.state in {"suspended", "terminated"}:
            return "stopped"
        if self.project.state == "self_reported_done":
            return "to_verify"
        late = self.late_days or self.project.state == "unfinished_tracking"
        return "late" if late else "on_time"

    @property
    def reasons(self) -> list[str]:
        """Why this colour, what is late, what is dear – in words."""
        return [reason_text(one) for one in self.built.progress.reasons]

    @property
    def due(self) -> date | None:
        """The day the unit works to: its new one of an unfinished project, until the congress sets another."""
        explained, plan = self.built.explanation, self.built.plan
        if explained and explained.new_due and self.project.state not in DONE:
            before = [one.due for one in self.built.plans if one.at <= explained.at]
            if plan is None or plan.due in before[-1:]:
                return explained.new_due
        return plan.due if plan else self.project.due

    @property
    def promised(self) -> date | None:
        """What was promised: the plan's day as the congress decided it, whatever the unit says later."""
        plan = self.built.plan
        return plan.due if plan else self.project.due

    @property
    def own_due(self) -> date | None:
        """The unit's own new day of 未完成说明, while the congress has decided none."""
        return self.due if self.due != self.promised else None

    @property
    def own_due_words(self) -> str:
        """承办单位说明的新时限 2027年6月30日，未经大会决定."""
        if self.own_due is None:
            return ""
        return _("承办单位说明的新时限 %(day)s，未经大会决定") % {"day": formats.day(self.own_due)}

    @property
    def promised_words(self) -> str:
        """2026年9月30日, with the unit's own new day beside it."""
        if self.promised is None:
            return ""
        values = {"day": formats.day(self.promised), "own": self.own_due_words}
        return _("%(day)s（%(own)s）") % values if self.own_due else values["day"]

    @property
    def budget_yuan(self) -> int | None:
        plan = self.built.plan
        return plan.budget_yuan if plan else self.project.cost_yuan

    @property
    def spent_yuan(self) -> int | None:
        return self.built.spent_yuan

    @property
    def budget_words(self) -> str:
        return money(self.budget_yuan)

    @property
    def spent_words(self) -> str:
        return money(self.spent_yuan)

    @property
    def updated(self) -> date | None:
        return timezone.localtime(self.built.last.at).date() if self.built.last else None


def money(yuan: int | None) -> str:
    """42.5 万元, from yuan; empty where it is not known."""
    if yuan is None:
        return ""
    places = 0 if yuan % read.WAN == 0 else 2
    return _("%(n)s 万元") % {"n": formats.figure(yuan / read.WAN, places)}


def rows_of(
    place: Jurisdiction, projects: Iterable[LivelihoodProject], today: date | None = None
) -> list[WorkRow]:
    """The rows with what is owed now."""
    found = read.built(place, projects, today)
    if not found:
        return []
    month = read.owed_month(found[0].today)
    due = read.report_due(place, month)
    owed, none = (read.month_code(*month), due), ("", None)
    return [WorkRow(one, *(owed if one.owes(month) else none), place.pk) for one in found]


@dataclass(frozen=True)
class Filters:
    """筛选, as it stands in the address."""

    q: str = ""
    state: str = ""
    colour: str = ""
    unit: str = ""
    only: str = ""
    sort: str = "number"

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Filters:
        """From the address; unknown values count as none."""
        text = {name: given.get(name, "").replace("\x00", "").strip()[:60] for name in cls.names()}
        if text["colour"] not in COLOURS:
            text["colour"] = ""
        if text["only"] not in ONLY:
            text["only"] = ""
        if text["sort"].lstrip("-") not in SORTS:
            text["sort"] = "number"
        return cls(**text)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        return ("q", "state", "colour", "unit", "only", "sort")

    @property
    def narrowed(self) -> bool:
        return bool(self.q or self.state or self.colour or self.unit or self.only)


ONLY = {
    "late": lambda row: bool(row.late_days),
    "owed": lambda row: bool(row.owed_month),
    "dear": lambda row: bool(row.built.progress.over_cost),
    "carried": lambda row: row.built.project.state == "unfinished_tracking",
    "unplanned": lambda row: row.built.plan is None,
}


def only_words() -> list[tuple[str, str]]:
    """The special choices in words."""
    return [
        ("late", _("晚于节点")),
        ("owed", _("还没有报进展")),
        ("dear", _("超出预算")),
        ("carried", _("未完成，继续跟踪")),
        ("unplanned", _("还没有实施计划")),
    ]


def narrowed(rows: list[WorkRow], filters: Filters) -> list[WorkRow]:
    """The rows that the filters leave, in their order."""
    found = [row for row in rows if fits(row, filters)]
    name = filters.sort.lstrip("-")
    return sorted(found, key=SORTS[name], reverse=filters.sort.startswith("-"))


def fits(row: WorkRow, filters: Filters) -> bool:
    """Whether one row is wanted."""
    text = f"{row.project.code} {row.project.title} {row.project.where} {row.unit_name}"
    return (
        filters.q.casefold() in text.casefold()
        and filters.state in ("", row.project.state)
        and filters.colour in ("", row.colour)
        and filters.unit in ("", row.unit_name)
        and (not filters.only or ONLY[filters.only](row))
    )


def headline(rows: list[WorkRow]) -> str:
    """What was promised, verified done, late: the first sentence."""
    if not rows:
        return _("还没有票决选定的项目")
    values = {
        "n": len(rows),
        "done": sum(row.group == "done" for row in rows),
        "late": sum(row.group == "late" for row in rows),
    }
    if values["late"]:
        return _("%(n)d 项，核实办成 %(done)d 项，迟了 %(late)d 项") % values
    return _("%(n)d 项，核实办成 %(done)d 项") % values
