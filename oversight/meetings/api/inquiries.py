"""询问、专题询问、质询案: started, signed, submitted, decided, answered – over HTTP."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from ninja import Status

from oversight.institutions import queries as institutions
from oversight.institutions.api.access import optional, place_for, the
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of
from oversight.meetings import permissions_items as permissions
from oversight.meetings.actions import inquiries as actions
from oversight.meetings.api import inquiry_schemas as s
from oversight.meetings.api.files import readable_file
from oversight.meetings.api.routing import router
from oversight.meetings.models import InquiryMotion, InquirySigner
from oversight.meetings.pages.inquiries import allowed_to
from oversight.meetings.permissions import can_read
from oversight.meetings.queries import inquiries as queries
from oversight.meetings.queries import meetings as meeting_queries

LIST = "/{slug:place}/inquiries"
ONE = LIST + "/{slug:key}"
SAME = (
    "kind",
    "title",
    "questions",
    "state",
    "needed",
    "basis",
    "decided_by",
    "decided_on",
    "form",
    "answer_at",
    "answer_due",
    "item",
    "reason",
    "rulebook",
)


def inquiry_of(request: HttpRequest, place: Jurisdiction, key: str) -> InquiryMotion:
    """The matter, where the token may read it: the office, the organ it was put to, who may sign it."""
    found = queries.inquiry_by_id(place, key)
    if found is None:
        raise Http404(key)
    actor = actor_of(request)
    if permissions.may_open_inquiry(actor, place, found):
        return found
    if permissions.can_read_mine(actor, place) and found in queries.open_to_sign(actor, place):
        return found
    raise PermissionDenied


def shown(motion: InquiryMotion) -> dict[str, Any]:
    """A matter as the API says it."""
    return {
        "id": motion.public_id,
        "meeting": motion.meeting.public_id,
        "unit": motion.unit.name,
        "unit_id": motion.unit.public_id,
        "signed": queries.signers_of(motion).count(),
        **{name: getattr(motion, name) for name in SAME},
    }


def whole(request: HttpRequest, place: Jurisdiction, key: str) -> dict[str, Any]:
    """The matter as it stands, with everything said on it; who signed only for those who may sign or read."""
    motion = queries.inquiry_by_id(place, key)
    if motion is None:
        raise Http404(key)
    actor = actor_of(request)
    inside = can_read(actor, place) or permissions.can_read_mine(actor, place)
    answers = motion.answers.order_by("round")
    return {
        **shown(motion),
        "signers": list(queries.signers_of(motion).values_list("name", flat=True))
        if inside
        else [],
        "signatures": [signature_value(one) for one in queries.signers_of(motion)]
        if inside
        else [],
        "answers": [
            {
                **{
                    name: getattr(one, name)
                    for name in s.InquiryAnswerOut.model_fields
                    if name != "scan"
                },
                "scan": one.scan_id is not None,
            }
            for one in answers
        ],
        "possible": sorted(allowed_to(actor, place, motion)),
    }


def signature_value(one: InquirySigner) -> dict[str, Any]:
    """One signature, and who entered it."""
    return {
        "name": one.name,
        "at": one.signed_at,
        "entered": one.entered,
        "entered_by": one.entered_label,
        "paper": one.paper_id is not None,
    }


@router.get(LIST, response=s.InquiryListOut)
def list_inquiries(
    request: HttpRequest, place: str, kind: str = "", state: str = "", page: int = 1
) -> dict[str, Any]:
    """The matters of the place."""
    found = place_for(request, place, can_read)
    rows = queries.inquiries_of(found)
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(state=state) if state else rows
    paginator = Paginator(rows.order_by("-pk"), 50)
    shown_page = paginator.get_page(page)
    return {
        "total": paginator.count,
        "page": shown_page.number,
        "pages": paginator.num_pages,
        "items": [shown(one) for one in shown_page],
    }


@router.post(LIST, response={201: s.InquiryFullOut})
def start_inquiry(request: HttpRequest, place: str, body: s.InquiryIn) -> Any:
    """登记; whoever starts it as a member or deputy signs it first."""
    found = place_for(request, place, permissions.can_sign_matters)
    motion = actions.start_inquiry(
        actor_of(request),
        found,
        kind=body.kind,
        meeting=the(meeting_queries.meetings_of(found), body.meeting),
        unit=the(institutions.units_of(found), body.unit),
        title=body.title,
        questions=body.questions,
    )
    return Status(201, whole(request, found, motion.public_id))


@router.get(ONE, response=s.InquiryFullOut)
def get_inquiry(request: HttpRequest, place: str, key: str) -> Any:
    """One matter."""
    found = place_for(request, place, permissions.can_open_or_own)
    inquiry_of(request, found, key)
    return whole(request, found, key)


@router.post(ONE + "/signatures", response=s.InquiryFullOut)
def sign(request: HttpRequest, place: str, key: str, body: s.SignIn) -> Any:
    """联名."""
    found = place_for(request, place, permissions.can_sign_matters)
    motion = inquiry_of(request, found, key)
    people = [the(institutions.people_of(found), one) for one in body.people]
    paper = readable_file(actor_of(request), found, body.paper)
    actions.sign_inquiry(actor_of(request), found, motion, people=people, paper=paper)
    return whole(request, found, key)


@router.post(ONE + "/signatures/drop", response=s.InquiryFullOut)
def unsign(request: HttpRequest, place: str, key: str, body: s.UnsignIn) -> Any:
    """退出联名."""
    found = place_for(request, place, permissions.can_sign_matters)
    motion = inquiry_of(request, found, key)
    person = optional(institutions.people_of(found), body.person)
    paper = readable_file(actor_of(request), found, body.paper)
    actions.unsign_inquiry(actor_of(request), found, motion, person=person, paper=paper)
    return whole(request, found, key)


@router.post(ONE + "/submit", response=s.InquiryFullOut)
def submit(request: HttpRequest, place: str, key: str) -> Any:
    """提出."""
    found = place_for(request, place, permissions.can_submit)
    actions.submit_inquiry(actor_of(request), found, inquiry_of(request, found, key))
    return whole(request, found, key)


@router.post(ONE + "/decide", response=s.InquiryFullOut)
def decide(request: HttpRequest, place: str, key: str, body: s.DecideIn) -> Any:
    """决定交办."""
    found = place_for(request, place, permissions.can_decide_matters)
    motion = inquiry_of(request, found, key)
    actions.decide_inquiry(actor_of(request), found, motion, **body.dict())
    return whole(request, found, key)


@router.post(ONE + "/refuse", response=s.InquiryFullOut)
def refuse(request: HttpRequest, place: str, key: str, body: s.RefuseIn) -> Any:
    """不予交办."""
    found = place_for(request, place, permissions.can_decide_matters)
    motion = inquiry_of(request, found, key)
    actions.refuse_inquiry(actor_of(request), found, motion, **body.dict())
    return whole(request, found, key)


@router.post(ONE + "/answers", response={201: s.InquiryFullOut})
def answer(request: HttpRequest, place: str, key: str, body: s.InquiryAnswerIn) -> Any:
    """登记答复."""
    found = place_for(request, place, permissions.can_keep_matters)
    motion = inquiry_of(request, found, key)
    scan = readable_file(actor_of(request), found, body.scan)
    data = body.dict(exclude={"scan"})
    actions.answer_inquiry(actor_of(request), found, motion, scan=scan, **data)
    return Status(201, whole(request, found, key))


@router.post(ONE + "/demand", response=s.InquiryFullOut)
def demand(request: HttpRequest, place: str, key: str, body: s.DemandIn) -> Any:
    """要求再作答复."""
    found = place_for(request, place, permissions.can_decide_matters)
    motion = inquiry_of(request, found, key)
    actions.demand_again(actor_of(request), found, motion, **body.dict())
    return whole(request, found, key)


@router.post(ONE + "/accept", response=s.InquiryFullOut)
def accept(request: HttpRequest, place: str, key: str, body: s.AcceptIn) -> Any:
    """办结."""
    found = place_for(request, place, permissions.can_keep_matters)
    motion = inquiry_of(request, found, key)
    actions.accept_answer(actor_of(request), found, motion, **body.dict())
    return whole(request, found, key)


@router.post(ONE + "/withdraw", response=s.InquiryFullOut)
def withdraw(request: HttpRequest, place: str, key: str, body: s.InquiryWithdrawIn) -> Any:
    """撤回; the office with the paper of those who signed."""
    found = place_for(request, place, permissions.can_submit)
    motion = inquiry_of(request, found, key)
    paper = readable_file(actor_of(request), found, body.paper)
    actions.withdraw_inquiry(actor_of(request), found, motion, reason=body.reason, paper=paper)
    return whole(request, found, key)
