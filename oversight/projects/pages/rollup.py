"""各镇汇总怎样显示: one row a town, its deviations from the model, needs of several towns, works counted twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.workbook import Sheet
from oversight.projects.models import ProjectYear
from oversight.projects.pages.works import COLOURS, money
from oversight.projects.queries.rollup import TownRollup
from oversight.projects.rulebook import projects_rules
from oversight.projects.rules import rollup as rules
from oversight.publications.models import PublicationVersion
from oversight.rulebooks.pages.comparing import Pair, pair
from oversight.rulebooks.rules.differences import section_differences
from oversight.rulebooks.sections import Projects
from oversight.rulebooks.sections.fields import plain

SORTS = {
    "place": lambda row: row.place.code,
    "chosen": lambda row: row.total("chosen"),
    "verified": lambda row: row.total("verified"),
    "under_way": lambda row: row.total("under_way"),
    "late": lambda row: row.number("late"),
    "carried": lambda row: row.number("carried"),
    "budget": lambda row: row.money("budget_yuan"),
}


@dataclass(frozen=True)
class TownRow:
    """一个镇的一行."""

    found: TownRollup
    deviations: Sequence[Pair]

    @property
    def place(self) -> Jurisdiction:
        return self.found.place

    @property
    def version(self) -> PublicationVersion | None:
        return self.found.version

    @property
    def content(self) -> Mapping[str, Any]:
        return self.found.content

    @property
    def published(self) -> bool:
        return bool(self.content)

    @property
    def stage(self) -> str:
        return str(dict(ProjectYear.STATES).get(self.content.get("stage", ""), ""))

    @property
    def on(self) -> date | None:
        given = self.content.get("on")
        return date.fromisoformat(given) if given else None

    @property
    def rulebook(self) -> str:
        return str(self.content.get("rulebook", {}).get("label", ""))

    @property
    def colours(self) -> list[tuple[str, int]]:
        given = self.content.get("colours", {})
        return [(code, given[code]) for code in COLOURS if given.get(code)]

    @property
    def url(self) -> str:
        """Where everybody reads what the town published."""
        if self.version is None:
            return ""
        keys = [self.place.code, self.version.publication.public_id]
        return reverse("publications:publication", args=keys)

    @property
    def deviation_words(self) -> str:
        count = len(self.deviations)
        if not self.published:
            return ""
        if not count:
            return _("与样本一致")
        return ngettext("%(n)d 处不同", "%(n)d 处不同", count) % {"n": count}

    def total(self, name: str) -> int:
        return int(self.content.get("totals", {}).get(name) or 0)

    def number(self, name: str) -> int:
        return int(self.content.get(name) or 0)

    def money(self, name: str) -> int:
        return int(self.content.get("money", {}).get(name) or 0)

    @property
    def chosen(self) -> int:
        return self.total("chosen")

    @property
    def verified(self) -> int:
        return self.total("verified")

    @property
    def under_way(self) -> int:
        return self.total("under_way")

    @property
    def late(self) -> int:
        return self.number("late")

    @property
    def carried(self) -> int:
        return self.number("carried")

    @property
    def budget_words(self) -> str:
        return money(self.money("budget_yuan")) if self.published else ""

    @property
    def spent_words(self) -> str:
        return money(self.money("spent_yuan")) if self.published else ""


def rows_of(county: Jurisdiction, found: Sequence[TownRollup]) -> list[TownRow]:
    """The towns, each compared with the rules that the county has in force."""
    model = plain(projects_rules(county)[1])
    return [TownRow(one, deviations(model, one.content)) for one in found]


def deviations(model: Mapping[str, Any], content: Mapping[str, Any]) -> list[Pair]:
    """Where a town's rules for projects say otherwise than the county's."""
    own = content.get("rulebook", {}).get("section")
    if not own:
        return []
    return [pair(one) for one in section_differences(Projects.NAME, model, own)]


def ordered(rows: list[TownRow], sort: str) -> list[TownRow]:
    """By the column of the address; towns without figures last."""
    key = SORTS.get(sort.lstrip("-"), SORTS["place"])
    found = sorted((row for row in rows if row.published), key=key, reverse=sort.startswith("-"))
    return [*found, *(row for row in rows if not row.published)]


def headline(rows: Sequence[TownRow], sums: rules.Sum) -> str:
    """What the county reads first."""
    if not sums.towns:
        return _("各镇还没有公开这一年的汇总")
    values = {
        "towns": sums.towns,
        "all": len(rows),
        "chosen": sums.chosen,
        "verified": sums.verified,
        "open": sums.under_way,
    }
    if sums.under_way:
        return (
            _("%(towns)d 个乡镇选定 %(chosen)d 项，核实办成 %(verified)d 项，%(open)d 项未完成")
            % values
        )
    return _("%(towns)d 个乡镇选定 %(chosen)d 项，核实办成 %(verified)d 项") % values


def sheet_of(rows: Sequence[TownRow], year: int) -> Sheet:
    """The table as a spreadsheet."""
    headings = [
        _("乡镇"), _("阶段"), _("选定"), _("核实完成"), _("已验收"), _("未完成"), _("终止"),
        _("迟于节点"), _("结转"), _("预算（元）"), _("支出（元）"), _("规则簿"), _("与样本不同"), _("截至"),
    ]  # fmt: skip
    lines = [
        [
            row.place.name, row.stage, row.chosen, row.verified, row.total("accepted"),
            row.under_way, row.total("terminated"), row.late, row.carried,
            row.money("budget_yuan"), row.money("spent_yuan"), row.rulebook,
            len(row.deviations), row.on,
        ]
        if row.published
        else [row.place.name, _("还没有公开"), *[None] * 12]
        for row in rows
    ]  # fmt: skip
    return Sheet(_("%(year)d年各镇汇总") % {"year": year}, headings, lines)
