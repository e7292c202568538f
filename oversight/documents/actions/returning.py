"""退回与撤回: back to the drafter or the checker before issuing; recalled with trace afterwards."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid
from oversight.documents import notices, permissions
from oversight.documents.models import Cosignature, Paper
from oversight.documents.rules import sign_off
from oversight.documents.standing import locked, note_kept, require
from oversight.institutions.actions.writing import said
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import profile_of


def return_paper(
    actor: Actor, place: Jurisdiction, *, paper: Paper, reason: str, to: str = "drafter"
) -> Paper:
    """退回: with the reason, to the drafter or (after the check) to the checker.

    Cosignatures are void, since the text may change; the same offices are asked anew. A number that was
    drawn stays with the paper.
    """
    with act(
        "documents.return_paper",
        actor=actor,
        place=place.code,
        permitted=permissions.can_handle(actor, place),
        rule=sign_off.RULE,
    ) as running:
        paper = locked(place, paper)
        require(actor, place, paper, "return")
        if to not in sign_off.RETURN_TO[paper.state]:
            raise Invalid("wrong_receiver", _("没有退回。选退给谁。"), where="to")
        reason = said(reason, "reason", "reason_missing", _("写明退回的原因。"))
        state = paper.state
        _ask_anew(place, paper)
        _note_return(actor, paper, reason, to)
        if to == "checker":
            paper.state = "checking"
            paper.checked_by, paper.checked_label, paper.checked_at = None, "", None
            notices.to_check(place, paper, profile_of(place).small_office)
        else:
            paper.state = "returned"
            title = _("公文退回给你：%(title)s") % {"title": notices.name_told(paper)}
            notices.to_drafter(place, paper, title)
        paper.save()
        running.note = note_kept(paper, reason)
        running.facts = {"from_state": state, "to": paper.returned_to, "version": paper.version}
    return paper


def recall(actor: Actor, place: Jurisdiction, *, paper: Paper, reason: str) -> Paper:
    """撤回: the paper no longer holds; recipients are told, the number stays used, everything stays in the record."""
    with act(
        "documents.recall",
        actor=actor,
        place=place.code,
        permitted=permissions.can_sign(actor, place),
        rule=sign_off.RULE,
    ) as running:
        paper = locked(place, paper)
        require(actor, place, paper, "recall")
        reason = said(reason, "reason", "reason_missing", _("写明撤回的原因。"))
        issued = paper.state == "issued"
        paper.state, paper.recalled_reason = "recalled", reason[:300]
        paper.recalled_at, paper.recalled_label = timezone.now(), actor.label
        paper.save()
        receipts = list(paper.receipts.all())
        told = notices.to_recipients(place, paper, receipts, "recalled") if issued else 0
        title = _("已撤回：%(number)s %(title)s")
        values = {"number": paper.number, "title": notices.name_told(paper)}
        notices.to_clerks(place, paper, "recalled", title % values)
        running.note = note_kept(paper, reason)
        running.facts = {"number": paper.number, "issued": issued, "accounts_told": told}
    return paper


def _note_return(actor: Actor, paper: Paper, reason: str, to: str) -> None:
    """Who sent it back, when, to whom, why; seal and signature no longer stand."""
    who = paper.checked_label if to == "checker" else paper.drafted_label
    paper.returned_at, paper.returned_label = timezone.now(), actor.label
    paper.returned_to, paper.returned_reason = who, reason[:300]
    paper.cosigned_at = None
    paper.signed_by, paper.signed_label, paper.signed_at, paper.signed_on = None, "", None, None
    paper.sealed_at, paper.sealed_label = None, ""
    paper.rounds += 1
    for scan in paper.files.filter(role="scan", dropped=False):
        scan.dropped = True
        scan.save()


def _ask_anew(place: Jurisdiction, paper: Paper) -> None:
    """Every cosignature of this round is void; its office is asked again."""
    for row in paper.cosignatures.filter(state__in=["asked", "signed"]):
        row.state = "void"
        row.save()
        Cosignature(
            jurisdiction=place,
            paper=paper,
            office_id=row.office_id,
            asked_label=row.asked_label,
            asked_at=timezone.now(),
        ).save()
