"""公开的行为: propose, publish, send back, take down. Every publication goes through ``publish``."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import SYSTEM, Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.audit.scoping import Scope
from oversight.files import blobs
from oversight.institutions.actions.writing import said
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import chair_confirms
from oversight.publications import entries, permissions, queries
from oversight.publications.kinds import kinds
from oversight.publications.models import Publication, PublicationVersion

KEPT_IN = "zh-hans"


def propose(
    actor: Actor,
    place: Jurisdiction,
    *,
    kind: str,
    key: str,
    title: str,
    content: dict[str, Any],
    note: str = "",
) -> PublicationVersion:
    """拟稿: put a content forward for publication; it becomes the next version of its matter.

    Refused while a proposal waits, when nothing changed since the newest version, and for a correction
    that does not say what was corrected.
    """
    with act(
        "publications.propose",
        actor=actor,
        place=place.code,
        permitted=permissions.can_propose(actor, place),
    ) as running:
        if kind not in kinds():
            raise Invalid(
                "unknown_kind", _("没有“%(kind)s”这一种公开。") % {"kind": kind}, where="kind"
            )
        matter = queries.matter(place, kind, key)
        if matter is None:
            matter = Publication(jurisdiction=place, kind=kind, key=key, title=title)
            matter.save()
        digest = entries.content_digest(content)
        number = next_number(place, matter, digest, note)
        version = PublicationVersion(
            jurisdiction=place,
            publication=matter,
            version=number,
            content=content,
            content_digest=digest,
            note=note,
            prepared_by=actor.account_id,
            prepared_label=actor.label,
            prepared_at=timezone.now(),
        )
        version.save()
        running.facts = {"kind": kind, "key": key, "version": number, "digest": digest}
    return version


def next_number(place: Jurisdiction, matter: Publication, digest: str, note: str) -> int:
    """The number of the next version; refuses what needs no new one."""
    if queries.waiting(place).filter(publication=matter).exists():
        raise Refused("already_proposed", _("这件事已经有一稿在等审核。先审核或退回那一稿。"))
    public = queries.public_versions(place).filter(publication=matter).order_by("-version").first()
    if public is not None and public.state == "published":
        if public.content_digest == digest:
            raise Refused(
                "unchanged",
                _("内容与已公开的第 %(number)d 版相同，不必再公开。") % {"number": public.version},
            )
        if not note.strip():
            raise Invalid("note_missing", _("这是更正。写明更正了什么。"), where="note")
    scope = Scope.of(place)
    last = PublicationVersion.objects.in_scope(scope).filter(publication=matter)
    return (last.aggregate(last=Max("version"))["last"] or 0) + 1


def publish(actor: Actor, place: Jurisdiction, version: PublicationVersion) -> PublicationVersion:
    """公开: a second person approves; entry, nonce and rendered page are fixed in this moment."""
    with act(
        "publications.publish",
        actor=actor,
        place=place.code,
        permitted=permissions.can_approve(actor, place),
    ) as running:
        version = locked(place, version)
        require_state(version, "proposed")
        version.confirmed_by_chair = second_person(actor, place, version)
        version.approved_by, version.approved_label = actor.account_id, actor.label
        fix(place, version, timezone.now())
        version.save()
        running.facts = {
            "kind": version.publication.kind,
            "version": version.version,
            "entry_digest": version.entry_digest,
            "chair_confirms_in_small_office": version.confirmed_by_chair,
        }
    return version


def second_person(actor: Actor, place: Jurisdiction, version: PublicationVersion) -> bool:
    """Nobody approves a publication of their own; in a small office the chair's confirmation does.

    Returns whether the small-office rule was used.
    """
    own = actor.account_id is not None and actor.account_id == version.prepared_by
    small = chair_confirms(actor, place)
    if own and not small and actor.role != SYSTEM:
        raise Refused("own_proposal", _("自己拟的稿，由另一人审核。"))
    return small


def fix(place: Jurisdiction, version: PublicationVersion, now: datetime) -> None:
    """Make nonce, entry and page; nothing of them changes afterwards."""
    now = now.replace(microsecond=0)
    version.nonce = secrets.token_hex(32)
    version.published_at = now
    version.entry = entries.make_entry(
        kind=version.publication.kind,
        public_id=version.publication.public_id,
        version=version.version,
        issuer=place.code,
        time=now,
        nonce=version.nonce,
        content=version.content,
    )
    version.entry_digest = entries.entry_digest(version.entry)
    version.blob = blobs.put(render(version).encode())
    version.state = "published"


def render(version: PublicationVersion) -> str:
    """The content as a self-contained piece of page, made from the content alone and in Chinese."""
    kind = kinds()[version.publication.kind]
    with override(KEPT_IN):
        return render_to_string(kind.template, {"content": version.content})


def send_back(
    actor: Actor, place: Jurisdiction, version: PublicationVersion, reason: str
) -> PublicationVersion:
    """退回: the proposal goes back to its author with a reason; it stays in the record."""
    with act(
        "publications.send_back",
        actor=actor,
        place=place.code,
        permitted=permissions.can_approve(actor, place),
    ) as running:
        version = locked(place, version)
        require_state(version, "proposed")
        reason = said(reason, "reason", "reason_missing", _("写明退回的原因。"))
        version.state, version.returned_reason = "returned", reason
        version.save()
        running.facts = {"version": version.version}
    return version


def take_down(
    actor: Actor, place: Jurisdiction, version: PublicationVersion, basis: str
) -> PublicationVersion:
    """依法撤下: deletes content, nonce and page; the entry and a stub with the basis stay public."""
    with act(
        "publications.take_down",
        actor=actor,
        place=place.code,
        permitted=permissions.can_approve(actor, place),
        basis=basis.strip()[:300],
    ) as running:
        version = locked(place, version)
        require_state(version, "published")
        if not basis.strip():
            raise Invalid("basis_missing", _("写明撤下的法律依据。"), where="basis")
        shared = PublicationVersion.objects.in_scope(
            Scope.everywhere("the same page may be published twice")
        ).filter(blob=version.blob)
        if version.blob and not shared.exclude(pk=version.pk).exists():
            gone = version.blob
            transaction.on_commit(lambda: blobs.remove(gone))
        version.state, version.taken_down_basis = "taken_down", basis.strip()
        version.taken_down_at = timezone.now()
        version.content, version.nonce, version.blob = None, "", ""
        version.save()
        running.facts = {"version": version.version, "entry_digest": version.entry_digest}
    return version


def locked(place: Jurisdiction, version: PublicationVersion) -> PublicationVersion:
    """The version as it stands now, locked for this act."""
    return (
        PublicationVersion.objects.in_scope(Scope.of(place))
        .select_for_update(of=("self",))
        .select_related("publication")
        .get(pk=version.pk)
    )


def require_state(version: PublicationVersion, wanted: str) -> None:
    """Refuse an act in the wrong state."""
    if version.state != wanted:
        now = dict(PublicationVersion.STATES)[version.state]
        raise Refused(
            "wrong_state",
            _("第 %(number)d 版现在是“%(state)s”，不能办理。")
            % {"number": version.version, "state": now},
        )
