"""联系方式的行为: kept sealed with the proposer's consent, opened on record, gone when it has served."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor, system
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.audit.scoping import Scope
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import said
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions
from oversight.projects.actions.support import locked_proposal
from oversight.projects.models import ProjectYear, Proposal, ProposalContact
from oversight.projects.rules import collecting
from oversight.projects.sealing import Contact, sealed, unsealed

MOST = 30


def keep_contact(year: ProjectYear, proposal: Proposal, contact: Contact) -> None:
    """Part of the act that receives the proposal; the record of acts never sees it."""
    name, phone = " ".join(contact.name.split()), "".join(contact.phone.split())
    if not (name or phone):
        return
    if len(name) > MOST or len(phone) > MOST:
        text = _("姓名、电话各不超过 %(most)d 字。") % {"most": MOST}
        raise Invalid("contact_long", text, where="phone" if len(phone) > MOST else "name")
    ProposalContact.objects.create(
        proposal=proposal,
        sealed=sealed(Contact(name, phone)),
        agreed_at=timezone.now(),
        delete_after=collecting.keep_contact_until(year.collecting_to, institutions.today()),
    )


def open_contact(actor: Actor, place: Jurisdiction, proposal: Proposal, *, purpose: str) -> Contact:
    """打开联系方式: to tell the proposer something; who, when and what for is on record, the contact is not."""
    with act(
        "projects.open_contact",
        actor=actor,
        place=place.code,
        permitted=permissions.can_read_contacts(actor, place),
        basis=_(collecting.PRIVACY_19),
    ) as running:
        proposal = locked_proposal(place, proposal)
        purpose = said(purpose, "purpose", "purpose_missing", _("写明打开联系方式做什么。"))
        kept = contact_row(place, proposal)
        if kept is None:
            raise Refused("no_contact", _("没有留联系方式，或者已经删除。"))
        found = unsealed(kept.sealed)
        if found is None:
            raise Refused("unreadable", _("联系方式打不开：服务器的密钥换过。"))
        running.note = purpose[:500]
        running.facts = {"code": proposal.code}
    return found


def contact_row(place: Jurisdiction, proposal: Proposal) -> ProposalContact | None:
    """The sealed contact of a proposal."""
    rows = ProposalContact.objects.in_scope(Scope.of(place))
    return rows.filter(proposal=proposal).first()


def drop_contact(place: Jurisdiction, proposal: Proposal) -> bool:
    """Part of the act that deletes a proposal."""
    rows = ProposalContact.objects.in_scope(Scope.of(place)).filter(proposal=proposal)
    return rows.delete()[0] > 0


def shorten_contact(place: Jurisdiction, proposal: Proposal) -> None:
    """Part of a reply: once told, the contact stays a month for questions back, then it goes."""
    kept = contact_row(place, proposal)
    if kept is not None:
        today = institutions.today()
        kept.delete_after = collecting.keep_contact_once_answered(kept.delete_after, today)
        kept.save()


def forget_contacts(place: Jurisdiction) -> int:
    """到期删除联系方式: by the nightly job, on record by number alone."""
    due = ProposalContact.objects.in_scope(Scope.of(place)).filter(
        delete_after__lt=institutions.today()
    )
    if not due.exists():
        return 0
    with act(
        "projects.forget_contacts",
        actor=system(),
        place=place.code,
        permitted=True,
        basis=_(collecting.PRIVACY_47),
    ) as running:
        gone, _by_model = due.delete()
        running.facts = {"contacts": gone, "before": institutions.today().isoformat()}
    return gone
