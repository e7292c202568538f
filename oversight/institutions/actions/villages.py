"""村和社区: a town keeps the list of its own, so that wishes and projects can name one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.institutions import permissions
from oversight.institutions.actions.writing import (
    end,
    named,
    not_to_come,
    put,
    written,
)
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.places import all_places
from oversight.institutions.queries.villages import all_villages, villages_of
from oversight.institutions.rules import villages as rule


def require_level(place: Jurisdiction) -> None:
    """Refuse where no village lies right below."""
    if place.level not in rule.ABOVE:
        raise Refused("no_villages", _("村和社区由所在的乡镇、街道登记。"))


def add_villages(actor: Actor, place: Jurisdiction, *, names: Sequence[str]) -> list[Jurisdiction]:
    """登记村和社区: one or a whole pasted list; names that are already there are passed over."""
    with act(
        "institutions.add_villages",
        actor=actor,
        place=place.code,
        permitted=permissions.can_manage_institutions(actor, place),
    ) as running:
        require_level(place)
        # whoever adds to the same place waits here, so that no two get one code
        all_places().select_for_update(of=("self",)).get(pk=place.pk)
        found = rule.read_list(names, set(villages_of(place).values_list("name", flat=True)))
        refuse_list(found)
        made = [village_of(place, name) for name in found.fresh]
        running.facts = {"names": list(found.fresh)}
    return made


def refuse_list(found: rule.Listed) -> None:
    """Refuse a list that adds nothing, or names what cannot be a name."""
    if found.long:
        values = {"name": found.long[0][:20], "most": rule.MOST_CHARACTERS}
        text = _("“%(name)s…”太长，名称不超过 %(most)d 字；一行写一个。") % values
        raise Invalid("name_long", text, where="names")
    if len(found.fresh) > rule.MOST_LINES:
        text = _("一次不超过 %(most)d 个。") % {"most": rule.MOST_LINES}
        raise Invalid("too_many", text, where="names")
    if not found.fresh:
        text = _("没有新的名称：写的都已经登记了。") if found.known else _("没有写名称。")
        raise Invalid("nothing_new", text, where="names")


def village_of(place: Jurisdiction, name: str) -> Jurisdiction:
    """One more, with the next free code below the place's own."""
    number = all_villages(place).count() + 1
    while all_places().filter(code=(code := f"{place.code[:58]}-v{number}")).exists():
        number += 1
    made = Jurisdiction(
        code=code, name=name, kind=rule.kind_of(name), level="village", parent=place
    )
    put(made)
    return made


def rename_village(
    actor: Actor, place: Jurisdiction, *, village: Jurisdiction, name: str
) -> Jurisdiction:
    """村（社区）更名: what was published keeps the old name, everything else shows the new one."""
    with act(
        "institutions.rename_village",
        actor=actor,
        place=place.code,
        permitted=permissions.can_manage_institutions(actor, place),
    ) as running:
        require_below(place, village)
        name = named(name)
        if len(name) > rule.MOST_CHARACTERS:
            text = _("名称不超过 %(most)d 字。") % {"most": rule.MOST_CHARACTERS}
            raise Invalid("name_long", text, where="name")
        if villages_of(place).filter(name=name).exclude(pk=village.pk).exists():
            raise Invalid("name_taken", _("“%(name)s”已经登记了。") % {"name": name}, where="name")
        running.facts = {"was": village.name, "name": name}
        village.name, village.kind = name, rule.kind_of(name)
        put(village)
    return village


def end_village(
    actor: Actor, place: Jurisdiction, *, village: Jurisdiction, on: date, reason: str
) -> Jurisdiction:
    """撤销村（社区）: no longer offered after ``on``; what named it keeps it."""
    with act(
        "institutions.end_village",
        actor=actor,
        place=place.code,
        permitted=permissions.can_manage_institutions(actor, place),
    ) as running:
        require_below(place, village)
        reason = written(reason, "reason", _("原因"), 200)
        not_to_come(on)
        end(village, on)
        running.note = reason
        running.facts = {"name": village.name, "on": on.isoformat()}
    return village


def require_below(place: Jurisdiction, village: Jurisdiction) -> None:
    """Refuse what is no village of this place."""
    if village.parent_id != place.pk or village.level != "village":
        raise Invalid("other_place", _("所选的村（社区）不属于本地。"), where="village")
