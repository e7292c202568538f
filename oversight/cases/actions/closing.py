"""结案: what those who complained say, figures after the hearing, proposed by one, verified by another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import Act, act
from oversight.audit.errors import Invalid, Refused
from oversight.cases import permissions, queries_deputies, queries_hearing
from oversight.cases.actions.support import (
    locked,
    require,
    require_own,
    tell_office,
    written,
)
from oversight.cases.actions.unit_reports import MOST
from oversight.cases.figures import months_after
from oversight.cases.models import Case, CaseClosing, CaseFigures, ReturnCalls
from oversight.cases.personal import refuse_personal
from oversight.cases.rules import closing
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import not_to_come, put
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import chair_confirms


def record_calls(
    actor: Actor,
    place: Jurisdiction,
    case: Case,
    *,
    called: int,
    reached: int,
    solved: int,
    partly: int,
    unsolved: int,
    text: str = "",
    on: date | None = None,
) -> ReturnCalls:
    """登记回访: counts that add up, and the gist of the answers; no name, no telephone number."""
    with act(
        "cases.record_calls",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_papers(actor, place),
    ) as running:
        case = locked(place, case)
        require_own(actor, case)
        require("record_calls", case)
        on = on or institutions.today()
        not_to_come(on)
        if reached > called:
            raise Invalid("too_many_reached", _("接通的多于拨打的。"), where="reached")
        if solved + partly + unsolved != reached:
            values = {"reached": reached, "sum": solved + partly + unsolved}
            why = _("三种回答合计 %(sum)d 人，接通 %(reached)d 人，两数应相等。") % values
            raise Invalid("calls_do_not_add_up", why, where="reached")
        text = text.replace("\x00", "").strip()
        if len(text) > MOST:
            values = {"what": _("回答摘要"), "most": MOST}
            raise Invalid("text_long", _("%(what)s不超过 %(most)d 字。") % values, where="text")
        refuse_personal(text, "text")
        made = ReturnCalls(
            jurisdiction=place,
            case=case,
            on=on,
            called=called,
            reached=reached,
            solved=solved,
            partly=partly,
            unsolved=unsolved,
            text=text,
            entered_label=actor.label[:100],
        )
        put(made)
        running.facts = {"case": case.code, "reached": reached, "unsolved": unsolved}
    return made


def take_figures(actor: Actor, place: Jurisdiction, case: Case) -> CaseFigures:
    """取会后数字: frozen months since the hearing beside the range expected without action; kept as taken."""
    with act(
        "cases.take_figures",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_papers(actor, place),
        rule=closing.CODE,
    ) as running:
        case = locked(place, case)
        require_own(actor, case)
        require("take_figures", case)
        heard_on = queries_hearing.announced(case)[-1].on
        rows = [one.as_dict() for one in months_after(place, case, heard_on)]
        if not rows:
            raise Refused("no_frozen_month", _("听取以后还没有冻结的月份。"))
        months = tuple(month_seen(row) for row in rows)
        made = CaseFigures(
            jurisdiction=place,
            case=case,
            heard_on=heard_on,
            rows=rows,
            verdict=closing.months_verdict(months),
            rule=closing.CODE,
            taken_at=timezone.now(),
            taken_label=actor.label[:100],
        )
        put(made)
        running.facts = {"case": case.code, "months": len(rows), "verdict": made.verdict}
    return made


def month_seen(row: dict[str, Any]) -> closing.MonthSeen:
    """A kept month as the rule takes it."""
    return closing.MonthSeen(row["month"], row["seen"], row["expected"], row["low"], row["high"])


def propose_closing(actor: Actor, place: Jurisdiction, case: Case, *, text: str) -> CaseClosing:
    """提出结案: on the merits; refused with every reason that does not hold – then only the body closes."""
    with act(
        "cases.propose_closing",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_papers(actor, place),
        basis=_(closing.TWO_PEOPLE),
        rule=closing.CODE,
    ) as running:
        case = locked(place, case)
        require_own(actor, case)
        require("propose_closing", case)
        deputies = queries_deputies.count_now(case, timezone.now())
        found = checked(case, queries_deputies.part_of(deputies).said)
        made = CaseClosing(
            jurisdiction=place,
            case=case,
            text=written(text, "text", _("结案理由")),
            checks=as_list(found),
            deputies=deputies,
            rule=closing.CODE,
            proposed_by_id=actor.account_id,
            proposed_label=actor.label[:100],
            proposed_on=institutions.today(),
        )
        put(made)
        title = _("%(case)s提出结案，请另一人核实") % {"case": case.code}
        key = f"closing:{made.public_id}"
        tell_office(place, case, key=key, title=title, roles=("reviewer", "chair"))
        running.facts = {"case": case.code, "checks": [one.code for one in found]}
    return made


def checked(case: Case, deputies: closing.Answers | None = None) -> tuple[closing.Check, ...]:
    """The checks of a closing on the merits, with ``deputies`` as counted now; refuses while one does not hold."""
    facts = queries_hearing.closing_facts(case)
    if deputies is not None:
        facts = replace(facts, deputies=deputies, sealed=False)
    found = closing.checks(facts)
    failing = [one for one in found if not one.holds]
    if failing:
        text = "".join(_(one.text) % dict(one.values) for one in failing)
        text += _("要结案，补齐以后再提，或者由会议作出结案的决定并写明理由。")
        raise Refused(failing[0].code, text, basis=_(failing[0].basis) if failing[0].basis else "")
    return found


def as_list(found: tuple[closing.Check, ...]) -> list[dict[str, Any]]:
    """The checks as a record keeps them."""
    return [
        {
            "code": one.code,
            "holds": one.holds,
            "text": one.text,
            "basis": one.basis,
            "values": dict(one.values),
        }
        for one in found
    ]


def verify_closing(actor: Actor, place: Jurisdiction, case: Case, *, text: str) -> CaseClosing:
    """核实结案: by another person; what it rests on is looked at once more. The case is resolved."""
    with act(
        "cases.verify_closing",
        actor=actor,
        place=place.code,
        permitted=permissions.can_verify(actor, place) and permissions.works_on(actor, case),
        basis=_(closing.TWO_PEOPLE),
        rule=closing.CODE,
    ) as running:
        case = locked(place, case)
        require("verify_closing", case)
        made = another_person(running, actor, place, case)
        made.checks = as_list(checked(case))
        conclude(actor, made, "verified", written(text, "text", _("核实情况")))
        case.state, case.ended_on = "resolved", institutions.today()
        case.end_reason = made.text[:500]
        case.save()
        title = _("%(case)s已结案") % {"case": case.code}
        tell_office(place, case, key=f"resolved:{made.public_id}", title=title, roles=("clerk",))
        running.facts |= {"case": case.code}
    return made


def refuse_closing(actor: Actor, place: Jurisdiction, case: Case, *, reason: str) -> CaseClosing:
    """不予结案: the proposal stays in the record with the reason; the case goes on."""
    with act(
        "cases.refuse_closing",
        actor=actor,
        place=place.code,
        permitted=permissions.can_verify(actor, place) and permissions.works_on(actor, case),
        basis=_(closing.TWO_PEOPLE),
    ) as running:
        case = locked(place, case)
        require("refuse_closing", case)
        made = queries_hearing.closing_ahead(case)
        assert made is not None
        conclude(actor, made, "refused", written(reason, "reason", _("原因"), 300))
        title = _("%(case)s没有核实结案") % {"case": case.code}
        tell_office(place, case, key=f"refused:{made.public_id}", title=title, roles=("clerk",))
        running.note = made.verified_text
        running.facts = {"case": case.code}
    return made


def another_person(running: Act, actor: Actor, place: Jurisdiction, case: Case) -> CaseClosing:
    """The proposal, refused to who made it; in a small office the chair's confirmation does."""
    made = queries_hearing.closing_ahead(case)
    assert made is not None
    if not permissions.proposed_it(actor, made):
        return made
    if not chair_confirms(actor, place):
        text = _("由你提出的结案，由另一人核实。")
        raise Refused("same_person", text, basis=_(closing.TWO_PEOPLE))
    made.by_chair = True
    running.facts["chair_confirms_in_small_office"] = True
    return made


def conclude(actor: Actor, made: CaseClosing, state: str, text: str) -> None:
    """Verified or refused, by whom, with which words."""
    made.state, made.verified_text = state, text
    made.verified_by_id, made.verified_label = actor.account_id, actor.label[:100]
    made.verified_on = institutions.today()
    made.save()
