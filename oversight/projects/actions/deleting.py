"""应本人要求删除: what a proposal says, its photos and its contact go; its number stays (个人信息保护法 art. 47)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import NotPermitted, Refused
from oversight.audit.scoping import Scope
from oversight.files import blobs
from oversight.files.models import StoredFile
from oversight.institutions.actions.writing import said
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions, receipts
from oversight.projects.actions.collecting import with_code
from oversight.projects.actions.contacts import drop_contact
from oversight.projects.actions.merging import leave_project
from oversight.projects.actions.support import locked_proposal
from oversight.projects.models import Proposal, ProposalPhoto
from oversight.projects.rules import collecting


def delete_by_code(actor: Actor, place: Jurisdiction, *, code: str) -> Proposal:
    """应本人要求删除: at once for whoever holds the code; text, place, photos and contact go, the number stays."""
    found = with_code(place, receipts.tidy(code))
    if found is None:
        raise NotPermitted(_("没有这个回执码。"))
    return erase(actor, place, found, permitted=True, how="code")


def delete_on_request(
    actor: Actor, place: Jurisdiction, proposal: Proposal, *, reason: str
) -> Proposal:
    """应本人要求删除（由经办人办）: where the code is lost; how the proposer was known is written down."""
    reason = said(reason, "reason", "reason_missing", _("写明怎样核实是提出人本人要求。"))
    permitted = permissions.can_read_contacts(actor, place)
    return erase(actor, place, proposal, permitted=permitted, how="office", note=reason)


def erase(
    actor: Actor,
    place: Jurisdiction,
    proposal: Proposal,
    *,
    permitted: bool,
    how: str,
    note: str = "",
) -> Proposal:
    """Text, place, photos and contact go; number, kind, state and what was answered stay."""
    with act(
        "projects.delete_proposal",
        actor=actor,
        place=place.code,
        permitted=permitted,
        basis=_(collecting.PRIVACY_47),
    ) as running:
        proposal = locked_proposal(place, proposal)
        if proposal.state == "deleted":
            raise Refused("deleted", _("这一条已应本人要求删除。"))
        photos = drop_photos(place, proposal)
        contact = drop_contact(place, proposal)
        drop_copies(place, proposal)
        left = leave_project(actor, proposal, _("应本人要求删除。"), last=True)
        proposal.title = proposal.text = proposal.where = proposal.text_mark = ""
        proposal.village = proposal.latitude = proposal.longitude = None
        running.facts = {
            "code": proposal.code,
            "was": proposal.state,
            "how": how,
            "photos": photos,
            "contact": contact,
            **({"left": left} if left else {}),
        }
        proposal.state, proposal.deleted_at = "deleted", timezone.now()
        proposal.save()
        running.note = note[:500]
    return proposal


def drop_copies(place: Jurisdiction, proposal: Proposal) -> None:
    """What was taken over word for word into the project proposals that a problem became; the office's words stay."""
    rows = Proposal.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    kept = {name: getattr(proposal, name) for name in ("text", "where")}
    for made in rows.filter(turned_from=proposal).exclude(state="deleted"):
        copied = [name for name, value in kept.items() if value and getattr(made, name) == value]
        for name in copied:
            setattr(made, name, "")
        if copied:
            made.text_mark = ""
            made.save()


def drop_photos(place: Jurisdiction, proposal: Proposal) -> int:
    """The photos of a proposal."""
    rows = ProposalPhoto.objects.in_scope(Scope.of(place)).filter(proposal=proposal)
    return drop_files(rows.select_related("file"))


def drop_files(found: Iterable[Any]) -> int:
    """Photos with their bytes, unless the same picture is another's too."""
    rows = list(found)
    everywhere = Scope.everywhere("the same picture may be kept by another place")
    for row in rows:
        file = row.file
        row.delete()
        file.delete()
        if not StoredFile.objects.in_scope(everywhere).filter(sha256=file.sha256).exists():
            gone = file.sha256
            transaction.on_commit(lambda sha256=gone: blobs.remove(sha256))
    return len(rows)
