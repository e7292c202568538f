"""小数遮盖 (suppression): hides small counts of a published list so that its total does not give them away.

Counts from 1 up to the threshold are hidden. If they alone could be worked out from the total, the smallest
counts shown are hidden with them, until at least two are hidden and these add up to at least the threshold:
then each of them could be anything from 0 to that sum. Zero is about nobody and is shown. What is hidden
depends only on the positive counts, so a month hides the same cells wherever it is published again.
"""

from __future__ import annotations

from collections.abc import Mapping

THRESHOLD = 5


def hidden_names(counts: Mapping[str, int], threshold: int = THRESHOLD) -> frozenset[str]:
    """The names whose counts must not be shown beside the total of all counts."""
    positive = sorted((count, name) for name, count in counts.items() if count > 0)
    hidden = [(count, name) for count, name in positive if count < threshold]
    if not hidden:
        return frozenset()
    for candidate in positive[len(hidden) :]:
        if is_safe([count for count, _name in hidden], threshold):
            break
        hidden.append(candidate)
    return frozenset(name for _count, name in hidden)


def is_safe(hidden: list[int], threshold: int) -> bool:
    """Whether the sum of the hidden counts, which anybody can work out, says little of each."""
    return len(hidden) >= 2 and sum(hidden) >= threshold


def total_may_be_shown(
    counts: Mapping[str, int], hidden: frozenset[str], threshold: int = THRESHOLD
) -> bool:
    """Whether the total can stand beside the list: never where too little is hidden to hide in."""
    return not hidden or is_safe([counts[name] for name in hidden], threshold)


def shown(counts: Mapping[str, int], threshold: int = THRESHOLD) -> dict[str, int | None]:
    """The list as published: hidden counts are None."""
    hidden = hidden_names(counts, threshold)
    return {name: None if name in hidden else count for name, count in counts.items()}
