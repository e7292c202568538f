"""案件的公文: judgment sheet, extract of minutes, report up – drafted from the case, signed off in documents."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Refused
from oversight.cases import papers, permissions, queries
from oversight.cases.actions.support import KEPT_IN, locked, require, require_own
from oversight.cases.models import Case, CaseDecision, CaseHearing
from oversight.cases.rules.stages import EVERY_ACTION
from oversight.cases.standing import recipients, standing
from oversight.documents import actions as documents
from oversight.documents import addressing
from oversight.documents import queries as documents_read
from oversight.documents.models import Paper
from oversight.institutions import queries as institutions
from oversight.institutions.models import Body, Jurisdiction
from oversight.publications.filings import actions as filings
from oversight.publications.filings.queries import ActionTaken
from oversight.publications.models import Filing

GONE = frozenset({"recalled", "withdrawn"})


def issuer_for(place: Jurisdiction, *kinds: str) -> Body:
    """Who issues: the first of these bodies that the place has."""
    for kind in kinds:
        body = institutions.body_of_kind(place, kind)
        if body is not None:
            return body
    raise Refused("no_issuer", _("还没有登记可以发文的机构。先在“机构与届次”里登记。"))


def refuse_standing_paper(place: Jurisdiction, case: Case, kind: str, key: str) -> None:
    """One paper of a kind for one round or decision; a recalled one may be drafted again."""
    rows = documents_read.papers_about(place, "case", case.public_id).filter(kind=kind)
    for paper in rows.exclude(state__in=GONE):
        if paper.facts.get("of") == key:
            text = _("《%(title)s》已经起草，请在公文里继续办理。")
            raise Refused("paper_exists", text % {"title": paper.title})


def drafted(
    actor: Actor, place: Jurisdiction, case: Case, kind: str, draft: papers.Draft, **more: Any
) -> Paper:
    """The paper in documents, about this case."""
    return documents.draft_paper(
        actor,
        place,
        kind=kind,
        title=draft.title[:200],
        text=draft.text,
        about=("case", case.public_id),
        **more,
    )


def draft_judgment_sheet(actor: Actor, place: Jurisdiction, case: Case) -> Paper:
    """起草联合研判意见: from the two signed opinions of the present round."""
    with act(
        "cases.draft_judgment_sheet",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_papers(actor, place),
    ) as running:
        case = locked(place, case)
        require_own(actor, case)
        require("draft_judgment_sheet", case)
        key = f"round:{case.round}"
        refuse_standing_paper(place, case, "judgment_sheet", key)
        opinions = [one for one in queries.opinions_of(case) if one.round == case.round]
        titles = {one.code: one.title for one in standing(place).offers}
        paper = drafted(
            actor,
            place,
            case,
            "judgment_sheet",
            papers.judgment_sheet(case, opinions, titles),
            issuer=issuer_for(place, "general_office", "working_office", "street_committee"),
            facts={"of": key, "case": case.code},
        )
        running.facts = {"case": case.code, "paper": paper.public_id}
    return paper


def draft_minutes_extract(actor: Actor, place: Jurisdiction, case: Case) -> Paper:
    """起草纪要摘录: of the newest confirmed decision."""
    with act(
        "cases.draft_minutes_extract",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_papers(actor, place),
    ) as running:
        case = locked(place, case)
        require_own(actor, case)
        require("draft_minutes_extract", case)
        decision = [one for one in queries.confirmed_decisions(case) if one.kind != "back"][-1]
        refuse_standing_paper(place, case, "minutes_extract", decision.public_id)
        paper = drafted(
            actor,
            place,
            case,
            "minutes_extract",
            papers.minutes_extract(case, decision),
            issuer=decision.body,
            facts={"of": decision.public_id, "case": case.code},
        )
        running.facts = {"case": case.code, "paper": paper.public_id}
    return paper


def draft_report_up(
    actor: Actor,
    place: Jurisdiction,
    case: Case,
    *,
    decision: CaseDecision | None = None,
    hearing: CaseHearing | None = None,
) -> Filing:
    """起草报告: paper and filing for one action not yet reported – a decision, or a result that was announced."""
    with act(
        "cases.draft_report_up",
        actor=actor,
        place=place.code,
        permitted=permissions.can_report_up(actor, place),
        basis=_(EVERY_ACTION),
    ) as running:
        case = locked(place, case)
        require("draft_report_up", case)
        wanted = to_report(case, decision, hearing)
        draft, action = told(case, wanted)
        to = list(recipients(place))
        paper = drafted(
            actor,
            place,
            case,
            "report_up",
            draft,
            issuer=issuer_for(
                place, "party_group", "standing_committee", "presidium", "street_committee"
            ),
            addressees=[one.name for one in to if one.role == "report_to"],
            copies=addressing.copies_of(to),
            facts={"of": wanted.public_id, "case": case.code},
        )
        filing = filings.draft_report_up(
            actor,
            place,
            title=draft.title[:200],
            about=("case", case.public_id),
            paper_id=paper.public_id,
            action=action,
            recipients=[(one.name, one.role) for one in to],
            facts={"case": case.code, "rulebook": standing(place).reference},
        )
        wanted.filing_id = filing.public_id
        wanted.save()
        running.facts = {"case": case.code, "filing": filing.public_id, "paper": paper.public_id}
    return filing


def to_report(
    case: Case, decision: CaseDecision | None, hearing: CaseHearing | None
) -> CaseDecision | CaseHearing:
    """The action asked for, else the oldest not yet reported."""
    waiting = [*queries.unreported(case), *queries.unreported_hearings(case)]
    asked = decision or hearing
    found = [one for one in waiting if asked is None or one == asked]
    if not found:
        raise Refused("nothing_to_report", _("没有尚未报告的行动。"), basis=_(EVERY_ACTION))
    return found[0]


def told(case: Case, wanted: CaseDecision | CaseHearing) -> tuple[papers.Draft, ActionTaken]:
    """The text of the report and the action that it reports."""
    unit = queries.unit_now(case)
    if isinstance(wanted, CaseHearing):
        return papers.result_up(case, wanted, unit), result_taken(wanted)
    return papers.report_up(case, wanted, unit), taken(case, wanted)


def taken(case: Case, decision: CaseDecision) -> ActionTaken:
    """The decision as an action that must be reported."""
    with override(KEPT_IN):
        words = f"{case.code} {decision.get_kind_display()}"
    if decision.method_title:
        words = f"{case.code} {decision.method_title}"
    return ActionTaken("case", case.public_id, decision.public_id, words, decision.on)


def result_taken(hearing: CaseHearing) -> ActionTaken:
    """An announced result as an action that must be reported."""
    case, on = hearing.case, hearing.announced_on or hearing.on
    words = f"{case.code} {papers.hearing_words(hearing)}"
    return ActionTaken("case", case.public_id, hearing.public_id, words, on)
