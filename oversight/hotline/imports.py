"""导入的做法: what an import does before and inside its act; the act itself stands in ``actions``."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from hotline_analytics.mapping import Mapping

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid
from oversight.audit.scoping import Scope
from oversight.hotline import queries
from oversight.hotline.models import Source
from oversight.institutions import actions as institutions_actions
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction

UNIT_NAME_LIMIT = 100
BLOCK = 1 << 20


@dataclass(frozen=True)
class Incoming:
    """One file with its mapping, on its way in."""

    path: Path
    file_name: str
    sha256: str
    size: int
    mapping: Mapping
    mapping_text: str
    code: str


def incoming(
    path: Path, file_name: str, mapping: Mapping, mapping_text: str, code: str
) -> Incoming:
    """Take the measure of a file; an unreadable one raises as the system says it."""
    sha256, size = hash_file(path)
    return Incoming(path, file_name[:255], sha256, size, mapping, mapping_text, code)


def hash_file(path: Path) -> tuple[str, int]:
    """SHA-256 and size of a file, read in blocks."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as handle:
        while block := handle.read(BLOCK):
            digest.update(block)
            size += len(block)
    return digest.hexdigest(), size


def target_code(place: Jurisdiction | None, mapping: Mapping) -> str:
    """The code of the place that the file belongs to: the mapping's, or the one it is imported for."""
    if place is None:
        return mapping.jurisdiction or only_place().code
    if mapping.jurisdiction and mapping.jurisdiction != place.code:
        text = _("映射写的是“%(code)s”，不是本地“%(place)s”。")
        values = {"code": mapping.jurisdiction, "place": place.code}
        raise Invalid("other_jurisdiction", text % values, where="units.jurisdiction")
    return place.code


def only_place() -> Jurisdiction:
    """The installation's only place, where a mapping names none."""
    places = list(institutions.all_places().exclude(level="village").order_by("code")[:20])
    if len(places) != 1:
        codes = "、".join(place.code for place in places) or _("（无）")
        text = _("映射没有写 units.jurisdiction，而本系统的地方有：%(codes)s。")
        raise Invalid("which_jurisdiction", text % {"codes": codes}, where="units.jurisdiction")
    return places[0]


def existing_place(item: Incoming) -> Jurisdiction | None:
    """The place, or None where policy ``auto`` may create it; ``known`` refuses an unknown one."""
    place = institutions.place_by_code(item.code)
    if place is None and item.mapping.policy == "known":
        raise unknown_jurisdiction(item.code)
    return place


def unknown_jurisdiction(code: str) -> Invalid:
    """The refusal where policy ``known`` names a place that is not there."""
    text = _("没有代码为“%(code)s”的地方，而映射的策略是 known。") % {"code": code}
    return Invalid("unknown_jurisdiction", text, where="units.jurisdiction")


def create_place(actor: Actor, item: Incoming) -> Jurisdiction:
    """The place that policy ``auto`` asks for, of the kind ``other``, in the mapping's zone."""
    return institutions_actions.create_place(
        actor,
        code=item.code,
        name=item.code,
        kind="other",
        timezone=item.mapping.timezone,
    )


def create_units(actor: Actor, place: Jurisdiction, names: Any) -> list[str]:
    """Register the units that the file names and the place does not know; returns the too long ones.

    Under policy ``auto`` this is part of the import: whoever may import needs no further scope for it.
    """
    if actor.scopes is not None:
        actor = replace(actor, scopes=actor.scopes | {"institutions:write"})
    known = queries.known_unit_names(place)
    fresh = sorted(name for name in set(names) if name not in known)
    for name in fresh:
        if len(name) <= UNIT_NAME_LIMIT:
            institutions_actions.create_unit(actor, place, name=name)
    return [name for name in fresh if len(name) > UNIT_NAME_LIMIT]


def keep_source(place: Jurisdiction, item: Incoming, present: frozenset[str]) -> Source:
    """The source under the mapping's name; it keeps every column that any import of it had."""
    source = (
        Source.objects.in_scope(Scope.of(place))
        .filter(jurisdiction=place, name=item.mapping.name)
        .first()
    ) or Source(jurisdiction=place, name=item.mapping.name)
    source.mapping = item.mapping_text
    source.present = sorted({*source.present, *present})
    source.timezone = item.mapping.timezone
    source.save()
    return source
