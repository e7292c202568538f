"""月份页的表: every table of the page as a sheet, whole, as the address filters it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from oversight.hotline.pages import courses, flow, quality, squares_map, words
from oversight.hotline.pages.basis import Basis
from oversight.hotline.pages.headline import headline
from oversight.hotline.pages.month_page import chosen_name
from oversight.hotline.pages.ranking import RankRow, chosen_rows, rank_row
from oversight.hotline.pages.sheets import Sheet
from oversight.ui import formats
from oversight.ui.states import GRADES


def every_row(basis: Basis) -> list[RankRow]:
    """The ranking without paging."""
    return [rank_row(basis, row, n) for n, row in enumerate(chosen_rows(basis), 1)]


def named(basis: Basis, table: str) -> str:
    """The file's name: place, month, table."""
    return f"{basis.place.name}{formats.month(basis.address.month)}{table}"


def notes(basis: Basis) -> list[str]:
    """What every exported table says of itself."""
    snapshot = basis.view.answer["snapshot"]
    found = [headline(basis), words.kinds(basis.address.kinds)]
    if snapshot["version"] is None:
        found.append(_("未冻结，数字会变，截至 %(at)s") % {"at": formats.moment(basis.view.as_of)})
    else:
        values = {"version": snapshot["version"], "sha256": snapshot["sha256"]}
        found.append(_("冻结第 %(version)d 版，校验值 %(sha256)s") % values)
    return found


def ranking(basis: Basis) -> Sheet:
    """排序表."""
    heads = (
        _("名称"), _("件数"), _("预期"), _("正常范围下限"), _("正常范围上限"), _("上月件数"), _("环比"),
        _("上年同期件数"), _("同比"), _("双升"), _("判断"), _("理由"),
    )  # fmt: skip
    return Sheet(
        named(basis, _("排序表")),
        heads,
        [rank_cells(row) for row in every_row(basis)],
        notes(basis),
    )


def rank_cells(row: RankRow) -> list[object]:
    """One row of the ranking."""
    bar = row.interval
    return [
        row.name,
        row.count,
        round(bar.expected, 1) if bar else None,
        round(bar.low, 1) if bar else None,
        round(bar.high, 1) if bar else None,
        row.previous,
        row.mom if row.mom is not None else row.mom_words,
        row.last_year,
        row.yoy if row.yoy is not None else row.yoy_words,
        rise_word(row.double_rise),
        str(GRADES[row.grade][0]) if row.grade else "",
        " ".join(row.reasons),
    ]


def rise_word(code: str) -> str:
    """The direction in words."""
    return {"yes": _("双升"), "no": _("未双升"), "manual": _("须人工研判")}[code]


def rates(basis: Basis) -> Sheet:
    """办理质量."""
    heads = (
        _("指标"), _("公式"), _("值"), _("95%区间下限"), _("95%区间上限"), _("分子"), _("分母"), _("不计入"),
    )  # fmt: skip
    rows = []
    for row in quality.quality(basis, basis.rows):
        rate = row.rate
        parts: Sequence[object] = (
            (rate.value, rate.low, rate.high, rate.numerator, rate.denominator, rate.excluded)
            if rate
            else (_("来源没有这一项"),)
        )
        rows.append([row.name, row.formula, *parts])
    return Sheet(named(basis, _("办理质量")), heads, rows, notes(basis))


def heat(basis: Basis) -> Sheet:
    """单位与月份."""
    found = courses.heat(basis, [row["name"] for row in chosen_rows(basis)])
    heads = [_("名称"), *[formats.month(month) for month in found.months]]
    rows = [[row.name, *[cell.seen for cell in row.cells]] for row in found.rows]
    return Sheet(named(basis, _("单位与月份")), heads, rows, notes(basis))


def trend(basis: Basis) -> Sheet:
    """走势."""
    shown = every_row(basis)
    found = courses.trend(basis, chosen_name(basis, shown))
    heads = (_("月份"), _("件数"), _("正常范围下限"), _("正常范围上限"))
    rows = [[one.label, one.value, one.low, one.high] for one in found.points]
    return Sheet(named(basis, found.title), heads, rows, notes(basis))


def kind_flow(basis: Basis) -> Sheet:
    """类别流向."""
    found = flow.kind_flow(basis)
    heads = [_("受理时 → 现在"), *(found.heads if found else ())]
    rows = [
        [row.name, *[cell.count for cell in row.cells]] for row in (found.rows if found else ())
    ]
    return Sheet(named(basis, _("类别流向")), heads, rows, notes(basis))


def unit_flow(basis: Basis) -> Sheet:
    """单位流向."""
    found = flow.unit_flow(basis, limit=None)
    rows = [[move.before, move.after, move.count] for move in (found.moves if found else ())]
    heads = (_("首办单位"), _("承办单位"), _("件数"))
    return Sheet(named(basis, _("单位流向")), heads, rows, notes(basis))


def categories(basis: Basis) -> Sheet:
    """类别."""
    address = replace(basis.address, by="category", show="all", q="", sort="", unit=None)
    if basis.generation is None:
        return Sheet(named(basis, _("类别")), (_("名称"), _("件数")), (), notes(basis))
    return replace(ranking(Basis.of(basis.place, address, False)), name=named(basis, _("类别")))


def squares(basis: Basis) -> Sheet:
    """位置."""
    found = squares_map.squares_map(basis)
    heads = (_("纬度（格中心）"), _("经度（格中心）"), _("件数"))
    rows = [
        [float(dot.latitude), float(dot.longitude), dot.count]
        for dot in (found.dots if found else ())
    ]
    return Sheet(named(basis, _("位置")), heads, rows, notes(basis))


TABLES: dict[str, Callable[[Basis], Sheet]] = {
    "ranking": ranking,
    "quality": rates,
    "heat": heat,
    "trend": trend,
    "kind-flow": kind_flow,
    "unit-flow": unit_flow,
    "categories": categories,
    "map": squares,
}
