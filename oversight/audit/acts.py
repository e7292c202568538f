"""行为 (act): permission, change and record in one transaction.

Every writing function of the project is one ``with act(...)`` block: the permission is judged first, the
changes inside are captured, and the entry is appended to the chain of the jurisdiction in the same
transaction. If anything fails, nothing happened.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import rfc8785
from django.db import connection, models, transaction
from django.utils import timezone

from oversight.audit.actors import Actor
from oversight.audit.context import current
from oversight.audit.errors import NotPermitted
from oversight.audit.models import AuditChain, AuditEntry, AuditSubject, Outbox

log = logging.getLogger("oversight.audit")


class Act:
    """One running act; collects what it changes and what is worth keeping."""

    def __init__(self, code: str, actor: Actor, place: str, basis: str, rule: str) -> None:
        self.code = code
        self.actor = actor
        self.place = place
        self.basis = basis
        self.rule = rule
        self.note = ""
        self.facts: dict[str, Any] = {}
        self.changes: list[dict[str, Any]] = []
        self.entry: AuditEntry | None = None

    def changed(
        self, record: models.Model, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        """Note one record's change; only the fields that differ are kept when it already existed."""
        if before is not None and after is not None:
            differing = [name for name in after if before.get(name) != after[name]]
            before = {name: before.get(name) for name in differing}
            after = {name: after[name] for name in differing}
            if not differing:
                return
        self.changes.append(
            {"model": record._meta.label, "key": record.pk, "before": before, "after": after}
        )


@contextmanager
def act(
    code: str,
    *,
    actor: Actor,
    place: str,
    permitted: bool,
    basis: str = "",
    rule: str = "",
    refusal: str = "",
) -> Iterator[Act]:
    """Run one legal act.

    code       registered act code, e.g. ``hotline.freeze_month``
    place      code of the jurisdiction whose chain keeps the entry, "" for the installation
    permitted  the judgement of a permission predicate; False raises ``NotPermitted`` before any change
    basis      article of law or paper; rule: rule code with version, e.g. ``double_rise@1``

    An act begun inside another one joins its transaction and leaves its own entry.
    """
    if not permitted:
        raise NotPermitted(refusal) if refusal else NotPermitted()
    running = Act(code, actor, place, basis, rule)
    outer = current.set(running)
    try:
        with transaction.atomic():
            yield running
            running.entry = append(running)
            seq = running.entry.seq
            log.debug("act %s place=%s seq=%s not yet kept", code, place, seq)
            # An act inside another one is kept only when the outer one is.
            transaction.on_commit(lambda: log.info("act %s place=%s seq=%s", code, place, seq))
    finally:
        current.reset(outer)


def append(running: Act) -> AuditEntry:
    """Append the entry to its chain, its subjects to the history, itself to the outbox."""
    chain, _ = AuditChain.objects.get_or_create(place=running.place)
    if connection.features.has_select_for_update:
        chain = AuditChain.objects.select_for_update().get(pk=chain.pk)
    else:
        chain.refresh_from_db()
    entry = AuditEntry(
        place=running.place,
        seq=chain.seq + 1,
        at=timezone.now(),
        code=running.code,
        actor_account=running.actor.account_id,
        actor_label=running.actor.label,
        actor_role=running.actor.role,
        actor_place=running.actor.place,
        basis=running.basis,
        rule=running.rule,
        note=running.note,
        facts=running.facts,
        changes=running.changes,
        previous_hash=chain.hash,
    )
    entry.hash = entry_hash(entry)
    entry.save(force_insert=True)
    chain.seq, chain.hash = entry.seq, entry.hash
    chain.save()
    AuditSubject.objects.bulk_create(
        AuditSubject(entry=entry, model=model, key=key)
        for model, key in dict.fromkeys((c["model"], c["key"]) for c in running.changes)
    )
    Outbox.objects.create(entry=entry)
    return entry


def entry_hash(entry: AuditEntry) -> str:
    """SHA-256 over the RFC 8785 form of everything the entry says, the previous hash included."""
    content = {
        "place": entry.place,
        "seq": entry.seq,
        "at": str(instant(entry.at)),
        "code": entry.code,
        "actor": [entry.actor_account, entry.actor_label, entry.actor_role, entry.actor_place],
        "basis": entry.basis,
        "rule": entry.rule,
        "note": entry.note,
        "facts": plain(entry.facts),
        "changes": plain(entry.changes),
        "previous": entry.previous_hash,
    }
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def instant(moment: datetime) -> int:
    """Microseconds since 1970 UTC; the same on SQLite and PostgreSQL."""
    delta = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds


def plain(value: Any) -> Any:
    """JSON for hashing: integers past 2**53 and floats as text, since RFC 8785 numbers are doubles."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    return repr(value)
