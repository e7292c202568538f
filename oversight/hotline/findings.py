"""发现 (findings): the units of a frozen month that rose on both counts or must be judged by hand.

Read from the result stored at the freeze, over the window and kinds of the rulebook of the freeze. Each
has one disposition or none yet; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from hotline_analytics.monthly import Analysis
from hotline_analytics.periods import Periods
from hotline_analytics.trends import Expectations, Range
from hotline_analytics.workdays import UnknownYear

from oversight.audit.scoping import Scope
from oversight.hotline import queries, queries_months
from oversight.hotline.governing import governing_freeze
from oversight.hotline.holidays import holidays_of
from oversight.hotline.models import FindingDisposition, MonthFreeze
from oversight.hotline.questions import Question
from oversight.hotline.rules import guards
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction, Unit
from oversight.rulebooks.queries import InForce
from oversight.rulebooks.sections import Dispositions, DoubleRise

GRADES = {"strong": 0, "weak": 1, "noise": 2}
DIRECTIONS = ("yes", "manual")


@dataclass(frozen=True)
class Finding:
    """一个发现: the unit's line of the frozen result, what must be said of it, what became of it."""

    name: str
    unit: Unit | None
    unit_now: Unit | None
    row: Mapping[str, Any]
    direction: str
    notes: Sequence[str]
    disposition: FindingDisposition | None = None
    earlier: FindingDisposition | None = None

    @property
    def grade(self) -> str | None:
        return self.row["grade"]


@dataclass
class Findings:
    """一个月的发现: place, version, rulebook; the findings, and the units that a guard held back."""

    place: Jurisdiction
    freeze: MonthFreeze
    book: InForce
    rows: list[Finding] = field(default_factory=list)
    held_back: list[tuple[str, str]] = field(default_factory=list)

    @property
    def section(self) -> DoubleRise:
        return self.book.of(DoubleRise)

    @property
    def question(self) -> Question:
        """What the rulebook asks of the month."""
        return Question(self.freeze.month, "unit", self.section.window, self.section.kinds_asked)

    @cached_property
    def view(self) -> queries_months.MonthView:
        """The answer kept at the freeze; a question not kept then is answered from the freeze's cubes."""
        return queries_months.month_view(self.place, self.question, version=self.freeze.version)

    @cached_property
    def analysis(self) -> Analysis:
        """The analysis behind the answer: series, coverage, dispersions."""
        return queries_months.analysis_of(self.place, self.view)

    @cached_property
    def expectations(self) -> Expectations:
        return Expectations.of(self.analysis)

    def range_of(self, name: str) -> Range:
        """The unit's month beside what was expected of it."""
        return self.expectations.at(name, self.freeze.month)

    @property
    def open(self) -> list[Finding]:
        """Those that nobody has disposed of."""
        return [one for one in self.rows if one.disposition is None]

    def of(self, name: str) -> Finding | None:
        """One finding by the unit's name."""
        return next((one for one in self.rows if one.name == name), None)


def findings(place: Jurisdiction, freeze: MonthFreeze) -> Findings:
    """Every finding of a version of a month, the strongest first."""
    found = Findings(place, freeze, governing_freeze(freeze).rulebook)
    units, now = registered(place)
    made = {one.unit_name: one for one in dispositions_of(freeze)}
    before = earlier_dispositions(place, freeze)
    month_notes = calendar_notes(place, freeze.month)
    by_hand_too = found.book.of(Dispositions).manual_too
    for row in found.view.answer["rows"]:
        name = row["name"]
        direction, notes = direction_of(found, row)
        if name is None or direction not in DIRECTIONS:
            if name is not None and row["double_rise"] == "yes":
                found.held_back.append((name, " ".join(notes)))
            continue
        if direction == "manual" and not by_hand_too and name not in made:
            continue
        unit = units.get(name)
        lines = [*notes, *row_notes(row), *unit_notes(freeze, unit, now.get(name)), *month_notes]
        found.rows.append(
            Finding(
                name,
                unit,
                now.get(name) or unit,
                row,
                direction,
                lines,
                made.get(name),
                before.get(name),
            )
        )
    found.rows.sort(key=order)
    return found


