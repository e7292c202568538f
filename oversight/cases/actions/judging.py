"""研判: each of the two offices writes and signs its own opinion; two different people sign (procedures §5, 3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import OPERATOR, SYSTEM, Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.cases import permissions, queries
from oversight.cases.actions.support import locked, require, tell_lead, tell_office, written
from oversight.cases.models import Case, OfficeOpinion
from oversight.cases.rules import methods
from oversight.cases.rules.stages import TWO_OFFICES
from oversight.cases.standing import Standing, standing
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import chair_confirms

OTHER = {"general": "committee", "committee": "general"}


def write_opinion(
    actor: Actor,
    place: Jurisdiction,
    case: Case,
    *,
    causes: Sequence[str],
    cause_text: str,
    method: str,
    text: str,
    comparison_text: str = "",
    other_matters_text: str = "",
    side: str = "",
    seen: dict[str, Any] | None = None,
) -> OfficeOpinion:
    """写研判意见: the side's opinion of this round; rewritten until it is signed.

    ``side`` is only asked where one person speaks for both (a small office); ``seen`` are the figures and
    other matters that lay before the writer.
    """
    with act(
        "cases.write_opinion",
        actor=actor,
        place=place.code,
        permitted=permissions.can_judge(actor, place),
        basis=_(TWO_OFFICES),
    ) as running:
        case = locked(place, case)
        side = side_for(actor, place, case, side)
        require("write_opinion", case, side)
        rules = standing(place)
        opinion = queries.opinion_of(case, side) or OfficeOpinion(
            jurisdiction=place, case=case, round=case.round, side=side
        )
        opinion.office = case.lead_office if side == "committee" else general_office(place)
        opinion.causes = known_causes(causes)
        opinion.cause_text = written(cause_text, "cause_text", _("原因分析"))
        opinion.method = lawful(rules, method)
        opinion.text = written(text, "text", _("意见"))
        opinion.comparison_text = comparison_text.replace("\x00", "").strip()[:2000]
        opinion.other_matters_text = other_matters_text.replace("\x00", "").strip()[:2000]
        opinion.seen = seen or {}
        opinion.rulebook, opinion.rulebook_sha256 = rules.reference, rules.sha256
        opinion.rule = methods.CODE
        opinion.written_by_id, opinion.written_label = actor.account_id, actor.label[:100]
        put(opinion)
        running.facts = {"case": case.code, "side": side, "method": method}
    return opinion


def side_for(actor: Actor, place: Jurisdiction, case: Case, wanted: str = "") -> str:
    """Whose opinion this is; in a small office the general office may write the other side's too."""
    own = permissions.side_of(actor, case)
    if not own and actor.role == "office":
        text = _("这个案件由%(office)s牵头，不由你所在的委室研判。") % {"office": case.lead_office}
        raise NotPermitted(text, code="other_office")
    small = institutions.profile_of(place).small_office
    anybody = actor.role in {OPERATOR, SYSTEM}
    if wanted in {"general", "committee"} and wanted != own:
        if anybody or (small and actor.role in {"clerk", "reviewer", "chair"}):
            return wanted
        raise NotPermitted(_("各方只写、只签本方的研判意见。"), code="other_side")
    if not own:
        raise NotPermitted(_("研判意见由办公室和对口联系委室写。"), code="no_side")
    return own


def general_office(place: Jurisdiction) -> Any:
    """The general office, where the register has it."""
    return institutions.body_of_kind(place, "general_office")


def known_causes(causes: Sequence[str]) -> list[str]:
    """The chosen causes in the order of the list; at least one."""
    known = [code for code, _word in OfficeOpinion.CAUSES]
    if unknown := sorted(set(causes) - set(known)):
        raise Invalid(
            "unknown_cause", _("没有原因“%(code)s”。") % {"code": unknown[0]}, where="causes"
        )
    if not causes:
        raise Invalid("cause_missing", _("至少选一项原因。"), where="causes")
    return [code for code in known if code in causes]


def lawful(rules: Standing, method: str) -> str:
    """Only a method with a basis for the bodies of this place may be proposed."""
    if method == "none":
        return method
    offer = rules.offer(method)
    if offer is None:
        raise Invalid("unknown_method", _("没有这种监督方式。"), where="method")
    if not offer.allowed:
        values = {"method": _(offer.title), "why": _(offer.reason)}
        basis = _(methods.STREET) if offer.refusal == "street_has_no_vote" else rules.label
        text = _("不能提出“%(method)s”：%(why)s") % values
        raise Invalid(offer.refusal, text, basis=basis, where="method")
    return method


def sign_opinion(actor: Actor, place: Jurisdiction, case: Case, *, side: str = "") -> OfficeOpinion:
    """签署: the opinion stands; with the second one the case is judged."""
    with act(
        "cases.sign_opinion",
        actor=actor,
        place=place.code,
        permitted=permissions.can_judge(actor, place),
        basis=_(TWO_OFFICES),
    ) as running:
        case = locked(place, case)
        side = side_for(actor, place, case, side)
        require("sign_opinion", case, side)
        opinion = queries.opinion_of(case, side)
        assert opinion is not None
        opinion.confirmed_by_chair = second_person(actor, place, case, side)
        opinion.signed_by_id, opinion.signed_label = actor.account_id, actor.label[:100]
        opinion.signed_at = timezone.now()
        opinion.save()
        complete = queries.facts_of(case).signed >= {"general", "committee"}
        if complete:
            case.state = "judged"
            case.save()
            title = _("%(case)s研判完成，请提请会议决定") % {"case": case.code}
            key = f"judged:{case.round}"
            tell_office(place, case, key=key, title=title, roles=("clerk", "chair"))
        else:
            tell_other_side(place, case, side)
        running.facts = {
            "case": case.code,
            "side": side,
            "round": case.round,
            "chair_confirms_in_small_office": opinion.confirmed_by_chair,
        }
    return opinion


def second_person(actor: Actor, place: Jurisdiction, case: Case, side: str) -> bool:
    """Nobody signs for both offices; in a small office the chair's confirmation stands for the second.

    The chair confirms what another wrote; whoever wrote both opinions does not sign both. Returns whether
    the small-office rule was used.
    """
    confirms = chair_confirms(actor, place)
    own, other = (queries.opinion_of(case, each) for each in (side, OTHER[side]))
    same = other is not None and other.is_signed and other.signed_by_id == actor.account_id
    wrote_both = all(one and one.written_by_id == actor.account_id for one in (own, other))
    if same and actor.account_id is not None and (wrote_both or not confirms):
        text = _("两方的意见须由两个人签署，你已经签了另一方的。")
        raise Refused("same_person", text, basis=_(TWO_OFFICES))
    return confirms


def tell_other_side(place: Jurisdiction, case: Case, signed: str) -> None:
    """The other office learns that only its opinion is missing."""
    title = _("%(case)s等你方的研判意见") % {"case": case.code}
    key = f"judge:{case.round}:{signed}"
    if signed == "general":
        tell_lead(place, case, key=key, title=title)
    else:
        tell_office(place, case, key=key, title=title, roles=("clerk", "reviewer"))
