"""文件的行为: store an upload."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, NotPermitted
from oversight.files import blobs, permissions
from oversight.files.inspection import Inspected, inspect, kind_of_name
from oversight.files.kinds import MIB
from oversight.files.models import StoredFile
from oversight.institutions.actions.writing import check_place
from oversight.institutions.models import Jurisdiction


@dataclass(frozen=True)
class Prepared:
    """一个查过的文件: cleaned, its bytes on disk, not yet recorded."""

    found: Inspected
    sha256: str


def prepared(name: str, stream: BinaryIO | None = None, path: Path | None = None) -> Prepared:
    """Check, clean, store by content: before the transaction, which stays short; harmless without a record."""
    found = inspect(name, read_within_limit(name, stream, path))
    return Prepared(found, blobs.put(found.content))


def record_prepared(
    actor: Actor, place: Jurisdiction, file: Prepared, purpose: str, name: str = ""
) -> StoredFile:
    """收进所属事项: part of the act that attaches it; only the thing's own page gives it out."""
    stored = file_record(actor, place, file.found, file.sha256, purpose)
    stored.name = name or stored.name
    stored.confined = True
    stored.save()
    return stored


def store_file(
    actor: Actor,
    place: Jurisdiction,
    *,
    name: str,
    stream: BinaryIO | None = None,
    path: Path | None = None,
    purpose: str = "",
    permitted: bool | None = None,
    confined: bool = False,
) -> StoredFile:
    """存入文件: check, clean, store by content, record.

    ``permitted`` is given by an app that judges uploads to its own things; else the place's policy
    holds; ``confined`` where only its own page may give the file out. Checking and storing the bytes happens before the transaction, which stays short; content
    without a record is harmless.
    """
    allowed = permissions.can_store_file(actor, place) if permitted is None else permitted
    if not allowed:
        raise NotPermitted
    file = prepared(name, stream, path)
    with act("files.store_file", actor=actor, place=place.code, permitted=allowed) as running:
        stored = file_record(actor, place, file.found, file.sha256, purpose)
        stored.confined = confined
        stored.save()
        running.facts = {"sha256": file.sha256, "size": stored.size, "kind": stored.kind}
    return stored


def confine(file: StoredFile) -> None:
    """收归所属事项: part of the act that attaches the file; from now on only the thing's own page gives it out."""
    if not file.confined:
        file.confined = True
        file.save()


def kept(
    actor: Actor, place: Jurisdiction, given: Any, purpose: str, where: str = "file"
) -> StoredFile:
    """收进所属事项: an upload stored, or a file stored before; only the thing's own page gives it out.

    Part of the act that attaches it, which has asked for permission.
    """
    if isinstance(given, StoredFile):
        check_place(place, **{where: given})
        confine(given)
        return given
    return store_file(
        actor,
        place,
        name=given.name or "",
        stream=given,
        purpose=purpose,
        permitted=True,
        confined=True,
    )


def file_record(
    actor: Actor, place: Jurisdiction, found: Inspected, sha256: str, purpose: str
) -> StoredFile:
    """The row of an inspected upload."""
    return StoredFile(
        jurisdiction=place,
        name=found.name,
        kind=found.kind.code,
        media_type=found.kind.media_type,
        size=len(found.content),
        sha256=sha256,
        cleaned=found.cleaned,
        purpose=purpose[:100],
        uploaded_by_id=actor.account_id,
        uploaded_label=actor.label[:100],
    )


def read_within_limit(name: str, stream: BinaryIO | None, path: Path | None) -> bytes:
    """The bytes, never more than the kind allows plus one."""
    kind = kind_of_name(name)
    if stream is not None:
        content = stream.read(kind.limit + 1)
    elif path is not None:
        with path.open("rb") as handle:
            content = handle.read(kind.limit + 1)
    else:
        raise TypeError("store_file needs a stream or a path")
    if len(content) > kind.limit:
        text = _("没有保存。文件超过 %(limit)d MB（%(kind)s的上限）。") % {
            "limit": kind.limit // MIB,
            "kind": kind.label,
        }
        raise Invalid("too_large", text, where="file")
    return content
