"""核稿与会签: submit, approve the check, ask offices, cosign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.documents import addressing, notices, permissions
from oversight.documents.models import Cosignature, Paper
from oversight.documents.rules import sign_off
from oversight.documents.standing import facts_of, locked, note_kept, require
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import said
from oversight.institutions.models import Body, Jurisdiction
from oversight.institutions.queries import profile_of


def submit_for_check(actor: Actor, place: Jurisdiction, *, paper: Paper, note: str = "") -> Paper:
    """送核稿: the draft goes to another person; refused while something is still left open in it."""
    with act(
        "documents.submit_for_check",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft(actor, place),
        rule=sign_off.RULE,
        basis=_(sign_off.GENERAL_RULES),
    ) as running:
        paper = locked(place, paper)
        require(actor, place, paper, "submit")
        complete(place, paper)
        paper.state = "checking"
        paper.rounds += 1
        paper.checked_by, paper.checked_label, paper.checked_at = None, "", None
        paper.cosigned_at = None
        paper.save()
        notices.to_check(place, paper, profile_of(place).small_office)
        running.note = note_kept(paper, note)
        running.facts = {"version": paper.version, "content_sha256": paper.content_sha256}
    return paper


def complete(place: Jurisdiction, paper: Paper) -> None:
    """Refuse what cannot be a finished draft: open places in the text, nobody addressed, a unit that ended."""
    if any(line.strip() in {"…", "……"} for line in paper.text.splitlines()):
        text = _("没有送核。正文里还有只写了“……”的行，填好或删去。")
        raise Invalid("text_unfinished", text, where="text")
    direction = paper.paper_kind.direction
    addressed = direction != "internal" and not paper.paper_kind.to_public
    if addressed and not paper.addressees:
        text = _("没有送核。这一种公文要写主送。")
        raise Invalid("addressees_missing", text, where="addressees")
    if direction == "up" and len(paper.addressees) != 1:
        text = _("没有送核。上行文只主送一个机关，其他的列入抄送。")
        basis = _("《党政机关公文处理工作条例》第十五条")
        raise Invalid("one_addressee_upwards", text, where="addressees", basis=basis)
    ended = addressing.ended_units(place, [*paper.addressees, *paper.copies])
    if ended:
        text = _("没有送核。%(names)s已不存在，改主送、抄送。") % {"names": "、".join(ended)}
        raise Invalid("unit_ended", text, where="addressees")


def approve_check(
    actor: Actor,
    place: Jurisdiction,
    *,
    paper: Paper,
    note: str = "",
    offices: Sequence[Body] = (),
    due: date | None = None,
) -> Paper:
    """核稿通过: on to the offices asked (those named here as well), else to the signer."""
    with act(
        "documents.approve_check",
        actor=actor,
        place=place.code,
        permitted=permissions.can_check(actor, place),
        rule=sign_off.RULE,
        basis=_(sign_off.GENERAL_RULES),
    ) as running:
        paper = locked(place, paper)
        verdict = require(actor, place, paper, "check")
        paper.checked_by, paper.checked_label = actor.account_id, actor.label
        paper.checked_at = timezone.now()
        asked = [_ask(actor, place, paper, office, due) for office in offices]
        paper.chair_confirmed = paper.chair_confirmed or verdict.chair_confirms
        _go_on(place, paper)
        paper.save()
        running.note = note_kept(paper, note)
        running.facts = {
            "version": paper.version,
            "offices": [row.office.name for row in asked],
            "chair_confirms_in_small_office": verdict.chair_confirms,
        }
    return paper


def ask_cosign(
    actor: Actor,
    place: Jurisdiction,
    *,
    paper: Paper,
    offices: Sequence[Body],
    due: date | None = None,
) -> Paper:
    """送会签: these offices shall cosign; before the check they are told once it has passed."""
    with act(
        "documents.ask_cosign",
        actor=actor,
        place=place.code,
        permitted=permissions.can_ask_cosign(actor, place),
        rule=sign_off.RULE,
    ) as running:
        paper = locked(place, paper)
        require(actor, place, paper, "ask_cosign")
        if not offices:
            raise Invalid("no_office", _("没有送会签。选至少一个委室。"), where="offices")
        for office in offices:
            _ask(actor, place, paper, office, due)
        if paper.state in {"cosigning", "signing"}:
            paper.cosigned_at = None
            _go_on(place, paper)
        paper.save()
        running.facts = {"offices": [office.name for office in offices], "due": str(due or "")}
    return paper


def drop_cosign(
    actor: Actor, place: Jurisdiction, *, paper: Paper, cosignature: Cosignature, reason: str
) -> Paper:
    """取消会签: an office that need not cosign after all, with the reason."""
    with act(
        "documents.drop_cosign",
        actor=actor,
        place=place.code,
        permitted=permissions.can_drop_cosign(actor, place),
        rule=sign_off.RULE,
    ) as running:
        paper = locked(place, paper)
        require(actor, place, paper, "drop_cosign")
        row = paper.cosignatures.filter(pk=cosignature.pk, state="asked").first()
        if row is None:
            raise Refused("not_open", _("没有取消。这个委室已经会签，或者没有送它会签。"))
        reason = said(reason, "reason", "reason_missing", _("写明不再会签的原因。"))
        row.state, row.reason = "dropped", reason[:300]
        row.save()
        _go_on(place, paper)
        paper.save()
        running.note = note_kept(paper, reason)
        running.facts = {"office": row.office.name}
    return paper


def cosign(
    actor: Actor,
    place: Jurisdiction,
    *,
    paper: Paper,
    opinion: str = "",
    office: Body | None = None,
) -> Paper:
    """会签: the office agrees, with its opinion if it has one; whoever disagrees returns the paper.

    ``office`` is only for the command line; staff speak for their own.
    """
    with act(
        "documents.cosign",
        actor=actor,
        place=place.code,
        permitted=permissions.can_cosign(actor, place),
        rule=sign_off.RULE,
        basis=_(sign_off.GENERAL_RULES),
    ) as running:
        paper = locked(place, paper)
        require(actor, place, paper, "cosign")
        key = actor.body_id or (office.pk if office else None)
        row = paper.cosignatures.filter(state="asked", office_id=key).first()
        if row is None:
            raise Refused("office_not_asked", _("没有会签。这件公文没有送这个委室会签。"))
        row.state, row.version = "signed", paper.version
        row.opinion = opinion.strip()[:500] or _("同意")
        row.signed_by, row.signed_label = actor.account_id, actor.label
        row.signed_at = timezone.now()
        row.save()
        _go_on(place, paper)
        paper.save()
        running.note = note_kept(paper, row.opinion)
        running.facts = {"office": row.office.name, "version": paper.version}
    return paper


def _go_on(place: Jurisdiction, paper: Paper) -> None:
    """To the next holder: the offices still open, else the signer; tells them."""
    open_offices = facts_of(place, paper).open_offices
    paper.state = sign_off.after_check(len(open_offices))
    if open_offices:
        notices.to_cosign(place, paper, open_offices)
        return
    if paper.cosignatures.filter(state="signed").exists():
        paper.cosigned_at = timezone.now()
    notices.to_sign(place, paper)


def _ask(
    actor: Actor, place: Jurisdiction, paper: Paper, office: Body, due: date | None
) -> Cosignature:
    """One open request; refuses what is no office or was asked already."""
    if office.jurisdiction_id != place.pk or office.kind not in Body.OFFICES:
        text = _("“%(name)s”不是本地的委室，不能会签。") % {"name": office.name}
        raise Invalid("no_office", text, where="offices")
    if due is not None and due < institutions.today():
        raise Invalid("due_in_the_past", _("会签期限已经过了。"), where="due")
    if paper.cosignatures.filter(office=office, state__in=["asked", "signed"]).exists():
        text = _("已经送%(name)s会签，不必再送。") % {"name": office.name}
        raise Invalid("already_asked", text, where="offices")
    row = Cosignature(
        jurisdiction=place,
        paper=paper,
        office=office,
        asked_label=actor.label,
        asked_at=timezone.now(),
        due=due,
    )
    row.save()
    return row
