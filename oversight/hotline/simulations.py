"""双升规则的模拟: what parameters under draft would have said of every frozen month, beside those in force.

Counted from what is stored – the cells of the freeze's build of the cubes, or the tables – without a single
ticket. Each month stands on its newest freeze; both sides are computed alike, so that only rules differ.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from hotline_analytics.monthly import Analysis, Row

from oversight.hotline import queries, queries_cells, queries_months, tables
from oversight.hotline.governing import governing
from oversight.hotline.models import MonthFreeze
from oversight.hotline.pages.addresses import MonthAddress
from oversight.hotline.questions import Question, Standing
from oversight.hotline.rules import guards
from oversight.institutions.models import Jurisdiction
from oversight.rulebooks.sections import DoubleRise
from oversight.rulebooks.simulating import Line, Simulation, Words
from oversight.ui import formats
from oversight.ui.states import GRADES

MONTHS = 36
GRADE_CODES = ("strong", "weak", "noise")


@dataclass(frozen=True)
class Outcome:
    """一个月的结果: the grade of every unit that would be proposed, and how many are left to judgment."""

    grades: dict[str, str]
    by_hand: frozenset[str]

    def count(self, grade: str) -> int:
        """How many units have a grade."""
        return sum(1 for one in self.grades.values() if one == grade)

    def word(self, name: str) -> str:
        """What is said of a unit."""
        if name in self.grades:
            return _("双升，%(grade)s") % {"grade": GRADES[self.grades[name]][0]}
        return _("人工研判") if name in self.by_hand else _("不提请")


def simulate_double_rise(place: Jurisdiction, draft: DoubleRise) -> Simulation:
    """Month by month, newest first: how many units now and under the draft, and whose outcome changes."""
    now = governing(place).section
    newest: dict[int, MonthFreeze] = {}
    for freeze in queries.freezes_of(place):
        newest.setdefault(freeze.month, freeze)
    lines, changed = [], 0
    for freeze in list(newest.values())[:MONTHS]:
        before, after = outcome(freeze, now), outcome(freeze, draft)
        line = month_line(place, freeze, before, after)
        lines.append(line)
        changed += bool(line.changes)
    return Simulation(
        title=title(len(lines), changed),
        heads=(
            _("双升"),
            pgettext("grade", "强"),
            pgettext("grade", "弱"),
            _("或为偶然"),
            _("人工研判"),
        ),
        lines=lines,
        notes=(
            _(
                "每格先写现行规则下的个数，再写草稿下的个数。用各月最新一版冻结的汇总数计算，不读工单。"
            ),
            _("过去各月已经作出的决定，以当时的规则为准，不因模拟改变。"),
        ),
        words=Words(
            listed=_("逐月"),
            count=_("%(count)d 个冻结的月份") % {"count": len(lines)},
            name=_("月份"),
            changes=_("有变化的单位"),
            none=_("没有冻结过的月份"),
            when=_("冻结月份以后，可以看新的规定对过去各月会怎样。"),
        ),
    )


def title(months: int, changed: int) -> str:
    """The answer in a sentence."""
    if not months:
        return _("还没有冻结过的月份，无从模拟")
    values = {"months": months, "changed": changed}
    if not changed:
        return _("照草稿算，%(months)d 个月的结果都不变") % values
    return _("照草稿算，%(months)d 个月中有 %(changed)d 个月的结果会变") % values


def month_line(
    place: Jurisdiction, freeze: MonthFreeze, before: Outcome | None, after: Outcome | None
) -> Line:
    """One month."""
    name = formats.month(freeze.month)
    url = MonthAddress(place.code, freeze.month).url("month")
    if before is None or after is None:
        note = _("冻结时的汇总还没有做好，稍后再看。")
        return Line(name, url, ("–",) * 5, (note,))
    pairs = [(len(before.grades), len(after.grades))]
    pairs += [(before.count(grade), after.count(grade)) for grade in GRADE_CODES]
    pairs.append((len(before.by_hand), len(after.by_hand)))
    names = sorted({*before.grades, *after.grades, *before.by_hand, *after.by_hand})
    changes = [
        _("%(name)s：%(before)s → %(after)s")
        % {"name": one, "before": before.word(one), "after": after.word(one)}
        for one in names
        if before.word(one) != after.word(one)
    ]
    return Line(name, url, [two(*pair) for pair in pairs], changes)


def two(before: int, after: int) -> str:
    """3 → 2, or 3 where both are the same."""
    return str(before) if before == after else f"{before} → {after}"


def outcome(freeze: MonthFreeze, section: DoubleRise) -> Outcome | None:
    """What a section says of a frozen month; None where its counts are not built yet."""
    analysis = counted(freeze, section)
    if analysis is None:
        return None
    grades: dict[str, str] = {}
    by_hand = set()
    for row in analysis.rows:
        if row.name is None:
            continue
        direction = guarded(analysis, row, section)
        if direction == "manual":
            by_hand.add(row.name)
        elif direction == "yes" and row.grade:
            grades[row.name] = row.grade
    return Outcome(grades, frozenset(by_hand))


def counted(freeze: MonthFreeze, section: DoubleRise) -> Analysis | None:
    """The analysis of a frozen month under a section's window, kinds and parameters, from stored counts."""
    place = freeze.jurisdiction
    kinds = section.kinds_asked if freeze.format == "snapshot-1" else None
    question = Question(freeze.month, "unit", section.window, kinds)
    if not queries_months.place_has_tickets(place):
        standing = Standing(freeze.revision, freeze.frozen_at, freeze)
        return tables.analysis(place, question, standing, section.grading)
    generation = freeze.cube_generation
    if generation is None:
        generation = queries.state_of(place).cube_generation
    if not queries_cells.cube_months(place, generation).filter(month=freeze.month).exists():
        return None
    return queries_cells.remembered_analysis(
        place, question, generation, freeze.frozen_at, section.grading
    )[0]


def guarded(analysis: Analysis, row: Row, section: DoubleRise) -> str:
    """yes, manual or no, after the section's guards."""
    asked = guards.Guards(section.guard_count, section.guard_rate, section.guard_rolling)
    if row.double_rise != "yes" or asked == guards.Guards():
        return row.double_rise
    series = analysis.series.get(row.name, {})
    rolling = guards.three_months(series, analysis.request.month, analysis.coverage)
    return guards.judge(asked, guards.Facts(row.count, row.mom, row.yoy, *rolling)).direction
