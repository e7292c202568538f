"""记住的内容: rendered contents of pages, kept in this process under everything that they depend on.

The key names the state of the store, the build of the cubes, the freezes, the sources, the register of
units and the rulebook in force; whatever changes one of them asks for another key, so that nothing old is ever shown.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from django.db import models

from oversight.hotline import queries
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.rulebooks import queries as rulebooks

LIMIT = 128
Content = TypeVar("Content")
Key = tuple[Any, ...]
kept: OrderedDict[Key, Any] = OrderedDict()
guard = Lock()


def state_key(place: Jurisdiction) -> Key:
    """Everything outside the address that figures of the place depend on."""
    state = queries.state_of(place)
    freezes = queries.freezes_of(place).order_by().aggregate(models.Count("pk"), models.Max("pk"))
    sources = tuple(
        (name, tuple(present))
        for name, present in queries.sources_of(place).values_list("name", "present")
    )
    tables = queries.tables_of(place).order_by().aggregate(models.Count("pk"), models.Max("pk"))
    units = tuple(
        (*row, tuple(aliases or ()))
        for *row, aliases in institutions.units_of(place).values_list(
            "name", "short_name", "public_id", "valid_from", "valid_to", "aliases"
        )
    )
    edges = tuple(
        institutions.successions_of(place)
        .exclude(kind="moved")
        .values_list("predecessor__name", "successor__name", "on", "kind")
    )
    return (
        (place.pk, place.code, state.revision, state.cube_revision, state.cube_generation),
        tuple(freezes.values()),
        tuple(tables.values()),
        sources,
        units,
        edges,
        rulebooks.in_force(place).sha256,
    )


def remember(key: Key, make: Callable[[], Content]) -> Content:
    """The content of a key, made once."""
    with guard:
        if key in kept:
            kept.move_to_end(key)
            found: Content = kept[key]
            return found
    made = make()
    with guard:
        kept[key] = made
        while len(kept) > LIMIT:
            kept.popitem(last=False)
    return made
