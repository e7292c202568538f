"""办理质量: the rates of a month with interval, parts and the tickets behind each part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from hotline_analytics.figures import Rate, wilson

from oversight.hotline.pages.basis import Basis, Row

Narrow = Mapping[str, str]


@dataclass(frozen=True)
class RateKind:
    """一种率: name, formula in words, and which tickets are numerator, denominator, left out."""

    code: str
    name: object
    formula: object
    explained: object
    numerator: Narrow
    denominator: Narrow
    excluded: Narrow
    excluded_words: object = ""


RATES: tuple[RateKind, ...] = (
    RateKind(
        "closing",
        _("办结率"),
        _("已办结 ÷ 受理"),
        _("截至本页所写时刻已经办结的件，除以受理的件。月末受理的件期限未到，会使它偏低。"),
        {"state": "closed"},
        {},
        {},
    ),
    RateKind(
        "on_time",
        _("按期办结率"),
        _("按期 ÷ 应按期办结"),
        _("期限内办结的件，除以期限内办结、逾期办结、逾期仍未办结三项之和。"),
        {"state": "on_time"},
        {"state": "due_counted"},
        {"state": "due_excluded"},
        _("没有期限，或期限未到还没有办结的件，不计入。"),
    ),
    RateKind(
        "response",
        _("响应率"),
        _("已首次回复 ÷ 受理"),
        _("有首次回复时间的件，除以受理的件。"),
        {"state": "responded"},
        {},
        {},
    ),
    RateKind(
        "resolution",
        _("解决率"),
        _("已解决 ÷ 已回访"),
        _("回访中说已解决的件，除以回访中说已解决、部分解决、未解决的件。"),
        {"resolved": "yes"},
        {"state": "resolution_known"},
        {"state": "resolution_unknown"},
        _("没有回访，或回访没有说明的件，不计入。"),
    ),
    RateKind(
        "satisfaction",
        _("满意率（仅“满意”）"),
        _("满意 ÷ 已评价"),
        _("评价为“满意”的件，除以已评价的件。“基本满意”算已评价，不算满意。"),
        {"satisfaction": "satisfied"},
        {"state": "rated"},
        {"state": "unrated"},
        _("没有评价的件不计入，也不当作满意。"),
    ),
    RateKind(
        "satisfaction_broad",
        _("满意率（含“基本满意”）"),
        _("满意和基本满意 ÷ 已评价"),
        _("评价为“满意”或“基本满意”的件，除以已评价的件。"),
        {"state": "rated_well"},
        {"state": "rated"},
        {"state": "unrated"},
        _("没有评价的件不计入，也不当作满意。"),
    ),
    RateKind(
        "repeat",
        _("重复反映率"),
        _("90日内同人同类 ÷ 有来电人"),
        _("同一来电人在此前 90 日内反映过同一类别的件，除以有来电人的件。"),
        {"repeat": "1"},
        {"state": "with_caller"},
        {"state": "no_caller"},
        _("没有来电人的件无法判断是否重复，不计入。"),
    ),
    RateKind(
        "reopen",
        _("重开率"),
        _("办结后重开过 ÷ 已办结"),
        _("办结后至少重开过一次的件，除以已办结的件。"),
        {"state": "reopened"},
        {"state": "closed"},
        {"state": "open"},
        _("还没有办结的件不计入。"),
    ),
)
BY_CODE = {kind.code: kind for kind in RATES}


@dataclass(frozen=True)
class QualityRow:
    """一行: a rate with its links; ``rate`` None where the source has no such column."""

    code: str
    name: str
    formula: str
    rate: Rate | None
    url: str
    numerator_url: str
    denominator_url: str
    excluded_url: str


def sum_rates(rows: Iterable[Row]) -> dict[str, Rate | None]:
    """The rates over all rows, from their parts; None where one row cannot say."""
    parts: dict[str, list[Mapping[str, Any] | None]] = {kind.code: [] for kind in RATES}
    for row in rows:
        for code, found in parts.items():
            found.append(row["rates"][code])
    return {code: one_rate(found) for code, found in parts.items()}


def one_rate(parts: Sequence[Mapping[str, Any] | None]) -> Rate | None:
    """One rate from its parts."""
    known = [part for part in parts if part is not None]
    if not known or len(known) < len(parts):
        return None
    above, below, excluded = (
        sum(part[name] for part in known) for name in ("numerator", "denominator", "excluded")
    )
    if below <= 0:
        return Rate(None, above, below, excluded, None, None)
    return Rate(above / below, above, below, excluded, *wilson(above, below))


def quality(basis: Basis, rows: Iterable[Row], narrow: Narrow | None = None) -> list[QualityRow]:
    """The table of rates of these rows; ``narrow`` is what leads to their tickets."""
    found = sum_rates(rows)
    return [quality_row(basis, kind, found[kind.code], narrow or {}) for kind in RATES]


def quality_row(basis: Basis, kind: RateKind, rate: Rate | None, narrow: Narrow) -> QualityRow:
    """One rate with the tickets behind its parts."""
    return QualityRow(
        code=kind.code,
        name=str(kind.name),
        formula=str(kind.formula),
        rate=rate,
        url=basis.address.figure(kind.code, **narrow),
        numerator_url=basis.tickets(**narrow, **kind.numerator),
        denominator_url=basis.tickets(**narrow, **kind.denominator),
        excluded_url=basis.tickets(**narrow, **kind.excluded) if kind.excluded else "",
    )
