"""测评人的回避: who leaves the denominator of which option, by rule or declared (procedures §2.3 vi, §3 b, §9).

Nobody in a rated unit rates it. The statutory majority is of all deputies or members, so only ratings know
recusal. One secret ballot covers every row and ballots must not differ, so the recused leave their row empty:
it is among the silent of the row, and the row may have no more grades than there are others present.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from oversight.voting.rules.bases import gettext_noop

OWN_UNIT = gettext_noop("在被测评单位任职")
ONESELF = gettext_noop("本人是测评对象")


@dataclass(frozen=True)
class Rater:
    """名册上的一人, with the units and bodies that person belongs to: public id → post."""

    person: str
    name: str
    belongs: Mapping[str, str]
    counts_in_base: bool = True
    present: bool = False
    mode: str = "hall"


@dataclass(frozen=True)
class Recusal:
    """回避的一条: ``detail`` is the post found; ``present`` and ``mode`` as the roll has the person."""

    option: str
    person: str
    name: str
    reason: str
    detail: str = ""
    by_rule: bool = False
    counts_in_base: bool = True
    present: bool = False
    mode: str = "hall"

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Recusal:
        """The row as ``as_row`` wrote it."""
        names = cls.__dataclass_fields__
        return cls(**{name: row[name] for name in names if name in row})

    def as_row(self) -> dict[str, Any]:
        return asdict(self)

    def is_of(self, rater: Rater) -> bool:
        """Whether it is this rater's."""
        return self.person == rater.person if self.person else self.name == rater.name


def found(
    raters: Sequence[Rater], rated: Mapping[str, frozenset[str]], candidates: Iterable[str] = ()
) -> list[Recusal]:
    """By rule: who belongs to what an option is about, or is it. ``rated``: option → ids of units and bodies."""
    named = frozenset(candidates)
    recused = []
    for option, ids in rated.items():
        for rater in raters:
            own = sorted(rater.belongs[one] for one in ids & set(rater.belongs))
            if is_rated(rater, option, named, single=len(rated) == 1):
                recused.append(recusal(option, rater, ONESELF, by_rule=True))
            elif own:
                recused.append(recusal(option, rater, OWN_UNIT, own[0], by_rule=True))
    return recused


def is_rated(rater: Rater, option: str, candidates: frozenset[str], *, single: bool) -> bool:
    """Whether the option is this rater; where candidates are given, a namesake of one of them is not."""
    if candidates and rater.person:
        return rater.person in candidates and (single or rater.name == option)
    return rater.name == option


def recusal(
    option: str, rater: Rater, reason: str, detail: str = "", *, by_rule: bool = False
) -> Recusal:
    """One rater's recusal from one option."""
    return Recusal(
        option,
        rater.person,
        rater.name,
        reason,
        detail,
        by_rule,
        rater.counts_in_base,
        rater.present,
        rater.mode,
    )


def merged(
    raters: Sequence[Rater], by_rule: Sequence[Recusal], declared: Iterable[Recusal]
) -> list[Recusal]:
    """Those found, then those declared of people on this roll that the rule had not found."""
    rows = list(by_rule)
    for one in declared:
        rater = next((each for each in raters if one.is_of(each)), None)
        if rater is None or any(row.option == one.option and row.is_of(rater) for row in rows):
            continue
        rows.append(recusal(one.option, rater, one.reason, one.detail))
    return rows


def leaving(rows: Iterable[Recusal], options: Sequence[str]) -> tuple[int, ...]:
    """By option, how many leave its base."""
    found = [one.option for one in rows if one.counts_in_base]
    return tuple(found.count(option) for option in options)


def silent(
    rows: Iterable[Recusal], options: Sequence[str], modes: frozenset[str]
) -> tuple[int, ...]:
    """By option, how many of those present in these modes leave its row empty."""
    found = [one.option for one in rows if one.counts_in_base and one.present and one.mode in modes]
    return tuple(found.count(option) for option in options)
