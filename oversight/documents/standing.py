"""公文现在的情形: the facts that the rule of sign-off asks for, read from the records."""

from __future__ import annotations

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import NotPermitted, Refused
from oversight.audit.scoping import Scope
from oversight.documents.addressing import units_carried_by
from oversight.documents.models import Paper, PaperVersion
from oversight.documents.rules import sign_off
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import grants_in, profile_of
from oversight.institutions.rules.periods import day_before, overlaps


def locked(place: Jurisdiction, paper: Paper) -> Paper:
    """The paper as it stands now, locked for this act."""
    return (
        Paper.objects.in_scope(Scope.of(place))
        .select_for_update(of=("self",))
        .select_related("issuer", "jurisdiction")
        .get(pk=paper.pk)
    )


def facts_of(place: Jurisdiction, paper: Paper) -> sign_off.PaperFacts:
    """What the rule must know of the paper."""
    cosignatures = list(paper.cosignatures.all())
    receipts = list(paper.receipts.all())
    versions = list(paper.versions.all())
    editable = paper.state in sign_off.STEPS["edit"].states
    authors = {version.author for version in versions}
    return sign_off.PaperFacts(
        state=paper.state,
        authors=frozenset(key for key in authors if key is not None),
        author_offices=offices_of_authors(place, versions) if editable else frozenset(),
        checked_by=paper.checked_by,
        cosigners=frozenset(
            row.signed_by for row in cosignatures if row.state == "signed" and row.signed_by
        ),
        open_offices=frozenset(row.office_id for row in cosignatures if row.state == "asked"),
        addressed_units=frozenset(row.unit_id for row in receipts if row.unit_id),
        open_receipts=sum(row.required and row.state != "acknowledged" for row in receipts),
        small_office=profile_of(place).small_office,
    )


def offices_of_authors(place: Jurisdiction, versions: list[PaperVersion]) -> frozenset[int]:
    """The committee offices whose staff wrote a version, each as of the day of writing.

    A role that is taken back ends with the day before; what was written that day stays the office's.
    """
    written = {(each.author, localdate(each.at)) for each in versions if each.author}
    accounts = {account for account, _day in written}
    return frozenset(
        grant.body_id
        for grant in grants_in(place).filter(role="office", account__in=accounts)
        for account, day in written
        if account == grant.account_id
        and overlaps(day_before(day), day, grant.valid_from, grant.valid_to)
    )


def who_of(actor: Actor, place: Jurisdiction) -> sign_off.Who:
    """Whoever acts, as the rule knows them."""
    return sign_off.Who(
        account_id=actor.account_id,
        role=actor.role,
        body_id=actor.body_id,
        unit_ids=units_carried_by(place, actor.unit_id),
    )


def possible(actor: Actor, place: Jurisdiction, paper: Paper) -> tuple[str, ...]:
    """Every act that this role may do with the paper now."""
    return sign_off.possible(facts_of(place, paper), who_of(actor, place))


def note_kept(paper: Paper, note: str) -> str:
    """What the record of acts keeps of a remark; of a report to the Party committee nothing (procedures §9)."""
    return "" if paper.paper_kind.restricted else note.strip()[:500]


def require(actor: Actor, place: Jurisdiction, paper: Paper, act: str) -> sign_off.Verdict:
    """Refuses where the rule does, with reason and article."""
    verdict = sign_off.judge(act, facts_of(place, paper), who_of(actor, place))
    if verdict.allowed:
        return verdict
    if verdict.code == "wrong_role":
        raise NotPermitted(_(verdict.text))
    text = _(verdict.text)
    if verdict.code == "wrong_state":
        now = _(sign_off.STATE_WORDS[paper.state])
        text = _("没有办理。这件公文现在%(now)s。%(instead)s") % {"now": now, "instead": text}
    raise Refused(verdict.code, text, basis=_(verdict.basis) if verdict.basis else "")
