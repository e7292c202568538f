"""签发与用印: signing draws the number; the sealed scan becomes the official version."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid
from oversight.documents import notices, numbers, permissions
from oversight.documents.models import NumberRegister, Paper, PaperFile
from oversight.documents.rules import sign_off
from oversight.documents.standing import locked, note_kept, require
from oversight.files.actions import confine
from oversight.files.models import StoredFile
from oversight.institutions import queries as institutions
from oversight.institutions.models import Body, Jurisdiction

SCAN_KINDS = frozenset({"pdf", "ofd", "jpg", "png"})


def sign(actor: Actor, place: Jurisdiction, *, paper: Paper, note: str = "") -> Paper:
    """签发: draws the number in this transaction, where the kind has one; the text is fixed from now on."""
    with act(
        "documents.sign",
        actor=actor,
        place=place.code,
        permitted=permissions.can_sign(actor, place),
        rule=sign_off.RULE,
        basis=_(sign_off.GENERAL_RULES),
    ) as running:
        paper = locked(place, paper)
        verdict = require(actor, place, paper, "sign")
        today = institutions.today()
        if not paper.paper_kind.is_working_paper:
            paper.number = numbers.draw(actor, place, paper, today.year)
        paper.state = "signed"
        paper.signed_by, paper.signed_label = actor.account_id, actor.label
        paper.signed_at, paper.signed_on = timezone.now(), today
        paper.chair_confirmed = paper.chair_confirmed or verdict.chair_confirms
        paper.save()
        title = _("已签发，请用印：%(number)s %(title)s")
        values = {"number": paper.number, "title": notices.name_told(paper)}
        notices.to_clerks(place, paper, "seal", " ".join((title % values).split()))
        running.note = note_kept(paper, note)
        running.facts = {
            "number": paper.number,
            "version": paper.version,
            "content_sha256": paper.content_sha256,
            "chair_confirms_in_small_office": verdict.chair_confirms,
        }
    return paper


def attach_sealed_scan(
    actor: Actor, place: Jurisdiction, *, paper: Paper, file: StoredFile
) -> Paper:
    """用印: the scan of the sealed paper is the official version; a better scan replaces it before issuing."""
    with act(
        "documents.attach_sealed_scan",
        actor=actor,
        place=place.code,
        permitted=permissions.can_issue(actor, place),
        rule=sign_off.RULE,
    ) as running:
        paper = locked(place, paper)
        require(actor, place, paper, "seal")
        if file.jurisdiction_id != place.pk:
            raise Invalid("foreign_file", _("没有保存。文件不是本地的。"), where="file")
        if file.kind not in SCAN_KINDS:
            text = _("没有保存。用印扫描件要 PDF、OFD 或图片，不能是可以再改的文件。")
            raise Invalid("no_scan", text, where="file")
        for earlier in paper.files.filter(role="scan", dropped=False):
            earlier.dropped = True
            earlier.save()
        confine(file)
        label = (_("%(number)s 用印件") % {"number": paper.number}).strip()
        PaperFile(jurisdiction=place, paper=paper, file=file, role="scan", label=label).save()
        paper.state = "sealed"
        paper.sealed_at, paper.sealed_label = timezone.now(), actor.label
        paper.save()
        running.facts = {"number": paper.number, "sha256": file.sha256}
    return paper


def carry_in_number(
    actor: Actor,
    place: Jurisdiction,
    *,
    issuer: Body,
    year: int,
    series: str,
    prefix: str,
    last: int,
    reason: str,
) -> NumberRegister:
    """带入已用的文号: the last number used before the system and the 机关代字, while none was drawn here."""
    with act(
        "documents.carry_in_number",
        actor=actor,
        place=place.code,
        permitted=permissions.can_issue(actor, place),
    ) as running:
        if issuer.jurisdiction_id != place.pk:
            raise Invalid("unknown_issuer", _("发文机关不是本地的机构。"), where="issuer")
        if not 1949 <= year <= institutions.today().year + 1:
            raise Invalid("bad_year", _("年份写四位数，最晚是明年。"), where="year")
        if not 0 <= last <= 99_999:
            raise Invalid("bad_number", _("号是 0 到 99999 的整数。"), where="last")
        register = numbers.carry_in(place, issuer, year, series, prefix, last, reason)
        running.note = reason.strip()[:500]
        running.facts = {"prefix": register.prefix, "year": year, "last": last}
    return register
