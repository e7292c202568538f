"""接口: cases read and carried on (cases:read, cases:write); every act is the one of the pages."""

from __future__ import annotations

from typing import Annotated, Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from ninja import Query, Router, Status

from oversight.accounts.tokens import TokenAuth
from oversight.cases import actions, origins, permissions, queries
from oversight.cases import api_schemas as s
from oversight.cases.actions.deciding import Met
from oversight.cases.actions.deciding import replay as replayed
from oversight.cases.api_values import case_detail, case_line
from oversight.cases.models import Case
from oversight.cases.pages.course import courses
from oversight.cases.pages.listing import Filters, narrowed
from oversight.cases.standing import deciding_body
from oversight.files import queries as files
from oversight.institutions import queries as institutions
from oversight.institutions.api.access import Allowed, optional, place_for, the
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of

router = Router(tags=["cases"], auth=TokenAuth())
PAGE_SIZE = 50
PageNumber = Annotated[int, Query(1, ge=1, le=1_000_000)]
CASE = "/{slug:place}/{slug:key}"


def case_for(
    request: HttpRequest, code: str, key: str, allowed: Allowed
) -> tuple[Jurisdiction, Case]:
    """Place and case; whether the case is the actor's to act on, the act itself says."""
    place = place_for(request, code, allowed)
    return place, the(queries.readable(actor_of(request), place), key)


@router.get("/{slug:place}", response=s.CasesOut)
def list_cases(request: HttpRequest, place: str, page: PageNumber) -> Any:
    """监督案件; filters as in the address of the page: q, state, unit, origin, office, year, mine, sort."""
    found, actor = place_for(request, place, permissions.can_see), actor_of(request)
    rows = narrowed(actor, found, Filters.read(request.GET))
    paginator = Paginator(rows, PAGE_SIZE)
    shown = paginator.get_page(page)
    return {
        "total": paginator.count,
        "page": shown.number,
        "pages": paginator.num_pages,
        "items": [case_line(found, each.case, each) for each in courses(found, shown)],
    }


@router.post("/{slug:place}", response={201: s.CaseOut})
def open_case(request: HttpRequest, place: str, body: s.OpenIn) -> Any:
    """立案: draws the number; a hotline finding is opened through its disposition."""
    found = place_for(request, place, permissions.can_open)
    origins.require_by_hand(body.origin)
    unit = the(institutions.units_of(found), body.unit)
    made = actions.open_case(
        actor_of(request),
        found,
        origin=body.origin,
        unit=unit,
        subject=body.subject,
        lead_office=optional(institutions.bodies_of(found), body.lead_office),
        facts=body.facts,
    )
    return Status(201, case_line(found, made))


@router.get(CASE, response=s.CaseDetail)
def get_case(request: HttpRequest, place: str, key: str) -> Any:
    """一个案件, with the acts that the token's role may do now."""
    found, case = case_for(request, place, key, permissions.can_read)
    return case_detail(found, case, actor_of(request))


@router.put(CASE + "/opinion", response=s.CaseDetail)
def write_opinion(request: HttpRequest, place: str, key: str, body: s.OpinionIn) -> Any:
    """写研判意见: until it is signed it may be written again."""
    found, case = case_for(request, place, key, permissions.can_judge)
    actions.write_opinion(actor_of(request), found, case, **body.dict())
    return detail(request, found, key)


@router.post(CASE + "/opinion/sign", response=s.CaseDetail)
def sign_opinion(request: HttpRequest, place: str, key: str, body: s.SideIn) -> Any:
    """签署研判意见."""
    found, case = case_for(request, place, key, permissions.can_judge)
    actions.sign_opinion(actor_of(request), found, case, side=body.side)
    return detail(request, found, key)


@router.post(CASE + "/decisions", response={201: s.CaseDetail})
def record_decision(request: HttpRequest, place: str, key: str, body: s.DecisionIn) -> Any:
    """登记决定: of the chairpersons' meeting (in a town the presidium) unless ``body`` names another."""
    found, case = case_for(request, place, key, permissions.can_record_decision)
    values = body.dict()
    named = optional(institutions.bodies_of(found), values.pop("body"))
    deciding = named or deciding_body(found)
    if deciding is None:
        raise Http404("body")
    names = ("term_no", "meeting_no", "on", "members", "present", "yes")
    met = Met(body=deciding, **{name: values.pop(name) for name in names})
    into = optional(queries.cases_of(found), values.pop("merge_into"))
    actions.record_decision(actor_of(request), found, case, met=met, merge_into=into, **values)
    return Status(201, detail(request, found, key))


