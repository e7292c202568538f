"""读留痕: history of a record, the chain of a place, and whether the chain holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from oversight.audit.acts import entry_hash
from oversight.audit.models import AuditChain, AuditEntry


def entries_of(place: str) -> models.QuerySet[AuditEntry]:
    """All entries of one jurisdiction's chain, newest first."""
    return AuditEntry.objects.filter(place=place).order_by("-seq")


def history_of(record: models.Model) -> models.QuerySet[AuditEntry]:
    """The entries that changed this record, newest first."""
    return AuditEntry.objects.filter(
        subjects__model=record._meta.label, subjects__key=record.pk
    ).order_by("-at", "-seq")


def last_entry(place: str, code: str) -> AuditEntry | None:
    """The newest entry of one act code in a place."""
    return entries_of(place).filter(code=code).first()


@dataclass(frozen=True)
class Changed:
    """One record that an act changed; ``before`` only where the act deleted it."""

    model: str
    key: int
    before: dict[str, Any] | None


@dataclass(frozen=True)
class ActChanges:
    """The records that one act changed, with its number in the chain."""

    seq: int
    changes: list[Changed]


def last_numbers() -> dict[str, int]:
    """Place → the number of its newest entry."""
    return dict(AuditChain.objects.values_list("place", "seq"))


def last_number(place: str) -> int:
    """The number of a place's newest entry, 0 without any."""
    return AuditChain.objects.filter(place=place).values_list("seq", flat=True).first() or 0


def changes_after(place: str, seq: int, limit: int) -> list[ActChanges]:
    """What the acts after number ``seq`` changed, oldest first, at most ``limit`` acts.

    Numbers are given under the lock of the chain, so none appears later below one that was read.
    """
    rows = AuditEntry.objects.filter(place=place, seq__gt=seq).order_by("seq")
    return [
        ActChanges(number, [changed(each) for each in changes])
        for number, changes in rows.values_list("seq", "changes")[:limit]
    ]


def changed(change: dict[str, Any]) -> Changed:
    """One change as the entry keeps it, without what it is now."""
    gone = change["after"] is None
    return Changed(change["model"], change["key"], change["before"] if gone else None)


@dataclass(frozen=True)
class ChainState:
    """The outcome of checking one chain; ``reasons`` as in contracts.md."""

    place: str
    entries: int
    valid: bool
    reasons: list[dict[str, Any]]


def verify_chains(place: str | None = None) -> Iterator[ChainState]:
    """Check every chain, or one: numbers without gaps, links, hashes, and the head."""
    heads = AuditChain.objects.order_by("place")
    known = {head.place: head for head in heads}
    places = set(known) | set(AuditEntry.objects.values_list("place", flat=True).distinct())
    for name in sorted(places if place is None else {place}):
        yield verify_chain(name, known.get(name))


def verify_chain(place: str, head: AuditChain | None) -> ChainState:
    """Walk one chain from its first entry."""
    reasons: list[dict[str, Any]] = []
    seq, previous = 0, ""
    for entry in AuditEntry.objects.filter(place=place).order_by("seq").iterator(2000):
        where = f"{place}#{entry.seq}"
        if entry.seq != seq + 1:
            reasons.append(_reason("gap", _("第 %(seq)d 条缺失。") % {"seq": seq + 1}, where))
        if entry.previous_hash != previous:
            reasons.append(_reason("broken_link", _("与前一条的校验值不相接。"), where))
        if entry.hash != entry_hash(entry):
            reasons.append(_reason("altered", _("内容与校验值不符。"), where))
        seq, previous = entry.seq, entry.hash
    if head is None or (head.seq, head.hash) != (seq, previous):
        reasons.append(_reason("head", _("链头与最后一条不符：末尾有记录被删去或添加。"), place))
    return ChainState(place, seq, not reasons, reasons)


def _reason(code: str, text: str, where: str) -> dict[str, Any]:
    return {"code": code, "text": text, "where": where}
