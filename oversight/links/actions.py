"""关联的写: linking two records, and undoing a link with its reason."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.institutions.actions.writing import check_place, put, said
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import today
from oversight.links import permissions, queries
from oversight.links.kinds import KINDS, LinkKind
from oversight.links.models import Link
from oversight.links.resolving import Linked, resolve

End = tuple[str, str]


def link(
    actor: Actor,
    place: Jurisdiction,
    *,
    first: End,
    second: End,
    kind: str = "related",
    note: str = "",
) -> Link:
    """建立关联: ``first`` and ``second`` are (kind, public id); a kind ``-origin`` is read from the other end."""
    with _link_act("links.link", actor, place):
        if kind.startswith("-"):
            first, second, kind = second, first, kind[1:]
        chosen = _kind(kind)
        for end, where in ((first, "first"), (second, "second")):
            _end(actor, place, end, where)
        if first == second:
            raise Invalid("same_record", _("一件记录不与自己关联。"), where="second")
        _check_new(place, first, second, chosen)
        made = Link(
            jurisdiction=place,
            from_kind=first[0],
            from_id=first[1],
            to_kind=second[0],
            to_id=second[1],
            kind=kind,
            note=note.strip(),
            made_on=today(),
        )
        put(made)
    return made


def unlink(actor: Actor, place: Jurisdiction, *, link: Link, reason: str) -> Link:
    """解除关联: the link stays in the record with the day and the reason."""
    with _link_act("links.unlink", actor, place) as running:
        check_place(place, link=link)
        for end in ((link.from_kind, link.from_id), (link.to_kind, link.to_id)):
            _end(actor, place, end, "link")
        if link.ended_on is not None:
            raise Refused("already_ended", _("这条关联已经解除。"))
        reason = said(reason, "reason", "no_reason", _("没有写解除的原因。"))
        link.ended_on, link.end_reason = today(), reason
        put(link)
        running.note = link.end_reason
    return link


def _kind(kind: str) -> LinkKind:
    found = KINDS.get(kind)
    if found is None:
        raise Invalid("unknown_link_kind", _("没有这一种关联。"), where="kind")
    return found


def _end(actor: Actor, place: Jurisdiction, end: End, where: str) -> Linked:
    """The record at an end, as far as the actor may read it."""
    found = resolve(actor, place, *end)
    if found is None:
        text = _("没有建立或解除关联。没有这件记录，或者你看不到它。")
        raise Invalid("unknown_record", text, where=where)
    return found


def _check_new(place: Jurisdiction, first: End, second: End, kind: LinkKind) -> None:
    """Refuse the same link twice; a directed one also where the other direction stands."""
    there = models.Q(from_kind=first[0], from_id=first[1], to_kind=second[0], to_id=second[1])
    back = models.Q(from_kind=second[0], from_id=second[1], to_kind=first[0], to_id=first[1])
    standing = queries.links_in(place).filter(kind=kind.code, ended_on=None)
    if standing.filter(there).exists() or (not kind.directed and standing.filter(back).exists()):
        raise Refused("link_exists", _("这两件记录已经有这一种关联。"))
    if standing.filter(back).exists():
        raise Refused("link_reversed", _("这两件记录已经有相反方向的同一种关联，先解除再建立。"))


def _link_act(code: str, actor: Actor, place: Jurisdiction) -> Any:
    permitted = permissions.can_link(actor, place)
    return act(code, actor=actor, place=place.code, permitted=permitted)
