"""本单位的热线: the last months of one unit, for whoever speaks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from hotline_analytics.tickets import format_month

from oversight.hotline import queries_months
from oversight.hotline.questions import Question
from oversight.institutions.models import Jurisdiction, Unit
from oversight.projects.pages.works import WorkRow, rows_of
from oversight.projects.queries.building import of_unit
from oversight.projects.rules.stages import DONE
from oversight.ui import formats


@dataclass(frozen=True)
class UnitLine:
    """One month of one unit: the row of the monthly analysis and where it opens."""

    month: int
    row: Mapping[str, Any]
    url: str


def unit_lines(place: Jurisdiction, unit: Unit, limit: int = 3) -> list[UnitLine]:
    """The last months of one unit, newest first."""
    keys = {"place": place.code, "unit_id": unit.public_id}
    address = reverse("hotline:unit", kwargs=keys)
    found = []
    for line in queries_months.months_of(place)[:limit]:
        answer = queries_months.month_view(place, Question(line.month)).answer
        row = next((row for row in answer["rows"] if row["name"] == unit.name), None)
        if row is not None:
            found.append(UnitLine(line.month, row, f"{address}?month={format_month(line.month)}"))
    return found


def unit_works(place: Jurisdiction, unit: Unit, year: int) -> list[WorkRow]:
    """本单位的民生实事项目: of this year, and of earlier ones what is not done; what is behind comes first."""
    rows = rows_of(place, of_unit(place, unit.pk))
    ended = DONE | {"terminated"}
    shown = [row for row in rows if row.year == year or row.project.state not in ended]
    return sorted(
        shown,
        key=lambda row: (-row.late_days, row.project.state in ended, -row.year, row.project.code),
    )


def unit_headline(unit: Unit | None, lines: Sequence[UnitLine]) -> str:
    """The first sentence for a liaison officer who has nothing to do."""
    if unit is None:
        return _("你的账号没有对应的单位")
    if not lines:
        return _("现在没有要办的事")
    row = lines[0].row
    values = {
        "month": formats.month(lines[0].month),
        "count": formats.figure(row["count"]),
        "late": formats.figure(row["overdue_open"]),
    }
    if row["overdue_open"]:
        return _("%(month)s受理 %(count)s 件，%(late)s 件逾期未办结") % values
    return _("%(month)s受理 %(count)s 件，没有逾期未办结的") % values
