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

Content = TypeVar("Content")
Key = tuple[Any, ...]


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


class Kept:
    """So many contents, those asked for last."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.contents: OrderedDict[Key, Any] = OrderedDict()
        self.guard = Lock()

    def remember(self, key: Key, make: Callable[[], Content]) -> Content:
        """The content of a key, made once."""
        with self.guard:
            if key in self.contents:
                self.contents.move_to_end(key)
                found: Content = self.contents[key]
                return found
        made = make()
        with self.guard:
            self.contents[key] = made
            while len(self.contents) > self.limit:
                self.contents.popitem(last=False)
        return made


PAGES, LISTS = Kept(128), Kept(256)
"""Lists of tickets are many and quickly made; they push out no page of a month."""
remember = PAGES.remember
