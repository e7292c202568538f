"""附加条件 (guards): what a place may ask beyond the strict double rise; all are off unless adopted.

Pure. A guard never adds a unit, it only leaves one unproposed, with its reason shown; where it cannot be
computed the unit is judged by hand (procedures §5 d: no data is not zero).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; it is translated when rendered."""
    return text


CODE = "double_rise_guards@1"


@dataclass(frozen=True)
class Guards:
    """The parameters of the rulebook; 0 and False are off. ``rate`` is 0–1."""

    count: int = 0
    rate: float = 0.0
    rolling: bool = False


@dataclass(frozen=True)
class Facts:
    """One unit that rose: counts, both changes, the last three months' sum this year and last."""

    count: int
    mom: float | None
    yoy: float | None
    rolling: int | None = None
    rolling_last_year: int | None = None


@dataclass(frozen=True)
class Guarded:
    """yes: proposed; manual: cannot be told; no: below a guard, with the reason."""

    direction: str
    code: str = ""
    text: str = ""
    values: tuple[tuple[str, object], ...] = ()


YES = Guarded("yes")
Check = Callable[[Guards, Facts], Guarded]


def few(guards: Guards, facts: Facts) -> Guarded:
    """A least number of tickets."""
    if facts.count >= guards.count:
        return YES
    text = gettext_noop("附加条件：最少 %(least)d 件，本期 %(count)d 件，不提请研判。")
    return Guarded("no", "below_count", text, (("least", guards.count), ("count", facts.count)))


def small(guards: Guards, facts: Facts) -> Guarded:
    """A least rise on both counts."""
    if not guards.rate:
        return YES
    if facts.mom is None or facts.yoy is None:
        return Guarded("manual", "rate_unknown", gettext_noop("升幅无法计算，由人工研判。"))
    if min(facts.mom, facts.yoy) >= guards.rate:
        return YES
    text = gettext_noop("附加条件：同比、环比都须升 %(least)s，不提请研判。")
    return Guarded("no", "below_rate", text, (("least", f"{guards.rate:.0%}"),))


def passing(guards: Guards, facts: Facts) -> Guarded:
    """Three months together above the same three a year before."""
    if not guards.rolling:
        return YES
    if facts.rolling is None or facts.rolling_last_year is None:
        text = gettext_noop("近三个月的上年数不全，由人工研判。")
        return Guarded("manual", "rolling_unknown", text)
    if facts.rolling > facts.rolling_last_year:
        return YES
    text = gettext_noop("附加条件：近三个月合计不高于上年同期，不提请研判。")
    return Guarded("no", "below_rolling", text)


CHECKS: Sequence[Check] = (few, small, passing)


def judge(guards: Guards, facts: Facts) -> Guarded:
    """The first guard that holds the unit back, else yes."""
    for check in CHECKS:
        found = check(guards, facts)
        if found.direction != "yes":
            return found
    return YES


def three_months(
    series: Mapping[int, int], month: int, coverage: tuple[int, int] | None
) -> tuple[int | None, int | None]:
    """The sums of three months to ``month``, this year and last; None where the data do not reach."""

    def total(last: int) -> int | None:
        if coverage is None or not coverage[0] <= last - 2 <= last <= coverage[1]:
            return None
        return sum(series.get(index, 0) for index in range(last - 2, last + 1))

    return total(month), total(month - 12)
