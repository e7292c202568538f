"""接口: the hearing loop – reports, findings, agenda, opinions, views, calls, figures, closing, publication."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Status

from oversight.accounts.tokens import TokenAuth
from oversight.cases import actions, permissions, queries_deputies, queries_hearing
from oversight.cases import api_schemas as s
from oversight.cases import api_schemas_hearing as h
from oversight.cases.api import CASE, case_for, detail
from oversight.cases.api_values import after_notice
from oversight.cases.pages.course import Course
from oversight.cases.pages.deputies import asked_cases, asked_row
from oversight.files import queries as files
from oversight.files.permissions import can_read_file
from oversight.institutions.api.access import optional, place_for, the
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of
from oversight.meetings import queries as meetings

router = Router(tags=["cases"], auth=TokenAuth())


def stored(place: Jurisdiction, key: str) -> Any:
    """A file that was uploaded before; None without one."""
    return optional(files.files_of(place), key)


@router.get(CASE + "/reports", response=h.UnitSide)
def get_reports(request: HttpRequest, place: str, key: str) -> Any:
    """报告与调研: for the office, and for the unit its own side."""
    found, case = case_for(request, place, key, permissions.can_see)
    values = after_notice(Course(found, case), actor_of(request))
    return {"reports": values["reports"], "findings": values["findings"]}


@router.put(CASE + "/reports/draft", response=h.CaseDraft)
def draft_unit_report(request: HttpRequest, place: str, key: str, body: h.UnitReportIn) -> Any:
    """起草单位的报告: rewritten until the head hands it in."""
    found, case = case_for(request, place, key, permissions.can_draft_report)
    file, actor = stored(found, body.file), actor_of(request)
    if file is not None and not can_read_file(actor, file):
        raise Http404(body.file)  # a unit takes up its own uploads, nothing else of the place
    made = actions.draft_report(actor, found, case, text=body.text, file=file)
    return {"id": made.public_id, "number": made.number, "state": made.state}


@router.post(CASE + "/reports/submit", response=h.CaseDraft)
def submit_unit_report(request: HttpRequest, place: str, key: str) -> Any:
    """报送单位的报告: by the head of the unit."""
    found, case = case_for(request, place, key, permissions.can_submit_report)
    made = actions.submit_report(actor_of(request), found, case)
    return {"id": made.public_id, "number": made.number, "state": made.state}


@router.post(CASE + "/reports/enter", response={201: s.CaseDetail})
def enter_unit_report(request: HttpRequest, place: str, key: str, body: h.EnteredReportIn) -> Any:
    """代录纸质报告 with its signed scan."""
    found, case = case_for(request, place, key, permissions.can_draft_papers)
    values = body.dict()
    file = the(files.files_of(found), values.pop("file"))
    actions.enter_report(actor_of(request), found, case, file=file, **values)
    return Status(201, detail(request, found, key))


@router.post(CASE + "/reports/return", response=s.CaseDetail)
def return_unit_report(request: HttpRequest, place: str, key: str, body: s.ReasonIn) -> Any:
    """退回单位的报告."""
    found, case = case_for(request, place, key, permissions.can_draft_papers)
    actions.return_report(actor_of(request), found, case, reason=body.reason)
    return detail(request, found, key)


@router.post(CASE + "/findings", response={201: s.CaseDetail})
def record_finding(request: HttpRequest, place: str, key: str, body: h.FindingIn) -> Any:
    """记录调研发现."""
    found, case = case_for(request, place, key, permissions.can_draft_papers)
    values = body.dict()
    file = stored(found, values.pop("file"))
    actions.record_finding(actor_of(request), found, case, file=file, **values)
    return Status(201, detail(request, found, key))


@router.post(CASE + "/findings/send", response=s.CaseDetail)
def send_findings(request: HttpRequest, place: str, key: str) -> Any:
    """把调研发现交单位."""
    found, case = case_for(request, place, key, permissions.can_draft_papers)
    actions.send_findings(actor_of(request), found, case)
    return detail(request, found, key)


@router.post(CASE + "/findings/answer", response=h.AnswerMade)
def answer_finding(request: HttpRequest, place: str, key: str, body: h.AnswerIn) -> Any:
    """回应调研发现: by the unit, once."""
    found, case = case_for(request, place, key, permissions.can_draft_report)
    finding = the(case.findings.exclude(sent_at=None), body.finding)
    made = actions.answer_finding(actor_of(request), found, case, finding, text=body.text)
    return {"number": made.number, "answer": made.answer}


@router.post(CASE + "/hearings", response={201: s.CaseDetail})
def place_hearing(request: HttpRequest, place: str, key: str, body: h.PlaceIn) -> Any:
    """提请列入会议议程: makes the agenda item."""
    found, case = case_for(request, place, key, permissions.can_draft_papers)
    values = body.dict()
    meeting = the(meetings.meetings_of(found), values.pop("meeting"))
    actions.place_hearing(actor_of(request), found, case, meeting=meeting, **values)
    return Status(201, detail(request, found, key))


@router.post(CASE + "/hearings/distribute", response=s.CaseDetail)
def distribute_report(request: HttpRequest, place: str, key: str) -> Any:
    """登记报告已发组成人员."""
    found, case = case_for(request, place, key, permissions.can_draft_papers)
    actions.distribute_report(actor_of(request), found, case)
    return detail(request, found, key)


@router.post(CASE + "/opinions", response={201: s.PaperMade})
def draft_opinions(request: HttpRequest, place: str, key: str, body: h.OpinionsIn) -> Any:
    """起草审议意见: the paper is signed off in documents."""
    found, case = case_for(request, place, key, permissions.can_draft_papers)
    made = actions.draft_opinions(actor_of(request), found, case, items=body.items)
    return Status(201, {"paper": made.paper_id})


@router.post(CASE + "/opinions/passed", response=s.CaseDetail)
def pass_opinions(request: HttpRequest, place: str, key: str, body: h.PassedIn) -> Any:
    """登记审议意见通过: by the deciding body; the days for handing them over run from then on."""
    found, case = case_for(request, place, key, permissions.can_draft_papers)
    actions.pass_opinions(actor_of(request), found, case, **body.dict())
    return detail(request, found, key)


@router.post(CASE + "/opinions/verify", response=s.CaseDetail)
def verify_reply(request: HttpRequest, place: str, key: str, body: h.VerifyIn) -> Any:
    """核实审议意见的研究处理情况."""
    found, case = case_for(request, place, key, permissions.can_verify)
    actions.verify_reply(
        actor_of(request), found, case, text=body.text, outcomes=list(body.outcomes)
    )
    return detail(request, found, key)


@router.post(CASE + "/views", response={201: h.SheetsMade})
def enter_view(request: HttpRequest, place: str, key: str, body: h.EnteredViewIn) -> Any:
    """代录代表的书面意见: who handed in a sheet, and how many sheets say what."""
    found, case = case_for(request, place, key, permissions.can_draft_papers)
    values = body.dict()
    file = the(files.files_of(found), values.pop("file"))
    asked = queries_deputies.people_asked(found)
    people = [the(asked, one) for one in dict.fromkeys(values.pop("people"))]
    made = actions.enter_view(actor_of(request), found, case, people=people, file=file, **values)
    return Status(201, {"id": made.public_id, "sheets": len(people)})


@router.post(CASE + "/calls", response={201: s.CaseDetail})
def record_calls(request: HttpRequest, place: str, key: str, body: h.CallsIn) -> Any:
    """登记回访: counts that add up, no names."""
    found, case = case_for(request, place, key, permissions.can_draft_papers)
    actions.record_calls(actor_of(request), found, case, **body.dict())
    return Status(201, detail(request, found, key))


@router.post(CASE + "/figures", response={201: s.CaseDetail})
def take_figures(request: HttpRequest, place: str, key: str) -> Any:
    """取会后数字."""
    found, case = case_for(request, place, key, permissions.can_draft_papers)
    actions.take_figures(actor_of(request), found, case)
    return Status(201, detail(request, found, key))


@router.post(CASE + "/closing", response={201: s.CaseDetail})
def propose_closing(request: HttpRequest, place: str, key: str, body: h.WordsIn) -> Any:
    """提出结案."""
    found, case = case_for(request, place, key, permissions.can_draft_papers)
    actions.propose_closing(actor_of(request), found, case, text=body.text)
    return Status(201, detail(request, found, key))


@router.post(CASE + "/closing/verify", response=s.CaseDetail)
def verify_closing(request: HttpRequest, place: str, key: str, body: h.WordsIn) -> Any:
    """核实结案: another person than who proposed it."""
    found, case = case_for(request, place, key, permissions.can_verify)
    actions.verify_closing(actor_of(request), found, case, text=body.text)
    return detail(request, found, key)


@router.post(CASE + "/closing/refuse", response=s.CaseDetail)
def refuse_closing(request: HttpRequest, place: str, key: str, body: s.ReasonIn) -> Any:
    """不予结案."""
    found, case = case_for(request, place, key, permissions.can_verify)
    actions.refuse_closing(actor_of(request), found, case, reason=body.reason)
    return detail(request, found, key)


@router.post(CASE + "/publications", response={201: h.PublicationMade})
def propose_publication(request: HttpRequest, place: str, key: str, body: h.PublicationIn) -> Any:
    """拟公开: published by another person."""
    found, case = case_for(request, place, key, permissions.can_publish)
    made = actions.propose_publication(actor_of(request), found, case, **body.dict())
    return Status(201, {"version": made.public_id})


@router.get("/{slug:place}/views/asked", response=list[h.AskedOut])
def views_asked(request: HttpRequest, place: str) -> Any:
    """请代表说看法的事, with the deputy's own view."""
    found = place_for(request, place, permissions.can_give_view)
    rows = [asked_row(case, actor_of(request)) for case in asked_cases(found)]
    return [
        {
            "id": row.case.public_id,
            "title": row.title,
            "unit": row.case.unit.name,
            "opinions": [one.text for one in row.opinions],
            "mine": row.mine.view if row.mine else "",
            "on_paper": bool(row.mine and row.mine.sheets_id),
        }
        for row in rows
    ]


@router.post("/{slug:place}/views/{slug:key}", response={201: h.ViewMade})
def give_view(request: HttpRequest, place: str, key: str, body: h.ViewIn) -> Any:
    """代表说看法."""
    found = place_for(request, place, permissions.can_give_view)
    case = the(queries_hearing.told_to_deputies(found), key)
    made = actions.give_view(actor_of(request), found, case, view=body.view, text=body.text)
    return Status(201, {"id": made.public_id, "view": made.view})
