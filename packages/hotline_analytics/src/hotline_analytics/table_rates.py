"""The identities of a monthly table (月报表的勾稽关系): sums, bounds and what each rate divides.

Decides which relations hold by the meaning of the words alone. Whatever an office defines in
its own way (what counts as 应办结, who was asked) is declared in the mapping.
"""

from __future__ import annotations

from dataclasses import dataclass

from .table_columns import ADDITIVE, ALIASES

Term = tuple[str, ...]


@dataclass(frozen=True)
class Sum:
    """`parts` add up to the first of `wholes` that the row gives; `or_equals`: another reading."""

    wholes: tuple[str, ...]
    parts: tuple[str, ...]
    or_equals: tuple[str, ...] = ()


@dataclass(frozen=True)
class RateRule:
    """What a rate divides: any numerator over any denominator that the row gives (each a sum).

    `wider` are wholes of which the true denominator can only be a part (the people asked are
    some of those whose tickets were closed), so the rate cannot be below numerator / wider.
    """

    name: str
    numerators: tuple[Term, ...]
    denominators: tuple[Term, ...]
    wider: tuple[Term, ...] = ()
    declared: bool = False


SUMS: tuple[Sum, ...] = (
    # 受理 either includes what was carried over, or it is the new tickets alone.
    Sum(("count",), ("new", "carried_over"), or_equals=("new",)),
    Sum(("count",), ("valid", "invalid")),
)
BOUNDS: tuple[tuple[Term, str], ...] = (
    (("on_time",), "due"),
    (("on_time", "overdue"), "due"),
    (("resolved", "unresolved"), "closed"),
    (("resolved",), "closed"),
    (("satisfied", "basically_satisfied", "dissatisfied"), "visited"),
    (("satisfied",), "visited"),
    (("dissatisfied",), "visited"),
    (("valid",), "count"),
    (("invalid",), "count"),
    (("new",), "count"),
)
CLOSED_MAY_COME_FROM: tuple[Term, ...] = (
    ("count",), ("dispatched",), ("valid",), ("new",), ("count", "carried_over"), ("new", "carried_over"),
)  # fmt: skip
ASKED: tuple[Term, ...] = (
    ("satisfied", "basically_satisfied", "dissatisfied"),
    ("satisfied", "dissatisfied"),
    ("visited",),
)
WORK: tuple[Term, ...] = (
    ("due",), ("dispatched",), ("valid",), ("count",), ("new",), ("count", "carried_over"), ("closed", "open"),
)  # fmt: skip
RATES: dict[str, RateRule] = {
    rule.name: rule
    for rule in (
        RateRule("closing_rate", (("closed",),), WORK),
        RateRule("on_time_rate", (("on_time",),), (("closed",), ("on_time", "overdue"), *WORK[:4])),
        RateRule(
            "resolution_rate",
            (("resolved",),),
            (("resolved", "unresolved"), ("visited",)),
            (("closed",),),
        ),
        RateRule(
            "satisfaction_rate",
            (("satisfied",), ("satisfied", "basically_satisfied")),
            ASKED,
            (("closed",),),
        ),
        RateRule("dissatisfied_rate", (("dissatisfied",),), ASKED, (("closed",), ("count",))),
    )
}


def parse_rate(name: str, formula: str) -> RateRule:
    """Read a declared formula such as "closed/due" or "(satisfied+basically_satisfied)/visited"."""
    sides = formula.split("/")
    if len(sides) != 2:
        raise ValueError(formula)
    return RateRule(name, (_term(sides[0]),), (_term(sides[1]),), declared=True)


def _term(text: str) -> Term:
    names = tuple(ALIASES.get(part.strip(), part.strip()) for part in text.strip(" ()").split("+"))
    for name in names:
        if name not in ADDITIVE:
            raise ValueError(name or text)
    return names
