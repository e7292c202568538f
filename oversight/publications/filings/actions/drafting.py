"""拟稿报送: draft a report up or a filing about one action, change it, or let it go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.audit.scoping import Scope
from oversight.institutions.actions.writing import said
from oversight.institutions.models import Body, Jurisdiction
from oversight.institutions.queries import body_of_kind
from oversight.publications.filings import numbering, permissions, recipients
from oversight.publications.filings.actions.guards import (
    locked,
    plain,
    refuse_national_secrets,
    require_state,
)
from oversight.publications.filings.queries import ActionTaken
from oversight.publications.models import Filing, FilingRecipient

ISSUERS = ("party_group", "standing_committee", "presidium", "street_committee", "general_office")
"""Who reports up, the first that the place has: the Party group where there is one."""


def draft_report_up(
    actor: Actor,
    place: Jurisdiction,
    *,
    title: str,
    about: tuple[str, str],
    paper_id: str,
    action: ActionTaken | str,
    recipients: Iterable[Any],
    **more: Any,
) -> Filing:
    """拟报告: a report to the Party committee on one action, with copies (procedures §1.5).

    ``about`` is kind and public id of the record; ``recipients`` are pairs of name and role, or anything
    with ``name`` and ``role``, as the rulebook has them. ``more`` as in ``draft_filing``.
    """
    return draft_filing(
        actor,
        place,
        kind="report_up",
        title=title,
        about=about,
        paper_id=paper_id,
        action=action,
        recipients=recipients,
        **more,
    )


def draft_filing(
    actor: Actor,
    place: Jurisdiction,
    *,
    kind: str,
    title: str,
    about: tuple[str, str],
    action: ActionTaken | str,
    recipients: Iterable[Any],
    paper_id: str = "",
    issuer: Body | None = None,
    action_on: date | None = None,
    number: str = "",
    text: str = "",
    facts: dict[str, Any] | None = None,
) -> Filing:
    """拟稿: a filing always belongs to one action; nothing is sent by drafting it."""
    with act(
        "filings.draft",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft(actor, place),
    ) as running:
        if kind not in dict(Filing.KINDS):
            raise Invalid("unknown_kind", _("报送分报告和备案两种。"), where="kind")
        taken = as_action(about, action, action_on)
        require_names(taken, paper_id)
        refuse_second(place, taken)
        filing = Filing(
            jurisdiction=place,
            kind=kind,
            issuer=issuer or issuer_of(place),
            about_kind=taken.about_kind,
            about_id=taken.about_id,
            action_key=taken.key,
            paper_id=paper_id,
            facts=facts or {},
            prepared_by=actor.account_id,
            prepared_label=actor.label,
            prepared_at=timezone.now(),
        )
        number = numbering.checked(place, filing, plain(number, 60))
        write(filing, title=title, action=taken.words, number=number, text=text, on=taken.on)
        filing.save()
        address(filing, recipients)
        running.facts = {"filing": filing.public_id, "kind": kind}
    return filing


def as_action(about: tuple[str, str], action: ActionTaken | str, on: date | None) -> ActionTaken:
    """The action as a value; given in words alone, its record and the words tell it apart."""
    if isinstance(action, ActionTaken):
        return action
    words = plain(action)
    return ActionTaken(about[0], about[1], key="", words=words, on=on)


def require_names(taken: ActionTaken, paper_id: str) -> None:
    """Refuse references that can name no record."""
    named = ((taken.about_kind, 20), (taken.about_id, 12))
    odd = any(
        name != plain(name) for name in (taken.about_kind, taken.about_id, taken.key, paper_id)
    )
    too_long = len(taken.key) > 60 or len(paper_id) > 12
    if odd or too_long or any(not name or len(name) > longest for name, longest in named):
        raise Invalid(
            "unknown_record", _("写明所报的事项：哪一件案件、公文或单位。"), where="about"
        )


def refuse_second(place: Jurisdiction, taken: ActionTaken) -> None:
    """One action is reported once; a second filing about it would only confuse."""
    if not taken.key:
        return
    rows = Filing.objects.in_scope(Scope.of(place)).exclude(state="withdrawn")
    if rows.filter(
        about_kind=taken.about_kind, about_id=taken.about_id, action_key=taken.key
    ).exists():
        raise Refused("already_drafted", _("这个行动已经有一件报送，在报送清单里。"))


def issuer_of(place: Jurisdiction) -> Body:
    """The body that reports: the Party group, else the standing committee or presidium."""
    for kind in ISSUERS:
        body = body_of_kind(place, kind)
        if body is not None:
            return body
    raise Refused("no_issuer", _("还没有登记可以报送的机构。先在“机构与届次”里登记。"))


def write(
    filing: Filing, *, title: str, action: str, number: str, text: str, on: date | None
) -> None:
    """Set the words of a draft; refuses what is missing or carries the marking of a national secret."""
    title, action, text = plain(title, 200), plain(action, 200), plain(text)
    if not title:
        raise Invalid("title_missing", _("写标题。"), where="title")
    if not action:
        raise Invalid("action_missing", _("写所报的行动：做了什么。"), where="action")
    refuse_national_secrets(title=title, action=action, text=text, number=number)
    filing.title, filing.action, filing.text = title, action, text
    filing.number, filing.action_on = number, on


def address(filing: Filing, wanted: Iterable[Any]) -> None:
    """Make the recipients those that are wanted; none has signed for a draft."""
    checked = recipients.checked(filing.kind, wanted)
    refuse_national_secrets(recipients="\n".join(one.name for one in checked))
    scope = Scope.of(filing.jurisdiction_id)
    for old in FilingRecipient.objects.in_scope(scope).filter(filing=filing):
        old.delete()
    for rank, one in enumerate(checked):
        FilingRecipient(
            jurisdiction_id=filing.jurisdiction_id,
            filing=filing,
            rank=rank,
            name=one.name,
            role=one.role,
        ).save()


def change_draft(
    actor: Actor,
    place: Jurisdiction,
    filing: Filing,
    *,
    title: str,
    action: str,
    recipients: Iterable[Any],
    action_on: date | None = None,
    number: str = "",
    text: str = "",
) -> Filing:
    """修改: a draft, or a filing that came back for completion."""
    with act(
        "filings.change",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft(actor, place),
    ) as running:
        filing = locked(place, filing)
        require_state(filing, "draft", "returned")
        number = numbering.checked(place, filing, plain(number, 60))
        write(filing, title=title, action=action, number=number, text=text, on=action_on)
        filing.save()
        address(filing, recipients)
        running.facts = {"filing": filing.public_id}
    return filing


def withdraw(actor: Actor, place: Jurisdiction, filing: Filing, reason: str) -> Filing:
    """不再报送: a draft that will not go out; it stays in the list with the reason."""
    with act(
        "filings.withdraw",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft(actor, place),
    ) as running:
        filing = locked(place, filing)
        require_state(filing, "draft", "returned")
        reason = said(plain(reason, 300), "reason", "reason_missing", _("写明不再报送的原因。"))
        refuse_national_secrets(reason=reason)
        filing.state, filing.returned_reason = "withdrawn", reason
        filing.save()
        running.facts = {"filing": filing.public_id}
    return filing


def take_number(
    actor: Actor, place: Jurisdiction, filing: Filing, *, number: str, signed_by: str
) -> Filing:
    """带入文号: the paper of this filing was signed; its number and signer need not be typed again."""
    with act(
        "filings.take_number",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft(actor, place),
    ) as running:
        filing = locked(place, filing)
        require_state(filing, "draft", "returned")
        filing.number, filing.signed_by = number[:60], signed_by[:60]
        filing.save()
        running.facts = {"filing": filing.public_id, "number": filing.number}
    return filing
