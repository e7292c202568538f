"""满意度测评: how the grades on rating ballots become a result (procedures §2.3).

No statute fixes a threshold: rule, base and the case of exactly one half are what the body adopted before
the rating. Shares are exact fractions; they are rounded for display only and ranked as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from oversight.voting.rules.bases import gettext_noop

Grade = Literal["satisfied", "basically_satisfied", "dissatisfied"]
ExactlyHalf = Literal["counts", "does_not"]

BY_SATISFIED = gettext_noop("满意 %(count)d 票，达到 %(base)d 的半数，为满意。")
BY_BROAD = gettext_noop(
    "满意 %(satisfied)d 票未达到 %(base)d 的半数，加基本满意共 %(count)d 票，达到半数，为基本满意。"
)
BY_NEITHER = gettext_noop("满意加基本满意共 %(count)d 票，未达到 %(base)d 的半数，为不满意。")
EXACTLY_HALF_COUNTS = gettext_noop("恰好半数，按通过的办法视为达到。")
EXACTLY_HALF_FAILS = gettext_noop("恰好半数，按通过的办法视为未达到。")
TOO_FEW = gettext_noop("参加测评 %(count)d 人，不到 %(least)d 人，不出结果。")
NOBODY_LEFT = gettext_noop("应到人员都回避，没有人可以测评，不出结果。")
BY_SHARE = gettext_noop("按%(base)d 票计算，达到“%(grade)s”的界限。")


@dataclass(frozen=True)
class Rating:
    """测评票数. ``unknown`` are 不了解 or blank; ``base`` all who may rate (组成人员 less the recused), whoever came."""

    base: int
    satisfied: int
    basically_satisfied: int
    dissatisfied: int
    unknown: int = 0

    @property
    def ballots(self) -> int:
        """有效票: those that gave a grade."""
        return self.satisfied + self.basically_satisfied + self.dissatisfied

    @property
    def broad(self) -> int:
        """满意加基本满意."""
        return self.satisfied + self.basically_satisfied


@dataclass(frozen=True)
class Rated:
    """The outcome: a grade or none, both rates by their own names, and why."""

    grade: Grade | None
    satisfied_rate: Fraction | None
    broad_rate: Fraction | None
    reasons: tuple[tuple[str, str, dict[str, int | str]], ...] = ()


@dataclass(frozen=True)
class Adopted:
    """通过的测评规则, as a poll keeps it: method, the case of exactly one half, limits, 不了解, least raters."""

    method: Literal["half", "share", "rates"]
    exactly_half: ExactlyHalf = "counts"
    satisfied_from: Fraction = Fraction(8, 10)
    basically_from: Fraction = Fraction(1, 2)
    unknown_counts: bool = False
    least_raters: int = 0


CODES: Mapping[str, Adopted] = {
    "half_of_all_counts": Adopted("half", exactly_half="counts"),
    "half_of_all_does_not": Adopted("half", exactly_half="does_not"),
    "by_share": Adopted("share"),
    "share_80_50": Adopted("share"),
    "rates_only": Adopted("rates"),
    "rates_only_unknown_counts": Adopted("rates", unknown_counts=True),
}
"""What each rule code says by itself: how votes were counted before the rulebook had ratings."""


def adopted(code: str, values: Mapping[str, int]) -> Adopted:
    """The rule of a poll: its code, and what it keeps of the rulebook (an older poll keeps nothing)."""
    rule = CODES[code]
    if "satisfied_from" in values:
        rule = replace(
            rule,
            satisfied_from=Fraction(values["satisfied_from"], 100),
            basically_from=Fraction(values["basically_from"], 100),
        )
    return replace(rule, least_raters=values.get("least_raters", 0))


def grade(rule: Adopted, rating: Rating) -> Rated:
    """One row by the adopted rule; below the least number of raters neither grade nor rate is told."""
    if rating.base <= 0:
        return Rated(None, None, None, (("nobody_may_rate", NOBODY_LEFT, {}),))
    if rule.method == "half":
        return half_of_all(rating, exactly_half=rule.exactly_half, least_raters=rule.least_raters)
    if rule.method == "share":
        return by_share(
            rating,
            satisfied_from=rule.satisfied_from,
            basically_from=rule.basically_from,
            least_raters=rule.least_raters,
        )
    return rates_only(rating, unknown_counts=rule.unknown_counts, least_raters=rule.least_raters)


def rates(rating: Rating, *, unknown_counts: bool = False) -> tuple[Fraction | None, ...]:
    """满意率 and 满意加基本满意率; whether 不了解 stays in the denominator is said by the caller."""
    denominator = rating.ballots + (rating.unknown if unknown_counts else 0)
    if denominator == 0:
        return None, None
    return Fraction(rating.satisfied, denominator), Fraction(rating.broad, denominator)


def reaches_half(count: int, base: int, exactly_half: ExactlyHalf) -> bool:
    """半数: the adopted rule says whether exactly half is enough."""
    return 2 * count > base or (2 * count == base and exactly_half == "counts")


def half_of_all(rating: Rating, *, exactly_half: ExactlyHalf, least_raters: int = 0) -> Rated:
    """规则 A 全体半数: 满意 reaches half of all → 满意; 满意加基本满意 does → 基本满意; else 不满意."""
    plain, broad = rates(rating)
    if (missing := too_few(rating, least_raters)) is not None:
        return Rated(None, None, None, (missing,))
    steps: tuple[tuple[Grade, int, str, str], ...] = (
        ("satisfied", rating.satisfied, "by_satisfied", BY_SATISFIED),
        ("basically_satisfied", rating.broad, "by_broad", BY_BROAD),
    )
    for reached, count, code, text in steps:
        if reaches_half(count, rating.base, exactly_half):
            return Rated(reached, plain, broad, because(rating, count, code, text, exactly_half))
    reasons = because(rating, rating.broad, "by_neither", BY_NEITHER, exactly_half)
    return Rated("dissatisfied", plain, broad, reasons)


def by_share(
    rating: Rating,
    *,
    satisfied_from: Fraction,
    basically_from: Fraction,
    least_raters: int = 0,
) -> Rated:
    """规则 C 百分比: the share of 满意 among the ballots against two limits, both included."""
    plain, broad = rates(rating)
    missing = too_few(rating, max(1, least_raters))
    if missing is not None or plain is None:
        return Rated(None, None, None, (missing,) if missing else ())
    reached: Grade = "dissatisfied"
    if plain >= satisfied_from:
        reached = "satisfied"
    elif plain >= basically_from:
        reached = "basically_satisfied"
    values: dict[str, int | str] = {"base": rating.ballots, "grade": reached}
    return Rated(reached, plain, broad, (("by_share", BY_SHARE, values),))


def rates_only(rating: Rating, *, unknown_counts: bool = False, least_raters: int = 0) -> Rated:
    """规则 D 只公布比率: no grade."""
    if (missing := too_few(rating, least_raters)) is not None:
        return Rated(None, None, None, (missing,))
    plain, broad = rates(rating, unknown_counts=unknown_counts)
    return Rated(None, plain, broad)


def too_few(rating: Rating, least: int) -> tuple[str, str, dict[str, int | str]] | None:
    """A group too small to show a result, so that nobody is identifiable; never a 0."""
    if rating.ballots >= least:
        return None
    return "too_few_raters", TOO_FEW, {"count": rating.ballots, "least": least}


def because(
    rating: Rating, count: int, code: str, text: str, exactly_half: ExactlyHalf
) -> tuple[tuple[str, str, dict[str, int | str]], ...]:
    """The sentence of a grade, and the case of exactly one half where it occurs."""
    values: dict[str, int | str] = {
        "count": count,
        "base": rating.base,
        "satisfied": rating.satisfied,
    }
    reasons = [(code, text, values)]
    if rating.base in {2 * rating.satisfied, 2 * rating.broad}:
        note = EXACTLY_HALF_COUNTS if exactly_half == "counts" else EXACTLY_HALF_FAILS
        reasons.append(("exactly_half", note, {}))
    return tuple(reasons)
