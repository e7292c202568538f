"""模拟 (simulation): what a section under draft would have said of the past. Registered by section, by hand.

``RULEBOOK_SIMULATIONS`` names a mapping: section name → function (place, section) → ``Simulation``. The apps
that know the past stand above this one; nothing a simulation computes is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from oversight.institutions.models import Jurisdiction
from oversight.rulebooks.sections import Section


@dataclass(frozen=True)
class Line:
    """一行: name, its address, cells under the heads, and what changes in words."""

    name: str
    url: str
    cells: Sequence[str]
    changes: Sequence[str] = ()


@dataclass(frozen=True)
class Words:
    """What the page calls it: the list, how many, the first and the last column, and where there is nothing yet."""

    listed: str
    count: str
    name: str
    changes: str
    none: str
    when: str


@dataclass(frozen=True)
class Simulation:
    """模拟的结果: a sentence, heads, lines, what the page calls them, and what must be known of them."""

    title: str
    heads: Sequence[str]
    lines: Sequence[Line]
    words: Words
    notes: Sequence[str] = ()


Simulate = Callable[[Jurisdiction, Any], Simulation]


def simulations() -> Mapping[str, Simulate]:
    """The simulations of this installation; none where the setting is missing."""
    path = getattr(settings, "RULEBOOK_SIMULATIONS", "")
    found: Mapping[str, Simulate] = import_string(path) if path else {}
    return found


def simulate(place: Jurisdiction, section: Section) -> Simulation:
    """One section applied to the past; raises KeyError where none can be."""
    return simulations()[section.NAME](place, section)