@router.post(CASE + "/decisions/confirm", response=s.CaseDetail)
def confirm_decision(request: HttpRequest, place: str, key: str) -> Any:
    """确认决定."""
    found, case = case_for(request, place, key, permissions.can_confirm_decision)
    actions.confirm_decision(actor_of(request), found, case)
    return detail(request, found, key)


@router.post(CASE + "/decisions/refuse", response=s.CaseDetail)
def refuse_decision(request: HttpRequest, place: str, key: str, body: s.ReasonIn) -> Any:
    """退回决定的记录."""
    found, case = case_for(request, place, key, permissions.can_confirm_decision)
    actions.refuse_decision(actor_of(request), found, case, reason=body.reason)
    return detail(request, found, key)


@router.get(CASE + "/decisions/{slug:decision_id}/replay", response=s.ReplayOut)
def replay(request: HttpRequest, place: str, key: str, decision_id: str) -> Any:
    """规则回放: by the rulebook and rule versions of the decision."""
    found, case = case_for(request, place, key, permissions.can_read)
    return replayed(found, the(queries.decisions_of(case), decision_id))


@router.post(CASE + "/notice", response={201: s.PaperMade})
def draft_notice(request: HttpRequest, place: str, key: str) -> Any:
    """起草事先通知."""
    found, case = case_for(request, place, key, permissions.can_draft_papers)
    notice = actions.draft_notice(actor_of(request), found, case)
    return Status(201, {"paper": notice.paper_id})


@router.post(CASE + "/notice/withdraw", response=s.CaseDetail)
def withdraw_notice(request: HttpRequest, place: str, key: str, body: s.ReasonIn) -> Any:
    """放弃未收悉的通知: its paper was withdrawn or recalled before."""
    found, case = case_for(request, place, key, permissions.can_draft_papers)
    actions.withdraw_notice(actor_of(request), found, case, reason=body.reason)
    return detail(request, found, key)


@router.post(CASE + "/remind", response=s.Told)
def remind_unit(request: HttpRequest, place: str, key: str, body: s.RemindIn) -> Any:
    """催办."""
    found, case = case_for(request, place, key, permissions.can_draft_papers)
    return {"told": actions.remind_unit(actor_of(request), found, case, text=body.text)}


@router.post(CASE + "/judgment-sheet", response={201: s.PaperMade})
def draft_judgment_sheet(request: HttpRequest, place: str, key: str) -> Any:
    """起草联合研判意见."""
    found, case = case_for(request, place, key, permissions.can_draft_papers)
    paper = actions.draft_judgment_sheet(actor_of(request), found, case)
    return Status(201, {"paper": paper.public_id})


@router.post(CASE + "/minutes-extract", response={201: s.PaperMade})
def draft_minutes_extract(request: HttpRequest, place: str, key: str) -> Any:
    """起草纪要摘录."""
    found, case = case_for(request, place, key, permissions.can_draft_papers)
    paper = actions.draft_minutes_extract(actor_of(request), found, case)
    return Status(201, {"paper": paper.public_id})


@router.post(CASE + "/report-up", response={201: s.FilingMade})
def draft_report_up(request: HttpRequest, place: str, key: str, body: s.ReportIn) -> Any:
    """起草报告: paper and filing for one action."""
    found, case = case_for(request, place, key, permissions.can_report_up)
    decision = optional(queries.decisions_of(case), body.decision)
    hearing = optional(case.hearings.all(), body.hearing)
    filing = actions.draft_report_up(
        actor_of(request), found, case, decision=decision, hearing=hearing
    )
    return Status(201, {"filing": filing.public_id, "paper": filing.paper_id})


@router.post(CASE + "/evidence", response={201: s.EvidenceOut})
def add_evidence(request: HttpRequest, place: str, key: str, body: s.EvidenceIn) -> Any:
    """添加证据: with a file that was uploaded before."""
    found, case = case_for(request, place, key, permissions.can_draft_papers)
    values = body.dict()
    stored = optional(files.files_of(found), values.pop("file"))
    made = actions.add_evidence(actor_of(request), found, case, file=stored, **values)
    return Status(201, {"id": made.public_id, "title": made.title})


@router.post(CASE + "/reassign", response=s.CaseDetail)
def reassign(request: HttpRequest, place: str, key: str, body: s.ReassignIn) -> Any:
    """改派牵头委室."""
    found, case = case_for(request, place, key, permissions.can_reassign)
    office = the(institutions.bodies_of(found), body.lead_office)
    actions.reassign(actor_of(request), found, case, lead_office=office, reason=body.reason)
    return detail(request, found, key)


def detail(request: HttpRequest, place: Jurisdiction, key: str) -> dict[str, Any]:
    """The case as it stands after the act."""
    case = queries.case_by_id(place, key)
    assert case is not None
    return case_detail(place, case, actor_of(request))
