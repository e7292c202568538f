"""目录的改写: the only place that writes catalogue rows; always inside a running act.

A change of the list is one new revision: rows that leave get ``removed_in``, rows that come ``added_in``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.context import require_act
from oversight.audit.errors import Refused
from oversight.audit.scoping import Scope
from oversight.hotline import queries
from oversight.hotline.models import StoreFile, StoreState
from oversight.institutions.models import Jurisdiction

if TYPE_CHECKING:
    from hotline_analytics.store import FileRef


def locked_state(place: Jurisdiction) -> StoreState:
    """The place's state row, locked for this transaction; made where it is missing."""
    require_act("StoreState")
    state, _created = StoreState.derived.get_or_create(jurisdiction=place)
    if connection.features.has_select_for_update:
        state = StoreState.derived.select_for_update().get(pk=state.pk)
    else:
        state.refresh_from_db()
    return state


def next_revision(state: StoreState, expected: int) -> int:
    """The number of the next revision; refuses where another writer came first."""
    if state.revision != expected:
        raise Refused("store_changed", _("热线数据在办理期间被别的导入改动过，请重新办理。"))
    state.revision += 1
    state.save()
    return state.revision


def swap_files(
    place: Jurisdiction, revision: int, added: Sequence[FileRef], removed: Sequence[FileRef]
) -> None:
    """Put ``added`` into the list and take ``removed`` out, as of ``revision``."""
    root = queries.store_root(place)
    gone = [relative(root, ref) for ref in removed]
    current = StoreFile.objects.in_scope(Scope.of(place)).filter(removed_in=None)
    for start in range(0, len(gone), 400):
        current.filter(path__in=gone[start : start + 400], added_in__lt=revision).update(
            removed_in=revision, removed_at=timezone.now()
        )
    StoreFile.objects.in_scope(Scope.of(place)).bulk_create(
        [
            StoreFile(
                jurisdiction=place,
                month=ref.month,
                sha256=ref.sha256,
                path=relative(root, ref),
                rows=ref.rows,
                role=ref.role,
                added_in=revision,
            )
            for ref in added
        ],
        batch_size=200,
    )


def relative(root: Path, ref: FileRef) -> str:
    """The path inside the place's store, so that a home may be moved."""
    path = Path(ref.path)
    return str(path.relative_to(root)) if path.is_absolute() else str(path)


def list_digest(place: Jurisdiction, revision: int) -> str:
    """One hash over the whole list of a revision, for the record of acts."""
    digest = hashlib.sha256()
    rows = queries.store_files(place, revision).order_by("sha256", "role")
    for sha256, role in rows.values_list("sha256", "role"):
        digest.update(f"{sha256} {role}\n".encode())
    return digest.hexdigest()
