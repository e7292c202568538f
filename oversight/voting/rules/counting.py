"""计票: from a sheet and a rule to what passed, what is tied, and how many places stay open.

The order of items or ballots decides nothing: a tie across the k-th place is never broken here, it is
voted on again among the tied alone (procedures §2.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from oversight.voting.rules.bases import CountingRule, gettext_noop
from oversight.voting.rules.sheets import Finding, Item, Sheet, broken_sums, is_void

Status = Literal["valid", "refused", "void"]

NO_MAJORITY = gettext_noop("“%(name)s”赞成 %(yes)d 票，没有超过全体 %(base)d 人的半数，不通过。")
PASSED = gettext_noop("“%(name)s”赞成 %(yes)d 票，超过全体 %(base)d 人的半数，通过。")
BEYOND_K = gettext_noop("“%(name)s”赞成 %(yes)d 票，超过半数，但不在得票最多的 %(k)d 项之内。")
TIED = gettext_noop("%(names)s赞成票都是 %(yes)d 票，超出应选的 %(k)d 项，只对这几项再次表决。")
OPEN = gettext_noop("还缺 %(count)d 项：由通过的表决办法决定另行表决或少选。")


@dataclass(frozen=True)
class Count:
    """The outcome of a sheet under a rule; names in the order of most yes first."""

    status: Status
    passed: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    open_places: int | None = None
    reasons: tuple[Finding, ...] = ()


def count(sheet: Sheet, rule: CountingRule, k: int | None = None) -> Count:
    """The result of a sheet; refused or void sheets have none."""
    if (void := is_void(sheet)) is not None:
        return Count("void", open_places=k, reasons=(void,))
    reasons = broken_sums(sheet)
    if not rule.is_quorate(sheet.present, sheet.base):
        values: dict[str, int | str] = {"present": sheet.present, "base": sheet.base}
        reasons.append(Finding("not_quorate", rule.quorum_text, values, "present"))
    if reasons:
        return Count("refused", open_places=k, reasons=tuple(reasons))
    ordered = sorted(sheet.items, key=lambda item: -item.yes)
    majority = [item for item in ordered if rule.passes(item.yes, sheet.base)]
    chosen, tied = best(majority, k)
    found = tuple(item.name for item in chosen)
    return Count(
        "valid",
        passed=found,
        tied=tuple(item.name for item in tied),
        open_places=None if k is None else k - len(found),
        reasons=tuple(explain(sheet, ordered, majority, chosen, tied, k)),
    )


def best(majority: Sequence[Item], k: int | None) -> tuple[list[Item], list[Item]]:
    """The k with most yes of those that pass, and those tied across the k-th place."""
    if k is None or len(majority) <= k:
        return list(majority), []
    at_the_edge = majority[k - 1].yes if k else majority[0].yes + 1
    if majority[k].yes < at_the_edge:
        return list(majority[:k]), []
    above = [item for item in majority if item.yes > at_the_edge]
    return above, [item for item in majority if item.yes == at_the_edge]


def explain(
    sheet: Sheet,
    ordered: Sequence[Item],
    majority: Sequence[Item],
    chosen: Sequence[Item],
    tied: Sequence[Item],
    k: int | None,
) -> list[Finding]:
    """Why each item stands where it does, in the words of the announcement."""
    found = []
    for item in ordered:
        values: dict[str, int | str] = {"name": item.name, "yes": item.yes, "base": sheet.base}
        where = f"items[{sheet.items.index(item)}]"
        if item in chosen:
            found.append(Finding("passed", PASSED, values, where))
        elif item not in majority:
            found.append(Finding("no_majority", NO_MAJORITY, values, where))
        elif item not in tied:
            found.append(Finding("beyond_the_places", BEYOND_K, {**values, "k": k or 0}, where))
    if tied:
        names = "、".join(f"“{item.name}”" for item in tied)
        values = {"names": names, "yes": tied[0].yes, "k": k or 0}
        found.append(Finding("tied", TIED, values, "items"))
    if k is not None and not tied and len(chosen) < k:
        found.append(Finding("open_places", OPEN, {"count": k - len(chosen)}, "k"))
    return found
