"""归档: catalogue number, retention period, hash over everything that lies in the archive."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid
from oversight.audit.scoping import Scope
from oversight.documents import periods, permissions
from oversight.documents.models import ArchiveEntry, Paper
from oversight.documents.rules import sign_off
from oversight.documents.standing import locked, require
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction

RETENTION_CODES = {"永久": "Y", "30年": "D30", "10年": "D10"}


def archive(
    actor: Actor, place: Jurisdiction, *, paper: Paper, catalogue: str = "", retention: str = ""
) -> Paper:
    """归档: catalogue number (made where empty), retention period, hash over content, files and receipts."""
    with act(
        "documents.archive",
        actor=actor,
        place=place.code,
        permitted=permissions.can_issue(actor, place),
        rule=sign_off.RULE,
    ) as running:
        paper = locked(place, paper)
        require(actor, place, paper, "archive")
        ruled, rulebook = periods.retention_of(place, paper)
        retention = retention or ruled
        if retention not in RETENTION_CODES:
            raise Invalid("unknown_choice", _("保管期限是永久、30年或10年。"), where="retention")
        year = paper.signed_on.year if paper.signed_on else institutions.today().year
        contents = contents_of(paper)
        entry = ArchiveEntry(
            jurisdiction=place,
            paper=paper,
            catalogue=catalogued(place, catalogue, year, retention),
            year=year,
            retention=retention,
            rulebook=rulebook,
            contents=contents,
            sha256=hashlib.sha256(rfc8785.dumps(contents)).hexdigest(),
            archived_at=timezone.now(),
            archived_label=actor.label,
        )
        entry.save()
        paper.state = "archived"
        paper.save()
        running.facts = {
            "catalogue": entry.catalogue,
            "retention": retention,
            "sha256": entry.sha256,
            "rulebook": rulebook,
        }
    return paper


def catalogued(place: Jurisdiction, wished: str, year: int, retention: str) -> str:
    """The 档号 wished for, else the next: WS·2026·D30-0012 (DA/T 22-2015), under the place's lock."""
    Jurisdiction.objects.in_scope(institutions.ALL_PLACES).select_for_update().get(pk=place.pk)
    rows = ArchiveEntry.objects.in_scope(Scope.of(place))
    wished = " ".join(wished.split())
    if wished:
        if rows.filter(catalogue=wished).exists():
            text = _("档号“%(number)s”已经用了。") % {"number": wished}
            raise Invalid("catalogue_taken", text, where="catalogue")
        return wished[:80]
    head = f"WS·{year}·{RETENTION_CODES[retention]}-"
    taken = set(rows.filter(catalogue__startswith=head).values_list("catalogue", flat=True))
    number = len(taken) + 1
    while f"{head}{number:04d}" in taken:
        number += 1
    return f"{head}{number:04d}"


def contents_of(paper: Paper) -> list[dict[str, Any]]:
    """What lies in the archive: the text, every file, every receipt, each with its check value."""
    parts: list[dict[str, Any]] = [
        {
            "part": "content",
            "number": paper.number,
            "title": paper.title,
            "version": paper.version,
            "sha256": paper.content_sha256,
        }
    ]
    for each in paper.files.select_related("file").filter(dropped=False):
        parts.append({"part": each.role, "name": each.label, "sha256": each.file.sha256})
    for receipt in paper.receipts.order_by("pk"):
        at = receipt.acknowledged_at
        parts.append(
            {
                "part": "receipt",
                "addressee": receipt.name,
                "state": receipt.state,
                "via": receipt.via,
                "name": receipt.acknowledged_name,
                "at": at.isoformat() if at else "",
            }
        )
    return parts
