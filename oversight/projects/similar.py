"""相近的建议: what others have proposed already, by titles that anybody may read.

Only what a person has looked at, and nothing with a number, a plate or an address in it. The index of a year is
kept in memory until something of the year changes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import Count, Max

from oversight.projects.models import ProjectYear
from oversight.projects.queries.years import proposals_of
from oversight.projects.rules.spam import folded

SHOWN = 5
LEAST = 0.28
SHORTEST = 4
PUBLIC = ("received", "turned", "taken", "not_taken")


@dataclass(frozen=True)
class Similar:
    """一条相近的建议: what anybody may read of it."""

    number: int
    title: str
    where: str
    state: str
    score: float


@dataclass
class Index:
    """Pairs of signs of every title, and in which titles each pair stands."""

    rows: list[tuple[int, str, str, str]] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    postings: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


def similar_to(year: ProjectYear, text: str, limit: int = SHOWN) -> list[Similar]:
    """The public titles that say nearly the same, the nearest first."""
    asked = pairs(text)
    if len(asked) < SHORTEST - 1:
        return []
    rows = proposals_of(year).filter(state__in=PUBLIC).exclude(seen_at=None).order_by()
    mark = rows.aggregate(n=Count("pk"), last=Max("seen_at"), decided=Max("decided_at"))
    index = index_of(year.pk, str(sorted(mark.items(), key=lambda item: item[0])))
    shared: dict[int, int] = defaultdict(int)
    for pair in asked:
        for at in index.postings.get(pair, ()):
            shared[at] += 1
    found = []
    for at, common in shared.items():
        score = 2 * common / (len(asked) + index.sizes[at])
        if score >= LEAST:
            number, title, where, state = index.rows[at]
            found.append(Similar(number, title, where, state, score))
    return sorted(found, key=lambda one: (-one.score, one.number))[:limit]


@lru_cache(maxsize=16)
def index_of(year_id: int, _mark: str) -> Index:
    """The index of a year as it stood when ``_mark`` was taken."""
    from oversight.projects.models import Proposal

    year = ProjectYear.objects.in_scope(_anywhere()).get(pk=year_id)
    index = Index()
    states = dict(Proposal.STATES)
    rows = proposals_of(year).filter(state__in=PUBLIC).exclude(seen_at=None).order_by("pk")
    for row in rows.values_list("number", "title", "where", "state").iterator(chunk_size=2000):
        number, title, where, state = row
        if not title or is_personal(f"{title} {where}"):
            continue
        signs = pairs(title)
        for pair in signs:
            index.postings[pair].append(len(index.rows))
        index.rows.append((number, title, where, str(states[state])))
        index.sizes.append(len(signs))
    return index


def pairs(text: str) -> frozenset[str]:
    """Every two signs that stand beside each other."""
    plain = folded(text)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def is_personal(text: str) -> bool:
    """Whether something in it points to a person."""
    from hotline_analytics.masking import mask_text

    return mask_text(text) != text


def _anywhere() -> object:
    from oversight.audit.scoping import Scope

    return Scope.everywhere("the year was given by its key")
