"""听取的结果: the announced vote and what follows, an item gone, a meeting moved; acts of the system."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import SYSTEM, Actor
from oversight.audit.acts import act
from oversight.cases import queries, queries_hearing
from oversight.cases.actions.support import (
    KEPT_IN,
    locked,
    tell_lead,
    tell_office,
    tell_unit,
)
from oversight.cases.models import Case, CaseHearing, CaseOption
from oversight.cases.rules import hearing
from oversight.cases.standing import standing
from oversight.institutions.models import Jurisdiction


@dataclass(frozen=True)
class Announced:
    """宣布的结果 as the voting app gives it."""

    poll_id: str
    rule: str
    status: str
    passed: Sequence[str]
    grades: dict[str, str | None]
    figures: dict[str, Any]
    text: str
    on: date


def record_result(
    actor: Actor, place: Jurisdiction, item_id: str, found: Announced
) -> CaseHearing | None:
    """表决结果: the system's act after the chair announced; written once, later calls change nothing."""
    known = queries_hearing.hearing_with_item(place, item_id)
    result = hearing.result_of(found.status, found.passed, found.grades)
    if known is None or known.state != "placed" or not result:
        return known
    with act(
        "cases.record_result",
        actor=actor,
        place=place.code,
        permitted=actor.role == SYSTEM,
        basis=_(hearing.ORGANIC_51),
        rule=hearing.CODE,
    ) as running:
        case = locked(place, known.case)
        made = queries_hearing.hearing_with_item(place, item_id)
        if made is None or made.state != "placed" or case.state != "placed":
            return made
        failed = [one for one in queries_hearing.announced(case) if one.state == "failed"]
        follows = hearing.consequence(result, len(failed))
        made.state, made.poll_id, made.rule = result, found.poll_id, found.rule
        made.figures, made.result_text = found.figures, found.text
        made.announced_on = found.on
        made.save()
        case.state = follows.state
        case.save()
        if follows.state == "failed_twice":
            open_options(place, case, made)
        running.facts = {"case": case.code, "result": result, "poll": found.poll_id}
        tell_of_result(place, case, made, _(follows.text))
    return made


def open_options(place: Jurisdiction, case: Case, made: CaseHearing) -> None:
    """再次未通过: drafts only, each with its basis; the body decides, nothing is carried out."""
    for one in hearing.options(standing(place).offers):
        with override(KEPT_IN):
            text, title, basis = _(one.text), _(one.title), _(one.basis)
        option = CaseOption(
            jurisdiction=place,
            case=case,
            hearing=made,
            code=one.code,
            title=title[:60],
            basis=basis[:300],
            text=text,
        )
        option.save()


def tell_of_result(place: Jurisdiction, case: Case, made: CaseHearing, follows: str) -> None:
    """Office and unit learn the result and what follows."""
    values = {"case": case.code, "result": str(made.get_state_display())}
    title, key = _("%(case)s表决结果：%(result)s") % values, f"result:{made.public_id}"
    tell_office(place, case, key=key, title=title, text=follows, roles=("clerk", "chair"))
    tell_lead(place, case, key=key, title=title)
    tell_unit(place, case, key=key, title=title, text=follows)


def drop_hearing(actor: Actor, place: Jurisdiction, made: CaseHearing) -> CaseHearing:
    """撤下议程: the system's act after the item was withdrawn or not put to the vote, or the meeting cancelled."""
    with act(
        "cases.drop_hearing", actor=actor, place=place.code, permitted=actor.role == SYSTEM
    ) as running:
        case = locked(place, made.case)
        known = queries_hearing.hearing_with_item(place, made.item_id)
        assert known is not None
        if known.state != "placed" or case.state != "placed":
            return known
        known.state = "dropped"
        known.save()
        case.state = "failed" if failed_last(case) else "notified"
        case.save()
        running.facts = {"case": case.code, "meeting": known.meeting_name}
        title = _("%(case)s没有在会议上表决，请另行安排") % {"case": case.code}
        key = f"dropped:{known.public_id}"
        tell_office(place, case, key=key, title=title, roles=("clerk",))
        tell_lead(place, case, key=key, title=title)
    return known


def follow_meeting(
    actor: Actor, place: Jurisdiction, made: CaseHearing, *, on: date
) -> CaseHearing:
    """听取随会议改日期: lead times and late marks are counted from the day on which the meeting is."""
    if made.state != "placed" or made.on == on:
        return made
    with act(
        "cases.follow_meeting", actor=actor, place=place.code, permitted=actor.role == SYSTEM
    ) as running:
        case = locked(place, made.case)
        known = queries_hearing.hearing_with_item(place, made.item_id)
        assert known is not None
        if known.state != "placed":
            return known
        running.facts = {"case": case.code, "from": str(known.on), "to": str(on)}
        known.on = on
        known.save()
    return known


def failed_last(case: Case) -> bool:
    """Whether the case waits for its second hearing: it failed, and nothing else was decided since."""
    found, decision = queries_hearing.announced(case), queries.decision_in_force(case)
    if not found or decision is None:
        return False
    return found[-1].state == "failed" and found[-1].decision_id == decision.pk
