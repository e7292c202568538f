"""待办信箱的派发: runs the reactions of recorded acts, each at least once, in the worker.

A reaction is a function of the audit entry and must be idempotent. One that fails is tried again with
growing pauses, and given up, visibly, after ``MAX_ATTEMPTS``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from oversight.audit.models import AuditEntry, Outbox

log = logging.getLogger("oversight.audit")
MAX_ATTEMPTS = 8
Reaction = Callable[[AuditEntry], None]
Reactions = Mapping[str, Sequence[Reaction]]


def run_pending(reactions: Reactions, limit: int = 100) -> int:
    """Run what is due; returns how many entries were finished."""
    due = Outbox.objects.filter(failed=False).filter(
        models.Q(run_after=None) | models.Q(run_after__lte=timezone.now())
    )
    finished = 0
    for key in list(due.order_by("entry_id").values_list("pk", flat=True)[:limit]):
        finished += run_one(key, reactions)
    return finished


def run_one(key: int, reactions: Reactions) -> bool:
    """Run the reactions of one entry that have not run yet; True when all are done."""
    item = Outbox.objects.select_related("entry").filter(pk=key, failed=False).first()
    if item is None:
        return False
    for reaction in reactions.get(item.entry.code, ()):
        name = f"{reaction.__module__}.{reaction.__qualname__}"
        if name in item.done:
            continue
        try:
            reaction(item.entry)
        except Exception as error:
            postpone(item, name, error)
            return False
        item.done = [*item.done, name]
        item.save()
    with transaction.atomic():
        Outbox.objects.filter(pk=item.pk).delete()
    return True


def postpone(item: Outbox, name: str, error: Exception) -> None:
    """Keep the failure for the operator and try later."""
    log.exception("reaction %s failed for entry %s", name, item.entry_id)
    item.attempts += 1
    item.error = f"{name}: {type(error).__name__}: {error}"[:2000]
    item.run_after = timezone.now() + timedelta(seconds=2**item.attempts)
    item.failed = item.attempts >= MAX_ATTEMPTS
    item.save()
