"""各月一览: tickets, version, double rises, what comes next, and which source covers which month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from hotline_analytics.tickets import format_month

from oversight.audit.actors import Actor
from oversight.audit.errors import Refused
from oversight.hotline import permissions, queries, queries_cells, queries_months
from oversight.hotline.models import MonthFreeze, UnitCell
from oversight.hotline.pages import month_acts
from oversight.hotline.pages.headline import squares
from oversight.hotline.pages.remembered import Key, remember, state_key
from oversight.hotline.queries_months import MonthLine
from oversight.hotline.questions import Question
from oversight.institutions.models import Jurisdiction
from oversight.ui import formats
from oversight.ui.charts import Squares
from oversight.ui.page import Act, Crumb, Page

PER_PAGE = 12


@dataclass(frozen=True)
class ListRow:
    """一个月的一行。"""

    month: int
    url: str
    tickets: int
    freeze: MonthFreeze | None
    versions: int
    rises: Squares | None
    tested: int
    state: month_acts.MonthState
    waiting: bool
    late: bool
    sources: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class MonthListPage:
    """各月一览页。"""

    page: Page
    place: Jurisdiction
    listing: PaginatorPage[Any]
    rows: Sequence[ListRow]
    source_names: Sequence[str]
    import_url: str
    table_url: str
    may_import: bool
    fresh: bool


@dataclass(frozen=True)
class Known:
    """What all rows of the list need: state of the store, public summaries, counts by source."""

    state: Key
    summaries: dict[str, str]
    covered: dict[int, list[tuple[str, int]]]


def months_url(place: Jurisdiction) -> str:
    """The list of months."""
    return reverse("hotline:months", kwargs={"place": place.code})


def month_list(place: Jurisdiction, actor: Actor, number: str) -> MonthListPage:
    """The page of all months; its rows are kept while nothing they stand on changes."""
    state, summaries = state_key(place), month_acts.summaries(place)
    key = ("list", state, tuple(sorted(summaries.items())), number, timezone.localdate())
    listing, rows, newest = remember(
        (*key, get_language()), lambda: list_rows(place, number, state, summaries)
    )
    keys = {"place": place.code}
    may_import = permissions.can_import(actor, place)
    import_url = reverse("hotline:import_new", kwargs=keys) if may_import else ""
    store = queries.state_of(place)
    return MonthListPage(
        page=Page(
            title=title(newest),
            lead=_("每月5日前完成上月分析：导入、分析、冻结、公开摘要"),
            crumbs=(Crumb(_("热线分析")),),
            window_title=_("热线分析"),
            acts=list_acts(place, actor, import_url),
        ),
        place=place,
        listing=listing,
        rows=rows,
        source_names=sorted({name for row in rows for name, _count in row.sources}),
        import_url=import_url,
        table_url=reverse("hotline:table_new", kwargs=keys) if may_import else "",
        may_import=may_import,
        fresh=store.cube_revision == store.revision,
    )


def list_rows(
    place: Jurisdiction, number: str, state: Key, summaries: dict[str, str]
) -> tuple[PaginatorPage[Any], list[ListRow], ListRow | None]:
    """One page of months, and the newest month for the title."""
    lines = queries_months.months_of(place)
    listing = Paginator(lines, PER_PAGE).get_page(number)
    known = Known(state, summaries, coverage(place, [line.month for line in listing]))
    rows = [list_row(place, line, known) for line in listing]
    newest = list_row(place, lines[0], known) if lines else None
    return listing, rows, newest


def list_acts(place: Jurisdiction, actor: Actor, import_url: str) -> tuple[Act, ...]:
    """What stands at the head of the list."""
    keys = {"place": place.code}
    found = []
    if import_url:
        found.append(Act(_("导入热线数据"), import_url, "upload", main=True))
    if permissions.can_read_imports(actor, place):
        found.append(Act(_("历次导入"), reverse("hotline:imports", kwargs=keys), "clock-history"))
    found.append(Act(_("怎样计算"), reverse("hotline:method", kwargs=keys), "question-circle"))
    return tuple(found)


def title(newest: ListRow | None) -> str:
    """The sentence that answers: what the newest month waits for."""
    if newest is None:
        return _("还没有热线数据")
    values = {"month": formats.month(newest.month), "waits": newest.state.words}
    if newest.rises is None:
        return _("%(month)s：%(waits)s") % values
    values["seen"] = formats.figure(newest.rises.strong + newest.rises.weak + newest.rises.noise)
    values["strong"] = formats.figure(newest.rises.strong)
    return _("%(month)s有 %(seen)s 个双升，%(strong)s 个明显超出偶然；%(waits)s") % values


def list_row(place: Jurisdiction, line: MonthLine, known: Known) -> ListRow:
    """One month."""
    freeze = line.freezes[0] if line.freezes else None
    summary = known.summaries.get(format_month(line.month), "")
    state = month_acts.state_of(line.month, freeze, summary)
    found = rises(place, line.month, freeze, known.state)
    today = timezone.localdate()
    waiting = state.due is not None and line.month >= today.year * 12 + today.month - 2
    return ListRow(
        month=line.month,
        url=reverse("hotline:month", kwargs={"place": place.code, "month": line.month}),
        tickets=freeze.tickets if freeze else line.tickets,
        freeze=freeze,
        versions=len(line.freezes),
        rises=found[0],
        tested=found[1],
        state=state,
        waiting=waiting,
        late=bool(waiting and state.due and state.due < today),
        sources=known.covered.get(line.month, []),
    )


def rises(
    place: Jurisdiction, month: int, freeze: MonthFreeze | None, state: Key
) -> tuple[Squares | None, int]:
    """The double rises of a month by grade; None where it cannot be analysed."""

    def make() -> tuple[Squares | None, int]:
        try:
            answer = queries_months.month_view(place, Question(month)).answer
        except Refused:
            return None, 0
        tested = answer["units_tested"]
        return squares(answer["rows"], tested, answer["expected_by_chance"]), tested

    if freeze is not None:
        return remember(("rises", place.pk, month, freeze.pk), make)
    return remember(("rises", state, month), make)


def coverage(place: Jurisdiction, months: Sequence[int]) -> dict[int, list[tuple[str, int]]]:
    """How many tickets each source gives to each month."""
    generation = queries.state_of(place).cube_generation
    rows = queries_cells.cells(UnitCell, place, generation, months)
    summed = (
        rows.values_list("cube__month", "source")
        .annotate(n=models.Sum("count"))
        .order_by("cube__month", "source")
    )
    found: dict[int, list[tuple[str, int]]] = {}
    for month, source, number in summed:
        found.setdefault(month, []).append((source, number))
    return found
