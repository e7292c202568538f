"""相近的建议: what others have proposed already, by titles that anybody may read.

Only what a person has looked at, and nothing with a number, a plate or an address in it. The index of a year lies
in memory, filled when it is first asked for; what changed since is added and taken out.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import Count, Max
from text_matching import TextIndex, find_similar

from oversight.projects.models import ProjectYear, Proposal
from oversight.projects.queries.years import proposals_of

SHOWN = 5
LEAST_SCORE = 0.18
SHORTEST = 3
PUBLIC = ("received", "turned", "taken", "not_taken")


@dataclass(frozen=True)
class Similar:
    """一条相近的建议: what anybody may read of it, and the words both have."""

    number: int
    title: str
    where: str
    state: str
    shared: tuple[str, ...] = ()


@dataclass
class Kept:
    """一年的索引: the index, what is in it, and the state of the year it was brought up to."""

    index: TextIndex = field(default_factory=TextIndex)
    rows: dict[str, Similar] = field(default_factory=dict)
    mark: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)


def similar_to(year: ProjectYear, text: str, limit: int = SHOWN) -> list[Similar]:
    """The public titles that say nearly the same, the nearest first."""
    text = text.strip()
    if len(text) < SHORTEST:
        return []
    kept = kept_of(year.pk)
    with kept.lock:
        bring_up_to_date(year, kept)
    found = find_similar(text, kept.index, limit=limit, least=LEAST_SCORE)
    near = (kept.rows.get(one.key) for one in found)
    return [one for one in near if one is not None]


@lru_cache(maxsize=64)
def kept_of(year_id: int) -> Kept:
    """One index a year and process."""
    return Kept()


def bring_up_to_date(year: ProjectYear, kept: Kept) -> None:
    """Nothing to read while nothing of the year was seen, decided or deleted since."""
    rows = proposals_of(year).order_by().select_related(None)
    found = rows.values("state").annotate(
        n=Count("pk"), seen=Count("seen_at"), last=Max("seen_at"), decided=Max("decided_at")
    )
    mark = str(sorted(map(str, found)))
    if mark == kept.mark:
        return
    now = public_rows(year, kept.rows)
    for key in kept.rows.keys() - now.keys():
        kept.index.remove(key)
    for key in now.keys() - kept.rows.keys():
        kept.index.add(key, now[key].title, now[key].where)
    kept.rows, kept.mark = now, mark


def public_rows(year: ProjectYear, known: dict[str, Similar]) -> dict[str, Similar]:
    """What anybody may read of a year's proposals, by number; a title never changes, only goes."""
    states = dict(Proposal.STATES)
    rows = proposals_of(year).filter(state__in=PUBLIC).exclude(seen_at=None).order_by("pk")
    values = rows.values_list("number", "title", "where", "state")
    return {
        str(number): Similar(number, title, where, str(states[state]))
        for number, title, where, state in values.iterator(chunk_size=2000)
        if title and (str(number) in known or not is_personal(f"{title} {where}"))
    }


def is_personal(text: str) -> bool:
    """Whether something in it points to a person."""
    from hotline_analytics.masking import mask_text

    return mask_text(text) != text
