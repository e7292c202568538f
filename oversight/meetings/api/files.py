"""接口里的文件: a stored file that a body names, where the token may read it."""

from __future__ import annotations

from django.http import Http404

from oversight.audit.actors import Actor
from oversight.files.models import StoredFile
from oversight.files.permissions import can_read_file
from oversight.files.queries import file_of
from oversight.institutions.models import Jurisdiction


def readable_file(actor: Actor, place: Jurisdiction, key: str | None) -> StoredFile | None:
    """The file by its id; None where none was named."""
    if not key:
        return None
    found = file_of(place, key)
    if found is None or not can_read_file(actor, found):
        raise Http404(key)
    return found
