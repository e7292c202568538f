"""缺月: months inside the range that were never imported; the contract counts them as 0, so the reader must know."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from hotline_analytics.periods import Periods

from oversight.hotline import queries_cells, tables
from oversight.hotline.models import UnitCell
from oversight.hotline.pages.basis import Basis
from oversight.ui import formats

SHOWN_MONTHS = 36
NAMED = 6


def gap_words(basis: Basis) -> list[str]:
    """What is missing among the months that the page shows or compares with."""
    missing = gaps(basis)
    if not missing:
        return []
    values = {"months": named(missing)}
    found = [_("%(months)s没有导入过数据，趋势和基期里按 0 计；补导以后自动更正。") % values]
    periods = Periods(basis.address.month, basis.address.window)
    compared = {periods.previous, *periods.last_year, *periods.current}
    if bases := [month for month in missing if month in compared]:
        values = {"months": named(bases)}
        found.append(_("%(months)s在本次比较之内，有关的累计、环比、同比不能作准。") % values)
    return found


def gaps(basis: Basis) -> list[int]:
    """The months without any ticket between the first and the last that have some."""
    shown = range(basis.address.month - SHOWN_MONTHS, basis.address.month + 1)
    present = months_with_data(basis)
    if not present:
        return []
    return [
        month for month in shown if min(present) < month < max(present) and month not in present
    ]


def months_with_data(basis: Basis) -> set[int]:
    """The months for which the chosen sources gave anything, of any kind."""
    sources = basis.address.question.sources
    if basis.generation is None:
        revision = basis.view.freeze.revision if basis.view.freeze else None
        return {one.month for one in tables.counts_at(basis.place, revision, sources)}
    history = range(
        basis.address.month - queries_cells.HISTORY_MONTHS, basis.address.month + SHOWN_MONTHS
    )
    rows = queries_cells.cells(UnitCell, basis.place, basis.generation, history, sources)
    return set(rows.filter(count__gt=0).values_list("cube__month", flat=True).distinct())


def named(months: Sequence[int]) -> str:
    """The newest of them by name, and how many there are."""
    names = "、".join(formats.month(month) for month in sorted(months)[-NAMED:])
    if len(months) <= NAMED:
        return names
    return _("%(names)s等%(n)d个月") % {"names": names, "n": len(months)}
