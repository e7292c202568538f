"""数字页: one figure opened – formula in words, its parts, what was left out, the snapshot, the tickets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from oversight.hotline.pages import quality, words
from oversight.hotline.pages.basis import Basis, Row
from oversight.hotline.pages.ranking import base_words, interval_of
from oversight.ui import formats

COUNTS = ("count", "closed", "due", "on_time", "late", "overdue_open")
STATES = {
    "closed": "closed",
    "due": "due",
    "on_time": "on_time",
    "late": "late",
    "overdue_open": "overdue",
}
CODES = frozenset({*COUNTS, *quality.BY_CODE})


@dataclass(frozen=True)
class Part:
    """一项: a part of the figure in words, its number, and the tickets behind it."""

    label: str
    value: str
    url: str = ""


@dataclass(frozen=True)
class FigureContent:
    """数字页的内容。"""

    name: str
    whose: str
    value: str
    formula: str
    explained: str
    excluded_words: str
    parts: Sequence[Part]
    judgment: Sequence[str]
    grade: str | None
    double_rise: str


def subject(basis: Basis, values: Mapping[str, str]) -> tuple[str, list[Row], dict[str, str]]:
    """Whose figure is asked: words, rows, and what leads to their tickets. No row: nothing found."""
    address = basis.address
    if address.by == "category" and ("category" in values or "no_category" in values):
        name = values.get("category") or None
    elif address.by == "unit" and values.get("unit"):
        name = values["unit"]
    else:
        return basis.place.name, list(basis.rows), {}
    row = basis.row(name)
    return words.group(name, address.by), [row] if row else [], address.group_filter(name)


def figure_content(basis: Basis, code: str, values: Mapping[str, str]) -> FigureContent | None:
    """The figure; None where the answer has no such row."""
    whose, rows, narrow = subject(basis, values)
    if not rows:
        return None
    if code in quality.BY_CODE:
        return rate_figure(basis, code, whose, rows, narrow)
    return count_figure(basis, code, whose, rows, narrow)


def rate_figure(
    basis: Basis, code: str, whose: str, rows: list[Row], narrow: dict[str, str]
) -> FigureContent:
    """A rate with its parts."""
    kind = quality.BY_CODE[code]
    row = quality.quality_row(basis, kind, quality.sum_rates(rows)[code], narrow)
    rate, parts = row.rate, []
    if rate is not None:
        above, below = str(kind.formula).split(" ÷ ")
        parts = [
            Part(_("分子：%(what)s") % {"what": above}, number(rate.numerator), row.numerator_url),
            Part(
                _("分母：%(what)s") % {"what": below}, number(rate.denominator), row.denominator_url
            ),
            Part(_("不计入"), number(rate.excluded), row.excluded_url if rate.excluded else ""),
            Part(_("95%区间（威尔逊）"), formats.span(rate.low, rate.high)),
        ]
    return FigureContent(
        name=str(kind.name),
        whose=whose,
        value=formats.rate(rate),
        formula=f"{kind.name} = {kind.formula}",
        explained=str(kind.explained),
        excluded_words=str(kind.excluded_words),
        parts=parts,
        judgment=(),
        grade=None,
        double_rise="",
    )


def number(value: int) -> str:
    """件 with its figure."""
    return formats.count(value, _("件"))


def count_figure(
    basis: Basis, code: str, whose: str, rows: list[Row], narrow: dict[str, str]
) -> FigureContent:
    """A count; that of one row with its bases, expectation and judgment."""
    value = sum(row[code] or 0 for row in rows)
    state = {"state": STATES[code]} if code in STATES else {}
    name = _("受理件数") if code == "count" else str(words.STATES[STATES[code]])
    parts = [Part(name, number(value), basis.tickets(**narrow, **state))]
    single = rows[0] if code == "count" and narrow else None
    if single is not None:
        parts += base_parts(basis, single, narrow)
    return FigureContent(
        name=name,
        whose=whose,
        value=number(value),
        formula=_("%(name)s：%(months)s受理的件，按最终承办单位计，主办一次，协办不重复计。")
        % {"name": name, "months": months_words(basis)},
        explained=_(
            "受理日期按来源所在时区，月份以受理时间为准；导入后被更正的件按最后一次内容计。"
        ),
        excluded_words="",
        parts=parts,
        judgment=[reason["text"] for reason in single["reasons"]] if single else (),
        grade=single["grade"] if single else None,
        double_rise=single["double_rise"] if single else "",
    )


def months_words(basis: Basis) -> str:
    """2026年6月, or 2026年1月至2026年6月."""
    first, last = basis.address.first_month, basis.address.month
    if first == last:
        return formats.month(last)
    return _("%(first)s至%(last)s") % {"first": formats.month(first), "last": formats.month(last)}


def base_parts(basis: Basis, row: Row, narrow: dict[str, str]) -> list[Part]:
    """What the count is compared with."""
    month, first = basis.address.month, basis.address.first_month
    previous, last_year = row["previous"], row["last_year"]
    bar = interval_of(basis.at(row["name"]), row["grade"])
    found = [
        Part(
            _("上月"),
            base_words(previous, "previous") if previous is None else number(previous),
            basis.tickets(first=month - 1, last=month - 1, **narrow) if previous else "",
        ),
        Part(_("环比 =（本月 − 上月）÷ 上月"), changed(row["mom"], previous, "previous")),
        Part(
            _("上年同期"),
            base_words(last_year, "last_year") if last_year is None else number(last_year),
            basis.tickets(first=first - 12, last=month - 12, **narrow) if last_year else "",
        ),
        Part(_("同比 =（本期 − 上年同期）÷ 上年同期"), changed(row["yoy"], last_year, "last_year")),
    ]
    if bar is not None:
        found.append(Part(_("预期和正常波动范围（当月）"), bar.words()))
    return found


def changed(change: float | None, base: int | None, which: str) -> str:
    """A change, or why there is none."""
    if change is not None:
        return formats.signed(change)
    return _("%(why)s，须人工研判") % {"why": base_words(base, which)}
