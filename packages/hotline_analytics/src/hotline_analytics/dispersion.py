"""Dispersion (离散系数): how much more than a Poisson count a group's monthly count scatters.

Estimated from changes between months, so that level, trend and season drop out; shrunk
towards all groups by the spread of their estimates; never below the floor. How and why:
docs/hotline-grading.md. A history is a sequence of consecutive monthly counts that ends
with the month before the one judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import median

from .tails import digamma, trigamma, trigamma_inverse

CAP = 6.25
"""A squared change counts at most as this many times its expectation (2.5 deviations)."""
CAPPED_MEAN = 0.977664
"""The mean of a chi-square variable with one degree of freedom, capped at CAP."""
LEAST_SUM = 10
"""With fewer tickets than this behind its changes a group says nothing of its own."""
SEASON_MONTHS = 24
POOL_UNITS = 5
"""From so many groups on their estimates can be compared; fewer are widened for uncertainty."""
FEW_FREEDOM = 4.0

Change = tuple[float, float]
"""A squared change, and the sum it would equal on average at dispersion 1."""


@dataclass(frozen=True)
class Estimate:
    """One group's own estimate, and the degrees of freedom behind it."""

    value: float
    freedom: float
    months: int


@dataclass(frozen=True)
class Pool:
    """What all groups together say: the typical dispersion, and how much weight it deserves."""

    value: float
    freedom: float
    groups: int

    def shrink(self, own: Estimate | None, own_months: int, floor: float) -> tuple[float, bool]:
        """The dispersion to use, and whether the group's own history had a part in it."""
        if own is None or own.months < own_months:
            return max(floor, self.value), False
        weight = own.freedom + self.freedom
        mixed = (own.freedom * own.value + self.freedom * self.value) / weight
        if self.groups < POOL_UNITS:
            mixed *= 1 + 2 / weight
        return max(floor, mixed), True


def estimate_all(
    histories: Mapping[str | None, Sequence[int]],
) -> dict[str | None, Estimate]:
    """Each group's own estimate, where its history says anything."""
    steps = _season_steps(list(histories.values()))
    found = {name: estimate(history, steps) for name, history in histories.items()}
    return {name: one for name, one in found.items() if one is not None}


def estimate(history: Sequence[int], steps: Mapping[int, float]) -> Estimate | None:
    """The dispersion of one history; of two views the season-free one wins if far smaller."""
    changes = _monthly_changes(history, steps)
    if len(changes) < 3 or sum(scale for _, scale in changes) < LEAST_SUM:
        return None
    value, freedom = _capped_mean(changes), _freedom(len(changes), 2, {1: -1})
    seasonal = _seasonal_changes(history)
    if len(seasonal) >= SEASON_MONTHS - 13:
        other = _capped_mean(seasonal)
        if other < 0.5 * value:
            value = other
            freedom = _freedom(len(seasonal), 4, {1: -2, 11: 1, 12: -2, 13: 1})
    return Estimate(value, freedom, len(history))


def _season_steps(histories: Sequence[Sequence[int]]) -> dict[int, float]:
    """The common change into each calendar month, counted back from the month judged (0–11)."""
    known = [history for history in histories if len(history) >= SEASON_MONTHS]
    if len(known) < POOL_UNITS:
        return {}
    after, before = [0.0] * 12, [0.0] * 12
    for history in known:
        for back in range(1, len(history)):
            after[back % 12] += history[-back]
            before[back % 12] += history[-back - 1]
    return {i: after[i] / before[i] for i in range(12) if after[i] and before[i]}


def _monthly_changes(history: Sequence[int], steps: Mapping[int, float]) -> list[Change]:
    """Changes from month to month, less the common change into that calendar month."""
    result = []
    for back in range(1, len(history)):
        step, now, then = steps.get(back % 12, 1.0), history[-back], history[-back - 1]
        result.append(((now - step * then) ** 2, now + step * step * then))
    return result


def _seasonal_changes(history: Sequence[int]) -> list[Change]:
    """Changes from month to month less the same change a year before: free of any season."""
    result: list[Change] = []
    for t in range(13, len(history)):
        a, b, c, d = history[t], history[t - 1], history[t - 12], history[t - 13]
        result.append(((a - b - c + d) ** 2, a + b + c + d))
    return result


def _capped_mean(changes: Sequence[Change]) -> float:
    """The mean ratio of squared change to its scale, no single change counting beyond CAP.

    Changes weigh by their scale, but none more than twice the usual: a flood is no evidence.
    """
    usual = median(scale for _, scale in changes)
    weighed = [
        (square / scale, min(scale, 2 * usual or scale)) for square, scale in changes if scale > 0
    ]
    total = sum(weight for _, weight in weighed)
    if total <= 0:
        return 0.0
    value = sum(ratio * weight for ratio, weight in weighed) / total
    for _ in range(100):
        capped = sum(min(ratio, CAP * value) * weight for ratio, weight in weighed)
        next_value = capped / total / CAPPED_MEAN
        if abs(next_value - value) <= 1e-6 * value:
            break
        value = next_value
    return value


def _freedom(count: int, variance: int, covariances: Mapping[int, int]) -> float:
    """Degrees of freedom of a mean of squares of changes that overlap each other."""
    overlap = sum(max(0, count - lag) * c * c for lag, c in covariances.items())
    return (count * variance) ** 2 / (count * variance**2 + 2 * overlap)


def pool(estimates: Sequence[Estimate], default: float, default_weight: float) -> Pool:
    """What all groups say together, with a cautious default where they say little."""
    freedom = sum(one.freedom for one in estimates)
    if len(estimates) < POOL_UNITS:
        weighted = sum(one.freedom * one.value for one in estimates)
        value = (weighted + default_weight * default) / (freedom + default_weight)
        return Pool(value, FEW_FREEDOM, len(estimates))
    value, prior = _spread(estimates)
    mixed = (freedom * value + default_weight * default) / (freedom + default_weight)
    return Pool(mixed, prior, len(estimates))


def _spread(estimates: Sequence[Estimate]) -> tuple[float, float]:
    """Centre and weight of the estimates' distribution (empirical Bayes, after Smyth 2004)."""
    centred = [
        log(max(one.value, 0.2)) - digamma(one.freedom / 2) + log(one.freedom / 2)
        for one in estimates
    ]
    mean = sum(centred) / len(centred)
    variance = sum((one - mean) ** 2 for one in centred) / (len(centred) - 1)
    noise = sum(trigamma(one.freedom / 2) for one in estimates) / len(estimates)
    prior = min(100.0, max(4.0, 2 * trigamma_inverse(variance - noise)))
    return exp(mean + digamma(prior / 2) - log(prior / 2)), prior
