"""接口的写: every act on a paper, a receipt and a register."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Status

from oversight.documents import actions, permissions, queries
from oversight.documents.addressing import units_carried_by
from oversight.documents.api import bodies as b
from oversight.documents.api import schemas as s
from oversight.documents.api import showing
from oversight.documents.api.routing import paper_of, router
from oversight.documents.models import Paper, Receipt
from oversight.files import queries as files
from oversight.institutions import queries as institutions
from oversight.institutions.api.access import place_for, the
from oversight.institutions.models import Body, Jurisdiction
from oversight.institutions.web import actor_of

PAPERS = "/{slug:place}/papers"
PAPER = PAPERS + "/{slug:key}"


def answer(request: HttpRequest, place: Jurisdiction, paper: Paper) -> dict[str, Any]:
    """The paper as it stands after the act."""
    return showing.paper_out(actor_of(request), place, paper_of(request, place, paper.public_id))


def bodies(place: Jurisdiction, keys: Iterable[str]) -> list[Body]:
    return [the(institutions.bodies_of(place), key) for key in keys]


def given(addressees: list[s.Addressee]) -> list[dict[str, str]]:
    return [each.dict() for each in addressees]


@router.post(PAPERS, response={201: s.PaperOut})
def draft_paper(request: HttpRequest, place: str, body: b.DraftIn) -> Any:
    """起草公文."""
    found = place_for(request, place, permissions.can_draft)
    data = body.dict(exclude={"about_kind", "about_id", "attachments", "issuer"})
    made = actions.draft_paper(
        actor_of(request),
        found,
        issuer=the(institutions.bodies_of(found), body.issuer),
        about=(body.about_kind, body.about_id),
        attachments=[the(files.files_of(found), key) for key in body.attachments],
        **data,
    )
    return Status(201, answer(request, found, made))


@router.patch(PAPER, response=s.PaperOut)
def edit_paper(request: HttpRequest, place: str, key: str, body: b.EditIn) -> Any:
    """修改文稿: the next version."""
    found = place_for(request, place, permissions.can_draft)
    paper = paper_of(request, found, key)
    data = {name: value for name, value in body.dict().items() if value is not None}
    data.setdefault("title", paper.title)
    data.setdefault("text", paper.text)
    return answer(request, found, actions.edit_paper(actor_of(request), found, paper=paper, **data))


@router.post(PAPER + "/attachments", response={201: s.FileOut})
def attach_file(request: HttpRequest, place: str, key: str, body: b.FileIn) -> Any:
    """附上附件."""
    found = place_for(request, place, permissions.can_draft)
    paper = paper_of(request, found, key)
    stored = the(files.files_of(found), body.file)
    made = actions.attach_file(actor_of(request), found, paper=paper, file=stored, label=body.label)
    return Status(201, showing.file_out(made))


@router.post(PAPER + "/attachments/{slug:file_id}/drop", response=s.FileOut)
def detach_file(request: HttpRequest, place: str, key: str, file_id: str) -> Any:
    """撤下附件."""
    found = place_for(request, place, permissions.can_draft)
    paper = paper_of(request, found, key)
    rows = paper.files.select_related("file").filter(role="attachment", dropped=False)
    attached = the(rows, file_id)
    actions.detach_file(actor_of(request), found, paper=paper, attached=attached)
    return showing.file_out(attached)


@router.post(PAPER + "/submit", response=s.PaperOut)
def submit_for_check(request: HttpRequest, place: str, key: str, body: b.NoteIn) -> Any:
    """送核稿."""
    found = place_for(request, place, permissions.can_draft)
    paper = paper_of(request, found, key)
    actions.submit_for_check(actor_of(request), found, paper=paper, note=body.note)
    return answer(request, found, paper)


@router.post(PAPER + "/check", response=s.PaperOut)
def approve_check(request: HttpRequest, place: str, key: str, body: b.CheckIn) -> Any:
    """核稿通过."""
    found = place_for(request, place, permissions.can_check)
    paper, offices = paper_of(request, found, key), bodies(found, body.offices)
    actions.approve_check(
        actor_of(request), found, paper=paper, note=body.note, offices=offices, due=body.due
    )
    return answer(request, found, paper)


@router.post(PAPER + "/ask-cosign", response=s.PaperOut)
def ask_cosign(request: HttpRequest, place: str, key: str, body: b.OfficesIn) -> Any:
    """送会签."""
    found = place_for(request, place, permissions.can_ask_cosign)
    paper, offices = paper_of(request, found, key), bodies(found, body.offices)
    actions.ask_cosign(actor_of(request), found, paper=paper, offices=offices, due=body.due)
    return answer(request, found, paper)


@router.post(PAPER + "/cosignatures/{slug:row}/drop", response=s.PaperOut)
def drop_cosign(request: HttpRequest, place: str, key: str, row: str, body: b.ReasonIn) -> Any:
    """取消会签."""
    found = place_for(request, place, permissions.can_drop_cosign)
    paper = paper_of(request, found, key)
    cosignature = the(paper.cosignatures.select_related("office"), row)
    actions.drop_cosign(
        actor_of(request), found, paper=paper, cosignature=cosignature, reason=body.reason
    )
    return answer(request, found, paper)


@router.post(PAPER + "/cosign", response=s.PaperOut)
def cosign(request: HttpRequest, place: str, key: str, body: b.CosignIn) -> Any:
    """会签 for the token's office."""
    found = place_for(request, place, permissions.can_cosign)
    paper = paper_of(request, found, key)
    actions.cosign(actor_of(request), found, paper=paper, opinion=body.opinion)
    return answer(request, found, paper)


