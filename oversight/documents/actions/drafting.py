"""起草: draft, edit, attachments, withdraw. Every change of the text is a new version with its author."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.documents import addressing, permissions
from oversight.documents.kinds import KINDS
from oversight.documents.models import Paper, PaperFile, PaperVersion
from oversight.documents.models.papers import content_sha256
from oversight.documents.rules import sign_off
from oversight.documents.standing import locked, note_kept, require
from oversight.files.actions import confine
from oversight.files.models import StoredFile
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import said
from oversight.institutions.models import Body, Jurisdiction
from oversight.publications.rules.markings import SECRETS_LAW, national_secret_marking

DETAILS = frozenset({"copies_label", "urgency", "security", "contact", "facts"})


def draft_paper(
    actor: Actor,
    place: Jurisdiction,
    *,
    kind: str,
    issuer: Body,
    title: str,
    text: str,
    addressees: Iterable[Any] = (),
    copies: Iterable[Any] = (),
    about: tuple[str, str] = ("", ""),
    facts: Mapping[str, Any] | None = None,
    attachments: Iterable[StoredFile] = (),
    **details: Any,
) -> Paper:
    """起草公文: a paper with its first version.

    ``addressees`` and ``copies``: units, bodies, places, mappings {kind, id, name} or plain words. ``about``
    names a record by kind and public id. ``details``: copies_label, urgency, security, contact.
    """
    with act(
        "documents.draft_paper",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft(actor, place),
        rule=sign_off.RULE,
    ) as running:
        if kind not in KINDS:
            raise Invalid("unknown_kind", _("没有这一种公文。"), where="kind")
        if issuer.jurisdiction_id != place.pk or not issuer.holds_on(institutions.today()):
            raise Invalid("unknown_issuer", _("发文机关不是本地现有的机构。"), where="issuer")
        paper = Paper(
            jurisdiction=place,
            kind=kind,
            issuer=issuer,
            about_kind=about[0],
            about_id=about[1],
            facts=dict(facts or {}),
            drafted_by=actor.account_id,
            drafted_label=actor.label,
            drafted_at=timezone.now(),
            **known(details),
        )
        _write(place, paper, title, text, addressees, copies)
        paper.save()
        _keep_version(actor, place, paper, "")
        for stored in attachments:
            _attach(place, paper, stored, "")
        running.facts = {"kind": kind, "content_sha256": paper.content_sha256}
    return paper


def edit_paper(
    actor: Actor,
    place: Jurisdiction,
    *,
    paper: Paper,
    title: str,
    text: str,
    addressees: Iterable[Any] | None = None,
    copies: Iterable[Any] | None = None,
    note: str = "",
    expected_version: int | None = None,
    **details: Any,
) -> Paper:
    """修改文稿: the next version; None leaves addressees or copies as they are.

    ``expected_version``: the version that the editor began with; refused where another came between.
    """
    with act(
        "documents.edit_paper",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft(actor, place),
        rule=sign_off.RULE,
    ) as running:
        paper = locked(place, paper)
        require(actor, place, paper, "edit")
        if expected_version not in (None, paper.version):
            text_ = _("没有保存。你打开以后，%(who)s已存了第 %(number)d 版。先看那一版的改动。")
            last = paper.versions.order_by("-version").first()
            values = {"who": last.author_label if last else "", "number": paper.version}
            raise Invalid("changed_meanwhile", text_ % values, where="text")
        before = paper.content_sha256
        for name, value in known(details).items():
            setattr(paper, name, value)
        _write(
            place,
            paper,
            title,
            text,
            paper.addressees if addressees is None else addressees,
            paper.copies if copies is None else copies,
        )
        if paper.content_sha256 != before:
            paper.version += 1
            _keep_version(actor, place, paper, note)
        paper.save()
        running.note = note_kept(paper, note[:200])
        running.facts = {"version": paper.version, "content_sha256": paper.content_sha256}
    return paper


def attach_file(
    actor: Actor, place: Jurisdiction, *, paper: Paper, file: StoredFile, label: str = ""
) -> PaperFile:
    """附上附件: an uploaded file of the place as an attachment; the label is printed on the paper."""
    with act(
        "documents.attach_file",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft(actor, place),
    ) as running:
        paper = locked(place, paper)
        require(actor, place, paper, "edit")
        attached = _attach(place, paper, file, label)
        _authored(actor, place, paper, _("附上附件：%(name)s") % {"name": attached.label})
        running.facts = {"file": file.public_id, "sha256": file.sha256}
    return attached


def detach_file(
    actor: Actor, place: Jurisdiction, *, paper: Paper, attached: PaperFile
) -> PaperFile:
    """撤下附件: it is no longer part of the paper; the file stays where it was stored."""
    with act(
        "documents.detach_file",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft(actor, place),
    ) as running:
        paper = locked(place, paper)
        require(actor, place, paper, "edit")
        attached = paper.files.select_related("file").get(pk=attached.pk)
        if attached.dropped or attached.role != "attachment":
            raise Refused("not_attached", _("没有撤下。这个附件已经撤下。"))
        attached.dropped = True
        attached.save()
        _authored(actor, place, paper, _("撤下附件：%(name)s") % {"name": attached.label})
        running.facts = {"sha256": attached.file.sha256}
    return attached


def withdraw_draft(actor: Actor, place: Jurisdiction, *, paper: Paper, reason: str) -> Paper:
    """作废文稿: a draft that is not needed; it stays in the list with its reason."""
    with act(
        "documents.withdraw_draft",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft(actor, place),
        rule=sign_off.RULE,
    ) as running:
        paper = locked(place, paper)
        require(actor, place, paper, "withdraw")
        if paper.number:
            text = _("没有作废。已编 %(number)s，号要有下落：办完签发后撤回。")
            raise Invalid("has_a_number", text % {"number": paper.number}, where="reason")
        reason = said(reason, "reason", "reason_missing", _("写明作废的原因。"))
        paper.state, paper.recalled_reason = "withdrawn", reason[:300]
        paper.recalled_at, paper.recalled_label = timezone.now(), actor.label
        paper.save()
        running.note = note_kept(paper, reason)
    return paper


def known(details: Mapping[str, Any]) -> dict[str, Any]:
    """Only what a draft may say beside its text, in the choices of the fields."""
    unknown = set(details) - DETAILS
    if unknown:
        raise TypeError(f"unknown details of a paper: {sorted(unknown)}")
    for name in ("urgency", "security", "copies_label"):
        choices = dict(Paper._meta.get_field(name).choices)
        if details.get(name, "抄送" if name == "copies_label" else "") not in choices:
            raise Invalid("unknown_choice", _("没有这个选项。"), where=name)
    return dict(details)


def _write(
    place: Jurisdiction,
    paper: Paper,
    title: str,
    text: str,
    addressees: Iterable[Any],
    copies: Iterable[Any],
) -> None:
    """Put title, text and addressees on the paper, checked."""
    title = " ".join(title.split())
    text = text.replace("\r\n", "\n").strip()
    if not title:
        raise Invalid("title_missing", _("没有保存。标题没有写。"), where="title")
    if len(title) > 200:
        raise Invalid("title_too_long", _("没有保存。标题不超过 200 字。"), where="title")
    if not text:
        raise Invalid("text_missing", _("没有保存。正文没有写。"), where="text")
    for where, written in (("title", title), ("text", text)):
        if national_secret_marking([written]):
            refusal = _("没有保存。标有密级的内容属于国家秘密，不得进入本系统，请按保密规定办理。")
            raise Invalid("state_secret", refusal, where=where, basis=_(SECRETS_LAW))
    paper.title, paper.text = title, text
    paper.addressees = addressing.checked(place, addressees, "addressees")
    paper.copies = addressing.checked(place, copies, "copies")
    paper.content_sha256 = content_sha256(title, text, paper.addressees, paper.copies)


def _keep_version(actor: Actor, place: Jurisdiction, paper: Paper, note: str) -> None:
    """The text as it stands, under the paper's version number."""
    PaperVersion(
        jurisdiction=place,
        paper=paper,
        version=paper.version,
        title=paper.title,
        text=paper.text,
        addressees=paper.addressees,
        copies=paper.copies,
        content_sha256=paper.content_sha256,
        author=actor.account_id,
        author_label=actor.label,
        at=timezone.now(),
        note=note.strip()[:200],
    ).save()


def _authored(actor: Actor, place: Jurisdiction, paper: Paper, note: str) -> None:
    """An attachment is part of the draft: whoever changes it is an author too."""
    paper.version += 1
    paper.save()
    _keep_version(actor, place, paper, note)


def _attach(place: Jurisdiction, paper: Paper, file: StoredFile, label: str) -> PaperFile:
    if file.jurisdiction_id != place.pk:
        raise Invalid("foreign_file", _("没有附上。文件不是本地的。"), where="file")
    label = " ".join(label.split()) or file.name.rsplit(".", 1)[0]
    confine(file)
    attached = PaperFile(jurisdiction=place, paper=paper, file=file, label=label[:200])
    attached.save()
    return attached
