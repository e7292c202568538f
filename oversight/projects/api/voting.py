"""票决、公告、报备: the same acts as the pages, by token; nothing of a round before its announcement."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Status

from oversight.institutions.api.access import place_for, the
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of
from oversight.meetings import queries as meetings
from oversight.projects import permissions
from oversight.projects import permissions_voting as voting
from oversight.projects.actions import announcing, balloting, filing, settling, tabling
from oversight.projects.api import voting_schemas as v
from oversight.projects.api.paging import page_of
from oversight.projects.api.routing import router
from oversight.projects.api.selecting_values import file_for, year_for
from oversight.projects.models import BallotMeasure, CandidateList, ProjectYear, ResultFiling
from oversight.projects.pages.ballots import standing_of
from oversight.projects.queries import ballots as read
from oversight.projects.queries import delivery, filings

YEAR = "/{slug:place}/{int:year}"
BALLOT = YEAR + "/ballot"
RECEIVED = "/{slug:place}/received-filings"
MEASURE = (
    "state", "title", "ballot", "places", "majority", "ties", "too_few", "reserve", "text",
    "adopted_on", "rulebook",
)  # fmt: skip
FILING = (
    "state", "title", "number", "text", "due", "submissions", "submitted_on", "received_on",
    "returned_reason", "filed_on", "filed_number", "course", "content",
)  # fmt: skip


def measure_value(measure: BallotMeasure) -> dict[str, Any]:
    """The measure as the API gives it."""
    named = {name: getattr(measure, name) for name in MEASURE}
    return {"id": measure.public_id, "item": measure.item_id, "poll": measure.poll_id, **named}


def ballot_value(year: ProjectYear) -> dict[str, Any]:
    """Measure, list and rounds of a year."""
    measure, found, rounds = read.measure_now(year), read.frozen_list(year), read.ballots_of(year)
    last = read.last_valid(rounds)
    return {
        "year": year.year,
        "state": year.state,
        "measure": measure_value(measure) if measure is not None else None,
        "list_version": found.version if found is not None else None,
        "list_sha256": found.sha256 if found is not None else "",
        "delivery": delivery_value(standing_of(year).to_deliver),
        "rounds": [
            {
                "number": one.round,
                "poll": one.poll_id,
                "item": one.item_id,
                "status": one.status,
                "held": one.result["held"],
                "figures": one.figures,
                "result": one.result["round"],
                "rule": one.rule,
                "announced_on": one.announced_on,
                "announcement": one.announcement,
            }
            for one in rounds
        ],
        "whole": last.result["whole"] if last is not None else None,
    }


def delivery_value(found: CandidateList | None) -> list[dict[str, Any]]:
    """会前送达 before the meeting that has the list, else before the next one."""
    meeting = delivery.meeting_for(found) if found is not None else None
    if found is None or meeting is None:
        return []
    names = ("code", "days", "due", "deliver_by", "on", "late")
    steps = delivery.deliveries(found, meeting).steps
    return [{name: getattr(one, name) for name in names} for one in steps]


def standing_measure(year: ProjectYear) -> BallotMeasure:
    """The measure under way, 404 where there is none."""
    found = read.measure_now(year)
    if found is None:
        raise Http404
    return found


@router.get(BALLOT, response=v.BallotOut)
def get_ballot(request: HttpRequest, place: str, year: int) -> Any:
    """票决: measure, list, every round that was announced."""
    _place, found = year_for(request, place, year, permissions.can_see)
    return ballot_value(found)


@router.post(BALLOT + "/measure", response={201: v.MeasureOut})
def draft_measure(request: HttpRequest, place: str, year: int, body: v.MeasureIn) -> Any:
    """起草票决办法."""
    where, found = year_for(request, place, year, voting.can_draft_measure)
    values = tabling.first_values(found)
    values.pop("majority")
    values |= {name: given for name, given in body.dict().items() if given not in (None, "")}
    return Status(
        201, measure_value(tabling.draft_measure(actor_of(request), where, found, **values))
    )


@router.put(BALLOT + "/measure", response=v.MeasureOut)
def change_measure(request: HttpRequest, place: str, year: int, body: v.MeasureIn) -> Any:
    """修改票决办法: what is left out stays, but a text is made anew where none is given."""
    where, found = year_for(request, place, year, voting.can_draft_measure)
    measure = standing_measure(found)
    names = ("title", "ballot", "places", "ties", "too_few", "reserve")
    values = {name: getattr(measure, name) for name in names}
    values |= {name: given for name, given in body.dict().items() if given not in (None, "")}
    return measure_value(tabling.change_measure(actor_of(request), where, measure, **values))


@router.post(BALLOT + "/measure/paper", response={201: v.PaperMade})
def draft_measure_paper(request: HttpRequest, place: str, year: int) -> Any:
    """票决办法成文."""
    where, found = year_for(request, place, year, voting.can_draft_measure)
    made = tabling.draft_measure_paper(actor_of(request), where, standing_measure(found))
    return Status(201, {"paper": made.public_id})


@router.post(BALLOT + "/measure/table", response={201: v.ItemMade})
def table_measure(request: HttpRequest, place: str, year: int, body: v.MeetingIn) -> Any:
    """票决办法提请大会."""
    where, found = year_for(request, place, year, voting.can_draft_measure)
    meeting = the(meetings.meetings_of(where), body.meeting)
    measure = standing_measure(found)
    made = tabling.table_measure(actor_of(request), where, measure, meeting=meeting)
    return Status(201, {"item": made.public_id})


@router.post(BALLOT + "/table", response={201: v.ItemMade})
def table_list(request: HttpRequest, place: str, year: int, body: v.ListIn) -> Any:
    """候选项目提请大会."""
    where, found = year_for(request, place, year, voting.can_draft_measure)
    meeting = the(meetings.meetings_of(where), body.meeting)
    made = tabling.table_list(
        actor_of(request), where, found, meeting=meeting, late_reason=body.late_reason
    )
    return Status(201, {"item": made.public_id})


def poll_value(poll: Any) -> dict[str, Any]:
    return {"poll": poll.public_id, "base": poll.base, "present": poll.present}


@router.post(BALLOT + "/vote", response={201: v.PollMade})
def put_to_vote(request: HttpRequest, place: str, year: int, body: v.VoteIn) -> Any:
    """付票决."""
    where, found = year_for(request, place, year, voting.can_run_ballot)
    return Status(
        201, poll_value(balloting.put_to_vote(actor_of(request), where, found, **body.dict()))
    )


@router.post(BALLOT + "/vote/again", response={201: v.PollMade})
def vote_again(request: HttpRequest, place: str, year: int) -> Any:
    """再次票决."""
    where, found = year_for(request, place, year, voting.can_run_ballot)
    return Status(201, poll_value(balloting.vote_again(actor_of(request), where, found)))


@router.post(BALLOT + "/settle", response=v.BallotOut)
def settle_ballot(request: HttpRequest, place: str, year: int) -> Any:
    """按票决办法以现有结果为准."""
    where, found = year_for(request, place, year, voting.can_run_ballot)
    settling.settle_ballot(actor_of(request), where, found)
    return ballot_value(found)


@router.post(BALLOT + "/chosen", response={201: v.PollMade})
def table_chosen(request: HttpRequest, place: str, year: int) -> Any:
    """排序得出的名单整体付表决."""
    where, found = year_for(request, place, year, voting.can_run_ballot)
    return Status(201, poll_value(settling.table_chosen(actor_of(request), where, found)))


@router.post(BALLOT + "/announcement", response={201: v.PaperMade})
def draft_announcement(request: HttpRequest, place: str, year: int) -> Any:
    """起草票决结果公告."""
    where, found = year_for(request, place, year, voting.can_draft_measure)
    made = announcing.draft_announcement(actor_of(request), where, found)
    return Status(201, {"paper": made.public_id})


@router.post(BALLOT + "/brief", response={201: v.PaperMade})
def draft_brief(request: HttpRequest, place: str, year: int) -> Any:
    """起草票决简报."""
    where, found = year_for(request, place, year, voting.can_draft_measure)
    made = announcing.draft_brief(actor_of(request), where, found)
    return Status(201, {"paper": made.public_id})


@router.post(BALLOT + "/publish", response={201: v.VersionMade})
def propose_result(request: HttpRequest, place: str, year: int, body: v.NoteIn) -> Any:
    """拟公开票决结果: another person publishes it."""
    where, found = year_for(request, place, year, voting.can_publish)
    made = announcing.propose_result(actor_of(request), where, found, note=body.note)
    return Status(201, {"version": made.version})


@router.post(BALLOT + "/announced", response=v.BallotOut)
def announce_result(request: HttpRequest, place: str, year: int) -> Any:
    """登记已公告."""
    where, found = year_for(request, place, year, voting.can_draft_measure)
    return ballot_value(announcing.announce_result(actor_of(request), where, found))


def filing_value(found: ResultFiling) -> dict[str, Any]:
    """A filing as the API gives it."""
    return {
        "id": found.public_id,
        "town": found.jurisdiction.code,
        "county": found.county.code,
        "year": found.project_year.year,
        **{name: getattr(found, name) for name in FILING},
        "attachments": [
            {
                "id": one.public_id,
                "kind": one.kind,
                "label": one.label,
                "submission": one.submission,
                "sha256": one.file.sha256,
            }
            for one in filings.attachments_of(found)
        ],
    }


@router.get(YEAR + "/filing", response=v.FilingOut)
def get_filing(request: HttpRequest, place: str, year: int) -> Any:
    """报备的经过; 404 before the first submission."""
    _place, found = year_for(request, place, year, voting.can_read_filing)
    made = filings.filing_of(found)
    if made is None:
        raise Http404
    return filing_value(made)


@router.post(YEAR + "/filing", response={201: v.FilingOut})
def submit_filing(request: HttpRequest, place: str, year: int, body: v.SubmitIn) -> Any:
    """报送备案, or again after it came back."""
    where, found = year_for(request, place, year, voting.can_file_result)
    made = filing.submit_filing(
        actor_of(request),
        where,
        found,
        number=body.number,
        text=body.text,
        announcement=file_for(request, where, body.announcement),
        count_sheet=file_for(request, where, body.count_sheet),
        others=[file_for(request, where, key) for key in body.others if key],
    )
    return Status(201, filing_value(made))


@router.get(RECEIVED, response=v.FilingListOut)
def get_received(request: HttpRequest, place: str, page: int = 1) -> Any:
    """县级收到的备案, newest first."""
    where = place_for(request, place, voting.can_read_received)
    return page_of(filings.received_by(where).select_related("county"), page, filing_value)


def received(request: HttpRequest, code: str, key: str) -> tuple[Jurisdiction, ResultFiling]:
    """The county and a filing that was sent to it."""
    where = place_for(request, code, voting.can_receive)
    found = filings.received_by_id(where, key)
    if found is None:
        raise Http404(key)
    return where, found


@router.post(RECEIVED + "/{slug:key}/acknowledge", response=v.FilingOut)
def acknowledge_filing(request: HttpRequest, place: str, key: str) -> Any:
    """回执."""
    where, found = received(request, place, key)
    return filing_value(filing.acknowledge_filing(actor_of(request), where, found))


@router.post(RECEIVED + "/{slug:key}/return", response=v.FilingOut)
def return_filing(request: HttpRequest, place: str, key: str, body: v.ReasonIn) -> Any:
    """退回补正."""
    where, found = received(request, place, key)
    return filing_value(filing.return_filing(actor_of(request), where, found, reason=body.reason))


@router.post(RECEIVED + "/{slug:key}/file", response=v.FilingOut)
def file_result(request: HttpRequest, place: str, key: str, body: v.NumberIn) -> Any:
    """备案."""
    where, found = received(request, place, key)
    return filing_value(filing.file_result(actor_of(request), where, found, number=body.number))
