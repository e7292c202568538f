"""Grading (判断等级): how far a double rise stands out from chance.

Two one-sided tests with the group's own dispersion, the larger p-value counts;
Benjamini–Hochberg over all groups tested in the month; then ratio and minimum count.
A grade is a measure of surprise, not a verdict, and decides nothing by itself.
Method, sources and measured error: docs/hotline-grading.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Literal

from .dispersion import estimate_all, pool
from .reasons import Reason, gettext_noop
from .tails import rise_p_value

Grade = Literal["strong", "weak", "noise"]
CODE = "grading@1"


@dataclass(frozen=True)
class GradingParameters:
    """What a body may set (判断参数); stored by hash with every result."""

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

    @property
    def sha256(self) -> str:
        """The hash of the parameters as canonical JSON (RFC 8785)."""
        import rfc8785

        return hashlib.sha256(rfc8785.dumps(asdict(self))).hexdigest()


@dataclass(frozen=True)
class Tested:
    """A group with both bases above 0: the four counts that are compared."""

    name: str | None
    count: int
    month_count: int
    previous: int
    last_year: int

    @property
    def pairs(self) -> tuple[tuple[int, int], tuple[int, int]]:
        return (self.month_count, self.previous), (self.count, self.last_year)

    @property
    def rose(self) -> bool:
        return all(value > base for value, base in self.pairs)


@dataclass(frozen=True)
class Graded:
    """The judgment on one group: grade (only for a double rise), p-values, dispersion, why."""

    grade: Grade | None
    p: float
    p_share: float | None
    dispersion: float
    own_dispersion: bool
    months: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Shock:
    """How all groups moved together (普遍变化): median ratios, and whether all rose."""

    previous_ratio: float
    last_year_ratio: float
    everything_rose: bool

    def ratios(self) -> tuple[float, float]:
        return max(1.0, self.previous_ratio), max(1.0, self.last_year_ratio)


@dataclass(frozen=True)
class Grading:
    """The judgment on all groups of a month."""

    groups: Mapping[str | None, Graded] = field(default_factory=dict)
    dispersions: Mapping[str | None, float] = field(default_factory=dict)
    pool_dispersion: float = 1.0
    shock: Shock | None = None


def grade_all(
    tested: Sequence[Tested],
    histories: Mapping[str | None, Sequence[int]],
    parameters: GradingParameters,
) -> Grading:
    """Grade every tested group; histories are those of all groups, tested or not."""
    recent = {name: rows[-parameters.history_months :] for name, rows in histories.items()}
    estimates = estimate_all(recent)
    together = pool(
        list(estimates.values()), parameters.default_dispersion, parameters.default_weight
    )
    used = {
        name: together.shrink(estimates.get(name), parameters.own_months, parameters.floor)
        for name in {*recent, *(one.name for one in tested)}
    }
    dispersions = {name: value for name, (value, _) in used.items()}
    p_values = [_p_value(one, dispersions[one.name], (1.0, 1.0)) for one in tested]
    shock = _shock(tested, dispersions, parameters)
    stands = _benjamini_hochberg(p_values, parameters.fdr)
    groups = {}
    for one, p, discovered in zip(tested, p_values, stands, strict=True):
        value, own = used[one.name]
        share = _p_value(one, value, shock.ratios()) if shock else None
        months = len(recent.get(one.name, ()))
        judged = _judge(one, p, share, discovered, shock, parameters)
        reasons = judged[1] + _dispersion_reasons(one, own, value, months, parameters)
        groups[one.name] = Graded(judged[0], p, share, value, own, months, reasons)
    return Grading(groups, dispersions, max(parameters.floor, together.value), shock)


def _p_value(one: Tested, dispersion: float, odds: tuple[float, float]) -> float:
    """The larger of the two one-sided p-values."""
    return max(
        rise_p_value(value, base, dispersion, ratio)
        for (value, base), ratio in zip(one.pairs, odds, strict=True)
    )


def _benjamini_hochberg(p_values: Sequence[float], level: float) -> list[bool]:
    """Which tests stand at a false discovery rate over all of them."""
    order = sorted(p_values)
    passing = [p for rank, p in enumerate(order, 1) if p <= level * rank / len(order)]
    limit = max(passing, default=-1.0)
    return [p <= limit for p in p_values]


def _shock(
    tested: Sequence[Tested],
    dispersions: Mapping[str | None, float],
    parameters: GradingParameters,
) -> Shock | None:
    """How the tested groups moved together; None for too few groups."""
    if len(tested) < parameters.shock_units:
        return None
    ratios = [median(one.pairs[i][0] / one.pairs[i][1] for one in tested) for i in (0, 1)]
    sums = [tuple(sum(one.pairs[i][j] for one in tested) for j in (0, 1)) for i in (0, 1)]
    weight = sum(one.count for one in tested)
    mean = sum(one.count * dispersions[one.name] for one in tested) / weight if weight else 1.0
    rose = all(ratio >= 1 + parameters.shock_rise for ratio in ratios) and all(
        rise_p_value(now, base, max(1.0, mean)) <= parameters.shock_p for now, base in sums
    )
    return Shock(ratios[0], ratios[1], rose)


def _judge(
    one: Tested,
    p: float,
    share: float | None,
    discovered: bool,
    shock: Shock | None,
    parameters: GradingParameters,
) -> tuple[Grade | None, tuple[Reason, ...]]:
    """The grade of a double rise, and what kept it from a higher one."""
    if not one.rose:
        return None, ()
    reasons = [_p_reason(p)]
    smallest = min(value / base for value, base in one.pairs)
    few = min(one.count, one.month_count) < parameters.min_count
    apart = share is None or share <= parameters.weak_p
    everything = shock is not None and shock.everything_rose
    if not discovered and p <= parameters.weak_p:
        reasons.append(Reason("not_discovered", _NOT_DISCOVERED, {"fdr": parameters.fdr}))
    if discovered and smallest < parameters.min_ratio:
        values = {"ratio": f"{smallest:.2f}", "least": f"{parameters.min_ratio:g}"}
        reasons.append(Reason("ratio_below", _RATIO_BELOW, values))
    if discovered and few:
        reasons.append(Reason("count_below", _COUNT_BELOW, {"least": parameters.min_count}))
    if everything:
        reasons.append(
            Reason("share_rose", _SHARE_ROSE) if apart else Reason("share_not_up", _SHARE_NOT_UP)
        )
    held = everything and not apart and parameters.share_required
    if discovered and smallest >= parameters.min_ratio and not few and not held:
        return "strong", tuple(reasons)
    return ("weak" if p <= parameters.weak_p else "noise"), tuple(reasons)


def _p_reason(p: float) -> Reason:
    if p < 0.0001:
        return Reason("p_value", _P_SMALL)
    return Reason("p_value", _P_VALUE, {"p": f"{p:.4f}" if p < 0.1 else f"{p:.2f}"})


def _dispersion_reasons(
    one: Tested, own: bool, value: float, months: int, parameters: GradingParameters
) -> tuple[Reason, ...]:
    """Whose fluctuation the test used."""
    if not one.rose:
        return ()
    values = {"months": months, "least": parameters.own_months, "dispersion": f"{value:.1f}"}
    if own:
        return (Reason("own_dispersion", _OWN, values),)
    return (Reason("pool_dispersion", _POOLED, values),)


_P_SMALL = gettext_noop("如果没有真实上升，出现这样的双升的机会不到万分之一。")
_P_VALUE = gettext_noop("如果没有真实上升，出现这样的双升的机会约为 %(p)s。")
_NOT_DISCOVERED = gettext_noop("本月同时检验多个单位，按错误发现率 %(fdr)s 校正后不够显著。")
_RATIO_BELOW = gettext_noop("两个基期中较小的倍数为 %(ratio)s，未到 %(least)s 倍。")
_COUNT_BELOW = gettext_noop("本月件数少于 %(least)d 件。")
_SHARE_ROSE = gettext_noop("本月各单位普遍上升；扣除普遍上升后，占全部件数的份额仍明显上升。")
_SHARE_NOT_UP = gettext_noop("本月各单位普遍上升；扣除普遍上升后，占全部件数的份额没有明显上升。")
_OWN = gettext_noop("按本单位 %(months)d 个月的波动检验，离散系数 %(dispersion)s。")
_POOLED = gettext_noop(
    "本单位可用历史 %(months)d 个月，不足 %(least)d 个月，借用全部单位的波动检验，"
    "离散系数 %(dispersion)s。"
)
