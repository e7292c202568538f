"""Tail functions (尾概率): the regularised incomplete beta and the polygammas grading needs.

Written out so that no numerical library is needed at run time; tested against one.
"""

from __future__ import annotations

from math import exp, inf, lgamma, log, log1p, sqrt

_TINY = 1e-300


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b), for a, b > 0."""
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return min(1.0, front * _fraction(x, a, b) / a)
    return max(0.0, 1.0 - front * _fraction(1 - x, b, a) / b)


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta, by Lentz's method."""
    c, d = 1.0, _inverse(1 - (a + b) * x / (a + 1))
    result = d
    for m in range(1, 200 + int(5 * sqrt(max(a, b)))):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = _inverse(1 + step * d)
            c = 1 + step / c
            c = c if abs(c) > _TINY else _TINY
            factor = c * d
            result *= factor
        if abs(factor - 1) < 1e-14:
            break
    return result


def _inverse(value: float) -> float:
    return 1 / (value if abs(value) > _TINY else _TINY)


def rise_p_value(count: float, base: float, dispersion: float, odds: float = 1.0) -> float:
    """One-sided p-value of ``count`` against ``base`` (conditional binomial, scaled counts).

    Both counts are divided by the dispersion; under no rise the count's share of the sum is
    odds / (1 + odds).
    """
    if count <= 0:
        return 1.0
    return beta_cdf(odds / (1 + odds), count / dispersion, base / dispersion + 1)


def digamma(x: float) -> float:
    """The digamma function for x > 0: recurrence, then the asymptotic series."""
    result = 0.0
    while x < 10:
        result -= 1 / x
        x += 1
    s = 1 / (x * x)
    series = s * (1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s / 132))))
    return result + log(x) - 0.5 / x - series


def trigamma(x: float) -> float:
    """The trigamma function for x > 0: recurrence, then the asymptotic series."""
    result = 0.0
    while x < 10:
        result += 1 / (x * x)
        x += 1
    s = 1 / (x * x)
    series = s * (1 / 6 - s * (1 / 30 - s * (1 / 42 - s * (1 / 30 - s * 5 / 66))))
    return result + 1 / x + 0.5 * s + series / x


def trigamma_inverse(y: float) -> float:
    """The x at which trigamma is y; infinite where y is not positive."""
    if y <= 0:
        return inf
    low, high = 1e-6, 1.0
    while trigamma(high) > y and high < 1e9:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if trigamma(middle) > y else (low, middle)
    return (low + high) / 2
