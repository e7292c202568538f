"""模板的存取: which template a paper takes, uploading a new version, taking the shipped one again."""

from __future__ import annotations

from typing import BinaryIO

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, NotPermitted
from oversight.audit.scoping import Scope
from oversight.documents import permissions
from oversight.documents.kinds import KINDS
from oversight.documents.models import PaperTemplate
from oversight.documents.templates_store.checking import check_template
from oversight.files import actions as files
from oversight.files import blobs
from oversight.files.inspection import inspect
from oversight.institutions.models import Body, Jurisdiction

MOST_BYTES = 5 * 1024 * 1024


def templates_of(place: Jurisdiction) -> QuerySet[PaperTemplate]:
    """Every version of the place's own templates."""
    return PaperTemplate.objects.in_scope(Scope.of(place)).select_related("issuer", "file")


def template_by_id(place: Jurisdiction, public_id: str) -> PaperTemplate | None:
    return templates_of(place).filter(public_id=public_id).first()


def in_use(place: Jurisdiction, kind: str, issuer: Body | None) -> PaperTemplate | None:
    """The own template for such papers: the issuer's, else that of the whole place, else none."""
    used = templates_of(place).filter(kind=kind, ended_at__isnull=True)
    own = used.filter(issuer=issuer).first() if issuer is not None else None
    return own or used.filter(issuer__isnull=True).first()


def template_bytes(place: Jurisdiction, kind: str, issuer: Body | None) -> bytes | None:
    """The DOCX of the own template, or ``None`` for the shipped one."""
    found = in_use(place, kind, issuer)
    return blobs.read(found.file.sha256) if found is not None else None


def upload_template(
    actor: Actor,
    place: Jurisdiction,
    *,
    kind: str,
    issuer: Body | None,
    name: str,
    stream: BinaryIO,
    note: str = "",
) -> PaperTemplate:
    """上传公文模板: checked whole before anything is kept; from then on papers of the kind take it."""
    permitted = permissions.can_keep_templates(actor, place)
    if not permitted:
        raise NotPermitted
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Invalid("too_large", _("没有保存。模板超过 5 MB。"), where="file")
    if kind not in KINDS:
        raise Invalid("unknown_kind", _("没有这一种公文。"), where="kind")
    if issuer is not None and issuer.jurisdiction_id != place.pk:
        raise Invalid("unknown_issuer", _("发文机关不是本地的机构。"), where="issuer")
    if not name.lower().endswith(".docx"):
        raise Invalid("not_docx", _("没有保存。模板要用 Word 文档（DOCX）。"), where="file")
    inspected = inspect(name, content)
    fields = check_template(inspected.content)
    sha256 = blobs.put(inspected.content)
    with act(
        "documents.upload_template", actor=actor, place=place.code, permitted=permitted
    ) as running:
        key = issuer.public_id if issuer else ""
        same = templates_of(place).filter(kind=kind, issuer_key=key)
        last = same.order_by("-version").first()
        for older in same.filter(ended_at__isnull=True):
            _end(actor, older)
        file = files.file_record(actor, place, inspected, sha256, "paper_template")
        file.save()
        made = PaperTemplate(
            jurisdiction=place,
            kind=kind,
            issuer=issuer,
            issuer_key=key,
            version=last.version + 1 if last else 1,
            file=file,
            note=note,
            uploaded_label=actor.label[:100],
        )
        made.save()
        running.facts = {
            "kind": kind,
            "version": made.version,
            "sha256": sha256,
            "fields": list(fields),
        }
    return made


def end_template(actor: Actor, place: Jurisdiction, *, template: PaperTemplate) -> None:
    """停用公文模板: papers take the shipped one again; what was made stays as it is."""
    with act(
        "documents.end_template",
        actor=actor,
        place=place.code,
        permitted=permissions.can_keep_templates(actor, place),
    ) as running:
        if template.ended_at is not None:
            raise Invalid("already_ended", _("这个模板已经停用。"))
        _end(actor, template)
        running.facts = {"kind": template.kind, "version": template.version}


def _end(actor: Actor, template: PaperTemplate) -> None:
    template.ended_at = timezone.now()
    template.ended_label = actor.label[:100]
    template.save()