def order(one: Finding) -> tuple[int, int, int, str]:
    """Double rises before what is judged by hand; strong first; then the larger count."""
    by_hand = 0 if one.direction == "yes" else 1
    return by_hand, GRADES.get(one.grade or "", 3), -one.row["count"], one.name


def direction_of(found: Findings, row: Mapping[str, Any]) -> tuple[str, list[str]]:
    """yes, manual or no, after the guards that the rulebook adds; with the guard's words."""
    direction = row["double_rise"]
    section = found.section
    asked = guards.Guards(section.guard_count, section.guard_rate, section.guard_rolling)
    if direction != "yes" or asked == guards.Guards():
        return direction, []
    rolling: tuple[int | None, int | None] = (None, None)
    if asked.rolling:
        series = found.analysis.series.get(row["name"], {})
        rolling = guards.three_months(series, found.freeze.month, found.analysis.coverage)
    facts = guards.Facts(row["count"], row["mom"], row["yoy"], *rolling)
    guarded = guards.judge(asked, facts)
    words = [_(guarded.text) % dict(guarded.values)] if guarded.text else []
    return guarded.direction, words


def row_notes(row: Mapping[str, Any]) -> list[str]:
    """What the analysis says of the row: bases of zero, none last year, predecessors added, grade."""
    return [reason["text"] for reason in row["reasons"]]


def unit_notes(freeze: MonthFreeze, unit: Unit | None, now: Unit | None) -> list[str]:
    """What the register says: not registered, or carried on by another since."""
    if unit is None:
        return [_("单位名册里没有这个名称，立案前先登记或补别名。")]
    if now is not None and now.pk != unit.pk:
        values = {"old": unit.name, "new": now.name}
        return [_("%(old)s的职责现由%(new)s承担，案件由%(new)s办理，原名照列。") % values]
    if now is None:
        return [_("%(unit)s已分设，职责由几个单位承担，须先确定由谁办理。") % {"unit": unit.name}]
    return []


def calendar_notes(place: Jurisdiction, month: int) -> list[str]:
    """What the Spring Festival does to the comparison, in the months it can move between."""
    if month % 12 > 2:
        return []
    try:
        reasons = holidays_of(place).reasons(Periods(month, "month"))
    except UnknownYear as unknown:
        return [unknown.text]
    return [one.text for one in reasons if "festival" in one.code]


def registered(place: Jurisdiction) -> tuple[dict[str, Unit], dict[str, Unit | None]]:
    """Units by every name they are written under, and who carries their duties today (None: split)."""
    names = institutions.unit_names(place)
    units = {unit.name: unit for unit in institutions.units_of(place)}
    became = institutions.successors_on(place, institutions.today())
    known = {written: units[name] for written, name in names.items() if name in units}
    now: dict[str, Unit | None] = {}
    for written, unit in known.items():
        name = became.get(unit.name, unit.name)
        now[written] = units.get(name) if name is not None else None
    return known, now


def dispositions_of(freeze: MonthFreeze) -> Sequence[FindingDisposition]:
    """What was disposed of in a version."""
    rows = FindingDisposition.objects.in_scope(Scope.of(freeze.jurisdiction_id))
    rows = rows.select_related("case", "case__jurisdiction", "unit", "freeze")
    return list(rows.filter(freeze=freeze).order_by("pk"))


def earlier_dispositions(place: Jurisdiction, freeze: MonthFreeze) -> dict[str, FindingDisposition]:
    """What the newest earlier version of the same month says of each unit."""
    found: dict[str, FindingDisposition] = {}
    for version in queries.freezes_of(place, freeze.month).filter(version__lt=freeze.version):
        for one in dispositions_of(version):
            found.setdefault(one.unit_name, one)
    return found


def disposition_by_id(place: Jurisdiction, public_id: str) -> FindingDisposition | None:
    """One disposition of the place."""
    rows = FindingDisposition.objects.in_scope(Scope.of(place)).select_related("freeze", "case")
    return rows.filter(public_id=public_id).first()


def waiting_months(place: Jurisdiction, limit: int = 3) -> list[Findings]:
    """The newest versions of the last months that still have undisposed findings."""
    newest: dict[int, MonthFreeze] = {}
    for freeze in queries.freezes_of(place):
        newest.setdefault(freeze.month, freeze)
    found = [findings(place, freeze) for freeze in list(newest.values())[:limit]]
    return [one for one in found if one.open]
