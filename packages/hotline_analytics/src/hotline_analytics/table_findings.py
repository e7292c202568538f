"""Findings on a monthly table (月报核查发现): codes, sentences, places.

Each sentence states what is printed, the arithmetic against it, and what to do. Codes are stable.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .reasons import gettext_noop
from .tickets import format_month

TEXTS: dict[str, str] = {
    "unreadable_number": gettext_noop(
        "“%(printed)s”不是数字，已按空白处理。请改为数字后重新导入。"
    ),
    "negative_count": gettext_noop(
        "%(column)s印为 %(printed)s，件数不能小于 0。请核对原表后改正。"
    ),
    "fractional_count": gettext_noop(
        "%(column)s印为 %(printed)s，件数必须是整数。请核对原表后改正。"
    ),
    "bad_month": gettext_noop(
        "月份“%(printed)s”不存在或无法识别。请写成 2026-06 的样式后重新导入。"
    ),
    "missing_month": gettext_noop("这一行没有月份。请补上月份，或在导入时指定。"),
    "blank_unit": gettext_noop("这一行有数字，但承办单位是空白。请补上单位名称，或删去这一行。"),
    "stated_twice": gettext_noop(
        "同一行中%(column)s出现两次：%(printed)s 与 %(other)s，互不相同。请核对哪一个对。"
    ),
    "rate_out_of_range": gettext_noop(
        "%(column)s印为 %(printed)s，不在 0–100%% 之间。请核对原表后改正。"
    ),
    "change_below_minus_100": gettext_noop(
        "%(column)s印为 %(printed)s，降幅不能超过 100%%。请核对原表后改正。"
    ),
    "fraction_in_percent_column": gettext_noop(
        "%(column)s按百分数读取，印为 %(printed)s，即 %(read)s；看来写成了小数（应为 %(meant)s）。请核对后统一写法。"
    ),
    "percent_in_fraction_column": gettext_noop(
        "%(column)s按小数（0–1）读取，印为 %(printed)s；看来写成了百分数（应为 %(meant)s）。请改正，或在映射的 percent 中声明这一列。"
    ),
    "parts_do_not_add_up": gettext_noop(
        "分项之和与合计不符：%(sum)s，而%(column)s印为 %(printed)s，相差 %(gap)s。请向报送单位核实。"
    ),
    "parts_exceed_whole": gettext_noop(
        "部分大于整体：%(sum)s，而%(column)s只有 %(printed)s，多出 %(gap)s。请向报送单位核实。"
    ),
    "on_time_above_closed": gettext_noop(
        "按时办结 %(part)s 大于办结 %(printed)s，多出 %(gap)s，不可能。请核对原表后改正。"
    ),
    "closed_above_due": gettext_noop(
        "办结 %(part)s 大于应办结 %(printed)s，多出 %(gap)s，表上没有别的数可以解释。请核对原表后改正。"
    ),
    "rate_contradicts_parts": gettext_noop(
        "%(column)s印为 %(printed)s，但由表上的数算出：%(arithmetic)s。请核对分子、分母和比率；如果另有分母，请在映射的 [rates] 中声明。"
    ),
    "rate_below_parts": gettext_noop(
        "%(column)s印为 %(printed)s，但即使以全部件数为分母也有：%(arithmetic)s。请核对分子和比率。"
    ),
    "duplicate_row": gettext_noop(
        "与第 %(line)s 行重复（单位、月份、数字都相同）。只计一次；请删去一行。"
    ),
    "unit_twice": gettext_noop(
        "同一单位同一月份在第 %(line)s 行已出现，数字不同：%(column)s %(other)s 与 %(printed)s。暂按第 %(line)s 行计；请核对保留哪一行。"
    ),
    "units_do_not_add_up": gettext_noop(
        "%(count)s 个单位的%(column)s相加为 %(sum)s，而“%(total)s”行印为 %(printed)s，相差 %(gap)s。请核对是否漏行、重行或抄错。"
    ),
    "units_exceed_total": gettext_noop(
        "%(count)s 个单位的%(column)s相加为 %(sum)s，超过全部的 %(printed)s，多出 %(gap)s。请核对。"
    ),
    "total_rate_outside_units": gettext_noop(
        "“%(total)s”行的%(column)s印为 %(printed)s，但各单位都在 %(low)s 与 %(high)s 之间，总体比率不可能超出。请核对。"
    ),
    "previous_contradicts": gettext_noop(
        "上月量印为 %(printed)s，而 %(month)s 的%(basis)s是 %(other)s，相差 %(gap)s。请核对是否更正过数据。"
    ),
    "last_year_contradicts": gettext_noop(
        "去年同月量印为 %(printed)s，而 %(month)s 的%(basis)s是 %(other)s，相差 %(gap)s。请核对是否更正过数据。"
    ),
    "difference_contradicts": gettext_noop(
        "%(column)s印为 %(printed)s，但%(basis)s：%(arithmetic)s。请核对。"
    ),
    "mom_contradicts": gettext_noop("环比印为 %(printed)s，但%(basis)s：%(arithmetic)s。请核对。"),
    "yoy_contradicts": gettext_noop("同比印为 %(printed)s，但%(basis)s：%(arithmetic)s。请核对。"),
    "yoy_printed_for_mom": gettext_noop(
        "同比印为 %(printed)s，却正好等于与上月相比的变化：%(arithmetic)s。同比应与去年同月相比（%(known)s）；看来把环比印成了同比，请核实后改正。"
    ),
    "mom_printed_for_yoy": gettext_noop(
        "环比印为 %(printed)s，却正好等于与去年同月相比的变化：%(arithmetic)s。环比应与上月相比（%(known)s）；看来把同比印成了环比，请核实后改正。"
    ),
    "yoy_wording_for_mom": gettext_noop(
        "原文写“%(printed)s”：与上月相比是环比，同比是与去年同月相比。请按环比使用，并请报送单位改正用语。"
    ),
    "change_on_zero_base": gettext_noop(
        "%(column)s印为 %(printed)s，但基数是 0，没有增减率可言。请留空，由人工判断。"
    ),
}


@dataclass(frozen=True)
class Where:
    """The place of a finding: line in the file, heading, our column, and what the row is about."""

    line: int | None = None
    column: str | None = None
    field: str | None = None
    place: str | None = None
    unit: str | None = None
    month: int | None = None

    def as_dict(self) -> dict[str, object]:
        month = None if self.month is None else format_month(self.month)
        return {
            "line": self.line, "column": self.column, "field": self.field,
            "place": self.place, "unit": self.unit, "month": month,
        }  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """One thing that cannot be true: stable code, place, and the sentence's figures."""

    code: str
    where: Where
    figures: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def text(self) -> str:
        return TEXTS[self.code] % self.figures

    def as_dict(self) -> dict[str, object]:
        return {"code": self.code, "where": self.where.as_dict(), "text": self.text}
