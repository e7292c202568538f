"""双升规则的参数 (double_rise): window, kinds, optional guards and what grades a rise (procedures §5 d).

“到7月底”可以指 7 月一个月，也可以指 1 至 7 月；采用哪一种由本级通过。 All guards are off unless adopted.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import ClassVar

from hotline_analytics.grading import GradingParameters
from hotline_analytics.tickets import KINDS

from oversight.rulebooks.sections.fields import Item, Problem, Section
from oversight.rulebooks.sections.fields import gettext_noop as _

WINDOWS = (("month", _("当月")), ("ytd", _("本年累计")))
KIND_WORDS = {
    "complaint": _("投诉"),
    "help": _("求助"),
    "consultation": _("咨询"),
    "suggestion": _("建议"),
    "report": _("举报"),
    "praise": _("表扬"),
    "unknown": _("未分类别"),
}
RULE = _("本级关于运用热线数据开展监督的决议（参照淄博市 2020 年 7 月 31 日决议）")
METHOD = _("判断方法见“怎样计算”；参数由本级通过")


@dataclass(frozen=True)
class DoubleRise(Section):
    """双升规则的参数; ``grading`` gives the part that the analytics package reads."""

    NAME: ClassVar[str] = "double_rise"
    TITLE: ClassVar[str] = _("双升规则")
    ABOUT: ClassVar[str] = _(
        "件数同时高于上月和上年同期的单位提请研判。这里定期间、诉求类别、附加条件和判断等级的参数。"
    )
    BASIS: ClassVar[str] = RULE

    window: str = "month"
    kinds: tuple[str, ...] = ()
    guard_count: int = 0
    guard_rate: float = 0.0
    guard_rolling: bool = False
    fdr: float = 0.05
    weak_p: float = 0.05
    min_count: int = 10
    min_ratio: float = 1.2
    history_months: int = 36
    own_months: int = 24
    floor: float = 1.0
    default_dispersion: float = 6.5
    default_weight: float = 2.0
    shock_units: int = 5
    shock_rise: float = 0.05
    shock_p: float = 0.01
    share_required: bool = False

    ITEMS: ClassVar[tuple[Item, ...]] = (
        Item(
            "window", _("期间"), "choice", RULE, _("“到7月底”指当月还是1月至7月"), choices=WINDOWS
        ),
        Item(
            "kinds",
            _("计入的诉求类别"),
            "choices",
            RULE,
            _("都不选，全部计入"),
            choices=tuple((code, KIND_WORDS.get(code, code)) for code in KINDS),
            blank=True,
        ),
        Item(
            "guard_count",
            _("附加条件：最少件数"),
            "integer",
            RULE,
            _("0 为不设；少于此数的双升不提请研判"),
            _("件"),
            least=0,
            most=100_000,
            zero=_("不设"),
        ),
        Item(
            "guard_rate",
            _("附加条件：最小升幅"),
            "number",
            RULE,
            _("0 为不设；0.1 指同比、环比都须升 10% 以上"),
            least=0,
            most=10,
            zero=_("不设"),
        ),
        Item(
            "guard_rolling",
            _("附加条件：近三个月合计也高于上年同期"),
            "yes_no",
            RULE,
            _("缺上年数字的，由人工研判"),
        ),
        Item("fdr", _("错误发现率（强）"), "number", METHOD, least=0.001, most=0.5),
        Item("weak_p", _("单独显著水平（弱）"), "number", METHOD, least=0.001, most=0.5),
        Item(
            "min_count", _("最少件数（强）"), "integer", METHOD, "", _("件"), least=0, most=100_000
        ),
        Item("min_ratio", _("最小倍数（强）"), "number", METHOD, "", _("倍"), least=1, most=10),
        Item(
            "history_months",
            _("估计起伏所用月数"),
            "integer",
            METHOD,
            "",
            _("个月"),
            least=2,
            most=120,
        ),
        Item(
            "own_months",
            _("用本单位起伏所需月数"),
            "integer",
            METHOD,
            "",
            _("个月"),
            least=2,
            most=120,
        ),
        Item("floor", _("离散系数下限"), "number", METHOD, least=1, most=100),
        Item("default_dispersion", _("没有历史时的离散系数"), "number", METHOD, least=1, most=1000),
        Item("default_weight", _("该值的权重"), "number", METHOD, least=0, most=1000),
        Item(
            "shock_units",
            _("判断普遍上升所需单位数"),
            "integer",
            METHOD,
            least=2,
            most=1000,
        ),
        Item("shock_rise", _("普遍上升的中位升幅"), "number", METHOD, least=0, most=10),
        Item("shock_p", _("普遍上升的显著水平"), "number", METHOD, least=0.0001, most=0.5),
        Item("share_required", _("普遍上升的月份，强须份额也上升"), "yes_no", METHOD),
    )

    @property
    def grading(self) -> GradingParameters:
        """The parameters as the analytics package takes them."""
        return GradingParameters(
            **{one.name: getattr(self, one.name) for one in fields(GradingParameters)}
        )

    @property
    def kinds_asked(self) -> frozenset[str] | None:
        """The kinds that count; None for all."""
        return frozenset(self.kinds) or None

    def problems(self) -> tuple[Problem, ...]:
        """Own history cannot be longer than the history that is looked at."""
        if self.own_months > self.history_months:
            text = _("“用本单位起伏所需月数”不能多于“估计起伏所用月数”。")
            return (Problem("own_beyond_history", text, "own_months"),)
        return ()
