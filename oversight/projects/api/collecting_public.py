"""公众的接口: what anybody may read of a year, propose, look up by code and have deleted – without an account."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import File, Form, Status
from ninja.files import UploadedFile

from oversight.institutions import queries as institutions
from oversight.institutions.api.access import optional, place_of
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.villages import villages_of
from oversight.institutions.web import actor_of
from oversight.projects import queries, receipts
from oversight.projects.actions import collecting as actions
from oversight.projects.actions.deleting import delete_by_code
from oversight.projects.addresses import earlier_today
from oversight.projects.api import collecting_schemas as s
from oversight.projects.api.routing import router
from oversight.projects.lookups import by_code
from oversight.projects.models import ProjectYear, Proposal
from oversight.projects.pages.told import told_of
from oversight.projects.queries.proposals import project_of, public_numbers
from oversight.projects.queries.years import window_of
from oversight.projects.rules import collecting
from oversight.projects.rules.stages import WITH_RESULT
from oversight.projects.similar import similar_to
from oversight.projects.views.entering import wish_of

YEARS = "/{slug:place}/years"
PUBLIC = "/{slug:place}/{int:year}/public/"


def year_shown(year: ProjectYear) -> dict[str, Any]:
    """A year as the API says it."""
    names = (
        "year",
        "state",
        "to_choose",
        "frame_yuan",
        "collecting_from",
        "collecting_to",
        "collecting_ended_at",
        "notice_title",
        "contact_phone",
    )
    takes = collecting.takes_public(window_of(year), institutions.today()).allowed
    return {**{name: getattr(year, name) for name in names}, "collects": takes}


def opened(place: str, number: int) -> tuple[Jurisdiction, ProjectYear]:
    """The year of the address once its collecting was announced; 404 before."""
    found = place_of(place)
    year = queries.year_of(found, number)
    if year is None or year.opened_at is None:
        raise Http404(number)
    return found, year


@router.get(YEARS, response=list[s.YearOut], auth=None)
def list_years(request: HttpRequest, place: str) -> list[dict[str, Any]]:
    """Years whose collecting was announced, newest first."""
    rows = queries.years_of(place_of(place)).exclude(opened_at=None)
    return [
        year_shown(one) | ({} if one.state in WITH_RESULT else {"frame_yuan": None}) for one in rows
    ]


@router.get(PUBLIC + "numbers", response=s.NumbersOut, auth=None)
def proposal_numbers(request: HttpRequest, place: str, year: int) -> dict[str, Any]:
    """How many proposals were taken, how many not, and why."""
    return public_numbers(opened(place, year)[1])


@router.get(PUBLIC + "similar", response=list[s.SimilarOut], auth=None)
def similar_proposals(
    request: HttpRequest, place: str, year: int, title: str = ""
) -> list[dict[str, Any]]:
    """Public titles that say nearly the same."""
    rows = similar_to(opened(place, year)[1], title[:120])
    return [{**vars(one), "shared": list(one.shared)} for one in rows]


@router.post(PUBLIC + "proposals", response={201: s.ReceiptOut}, auth=None)
def propose(
    request: HttpRequest,
    place: str,
    year: int,
    body: Form[s.WishIn],
    photos: File[list[UploadedFile]] = [],  # noqa: B006 (ninja reads the default)
) -> Any:
    """提建议: form fields and up to five photos; the code of the receipt is given out here alone."""
    found, wanted = opened(place, year)
    data = body.dict()
    data["village"] = optional(villages_of(found), data["village"])
    sender = actions.Sender(asks_stamp=False, from_address=earlier_today(request))
    made = actions.propose(
        actor_of(request),
        found,
        wanted,
        wish=wish_of(data, body.agreed),
        sender=sender,
        photos=photos,
    )
    return Status(201, receipt(made))


def receipt(made: actions.Received) -> dict[str, Any]:
    """Number and code."""
    one = made.proposal
    return {"number": one.code, "code": receipts.grouped(made.code), "state": one.state}


@router.post("/{slug:place}/mine", response=s.MineOut, auth=None)
def look_up(request: HttpRequest, place: str, body: s.CodeIn) -> dict[str, Any]:
    """凭回执码查看: what became of it; a POST, so that the code stands in no address."""
    return mine(by_code(request, place_of(place), body.code))


@router.post("/{slug:place}/mine/delete", response=s.MineOut, auth=None)
def delete_mine(request: HttpRequest, place: str, body: s.CodeIn) -> dict[str, Any]:
    """应本人要求删除: at once; the number stays."""
    found = place_of(place)
    by_code(request, found, body.code)
    return mine(delete_by_code(actor_of(request), found, code=receipts.tidy(body.code)))


def mine(found: Proposal) -> dict[str, Any]:
    """A proposal as its holder reads it."""
    into = found.turned_into.select_related("project_year").first()
    project = project_of(into or found)
    return {
        "number": found.code,
        "state": found.state,
        "told": told_of(found, into, project).text,
        "project_state": told_of(found, into, project).word if project else "",
        "title": found.title,
        "project": project.title if project else "",
        "not_taken_reason": found.not_taken_reason,
        "not_taken_text": found.not_taken_text,
        "replies": list(found.replies.all()),
    }