@router.post(PAPER + "/sign", response=s.PaperOut)
def sign(request: HttpRequest, place: str, key: str, body: b.NoteIn) -> Any:
    """签发: draws the number."""
    found = place_for(request, place, permissions.can_sign)
    paper = paper_of(request, found, key)
    actions.sign(actor_of(request), found, paper=paper, note=body.note)
    return answer(request, found, paper)


@router.post(PAPER + "/seal", response=s.PaperOut)
def attach_sealed_scan(request: HttpRequest, place: str, key: str, body: b.FileIn) -> Any:
    """用印: a file stored before becomes the official version."""
    found = place_for(request, place, permissions.can_issue)
    paper, stored = paper_of(request, found, key), the(files.files_of(found), body.file)
    actions.attach_sealed_scan(actor_of(request), found, paper=paper, file=stored)
    return answer(request, found, paper)


@router.post(PAPER + "/issue", response=s.PaperOut)
def issue(request: HttpRequest, place: str, key: str) -> Any:
    """印发."""
    found = place_for(request, place, permissions.can_issue)
    paper = paper_of(request, found, key)
    actions.issue(actor_of(request), found, paper=paper)
    return answer(request, found, paper)


@router.post(PAPER + "/return", response=s.PaperOut)
def return_paper(request: HttpRequest, place: str, key: str, body: b.ReturnIn) -> Any:
    """退回文稿."""
    found = place_for(request, place, permissions.can_handle)
    paper = paper_of(request, found, key)
    actions.return_paper(actor_of(request), found, paper=paper, reason=body.reason, to=body.to)
    return answer(request, found, paper)


@router.post(PAPER + "/recall", response=s.PaperOut)
def recall(request: HttpRequest, place: str, key: str, body: b.ReasonIn) -> Any:
    """撤回公文."""
    found = place_for(request, place, permissions.can_sign)
    paper = paper_of(request, found, key)
    actions.recall(actor_of(request), found, paper=paper, reason=body.reason)
    return answer(request, found, paper)


@router.post(PAPER + "/archive", response=s.PaperOut)
def archive(request: HttpRequest, place: str, key: str, body: b.ArchiveIn) -> Any:
    """归档."""
    found = place_for(request, place, permissions.can_issue)
    paper = paper_of(request, found, key)
    actions.archive(actor_of(request), found, paper=paper, **body.dict())
    return answer(request, found, paper)


@router.post(PAPER + "/withdraw", response=s.PaperOut)
def withdraw_draft(request: HttpRequest, place: str, key: str, body: b.ReasonIn) -> Any:
    """作废文稿."""
    found = place_for(request, place, permissions.can_draft)
    paper = paper_of(request, found, key)
    actions.withdraw_draft(actor_of(request), found, paper=paper, reason=body.reason)
    return answer(request, found, paper)


def receipt_of(request: HttpRequest, place: Jurisdiction, key: str) -> Receipt:
    """The receipt; to a unit only its own exists."""
    actor, found = actor_of(request), queries.receipt_by_id(place, key)
    if found is None:
        raise Http404(key)
    own = permissions.can_issue(actor, place) or found.unit_id in units_carried_by(
        place, actor.unit_id
    )
    if not own:
        raise Http404(key)
    return found


@router.post("/{slug:place}/receipts/{slug:key}/acknowledge", response=s.ReceiptOut)
def acknowledge_receipt(request: HttpRequest, place: str, key: str, body: b.AcknowledgeIn) -> Any:
    """确认收悉: the unit itself, or the clerk for whoever said so."""
    found = place_for(request, place, permissions.can_give_receipt)
    receipt = receipt_of(request, found, key)
    made = actions.acknowledge_receipt(actor_of(request), found, receipt=receipt, **body.dict())
    return showing.receipt_out(made)


@router.post("/{slug:place}/receipts/{slug:key}/call", response=s.ReceiptOut)
def record_call(request: HttpRequest, place: str, key: str, body: b.CallIn) -> Any:
    """登记电话通知."""
    found = place_for(request, place, permissions.can_issue)
    receipt = receipt_of(request, found, key)
    made = actions.record_call(actor_of(request), found, receipt=receipt, note=body.note)
    return showing.receipt_out(made)


@router.post("/{slug:place}/carry-in", response=s.RegisterOut)
def carry_in_number(request: HttpRequest, place: str, body: b.CarryIn) -> Any:
    """带入已用的文号."""
    found = place_for(request, place, permissions.can_issue)
    data = body.dict() | {"issuer": the(institutions.bodies_of(found), body.issuer)}
    return showing.register_out(actions.carry_in_number(actor_of(request), found, **data))
