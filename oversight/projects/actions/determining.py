"""候选项目表的审定和确定: the enlarged Party committee meeting item by item, then the chair; then it is frozen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.files.actions import kept
from oversight.institutions.actions.writing import not_to_come, put, written
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions
from oversight.projects.actions.candidates import locked_list
from oversight.projects.actions.standing import moved
from oversight.projects.actions.support import locked_year, require
from oversight.projects.models import CandidateEntry, CandidateList
from oversight.projects.queries import candidates as facts
from oversight.projects.queries import selecting as read
from oversight.projects.rules import candidates, selecting, stages

STEPS = {"return": "return_to_arguing", "strike": "strike"}


def determine(
    actor: Actor,
    place: Jurisdiction,
    found: CandidateList,
    *,
    party_meeting: str,
    on: date,
    minutes_number: str,
    decisions: Mapping[str, tuple[str, str]],
    minutes_file: Any = None,
) -> CandidateList:
    """登记审定: item by item – approve, return to be argued again, strike – by the minutes of the meeting.

    ``decisions``: by the entry's id what was determined and why; the rest waits for a further sitting.
    """
    with act(
        "projects.determine",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_list(actor, place),
        rule=candidates.CODE,
        basis=_(candidates.DETERMINED),
    ) as running:
        found = locked_list(place, found)
        require(selecting.list_permits("determine", found.state))
        not_to_come(on)
        if found.study_on is not None and on < found.study_on:
            raise Invalid("before_study", _("审定日期早于主席团研究。"), where="on")
        found.party_meeting = written(party_meeting, "party_meeting", _("党委（扩大）会议"), 120)
        found.minutes_number = written(minutes_number, "minutes_number", _("会议纪要文号"), 60)
        found.party_on = on
        if minutes_file:
            found.minutes_file = kept(actor, place, minutes_file, _("会议纪要"), "minutes_file")
        entries = {one.public_id: one for one in read.entries_of(found)}
        if not decisions:
            raise Invalid("nothing_chosen", _("逐项写明同意、退回或者不列入。"), where="decisions")
        for key, (determination, reason) in decisions.items():
            determine_one(entries.get(key), determination, reason, found.minutes_number)
        open_still = any(not one.determination for one in entries.values())
        found.state = "determining" if open_still else "determined"
        put(found)
        running.facts = {
            "version": found.version,
            "minutes": found.minutes_number,
            "decisions": {entries[key].project.code: one[0] for key, one in decisions.items()},
        }
    return found


def determine_one(
    entry: CandidateEntry | None, determination: str, reason: str, minutes: str
) -> None:
    """Part of an act: one item, with what follows for its project."""
    if entry is None:
        raise Invalid("unknown_entry", _("这个项目不在候选项目表里。"), where="decisions")
    where = f"decision_{entry.public_id}"
    if entry.determination:
        text = _("%(code)s已经审定。") % {"code": entry.project.code}
        raise Refused("determined_before", text, where=where)
    require(candidates.may_determine(determination, minutes))
    if determination != "approve":
        reason = written(reason, f"reason_{entry.public_id}", _("审定理由"), 300)
    entry.determination, entry.determination_reason = determination, reason.strip()[:300]
    put(entry)
    if determination in STEPS:
        moved(entry.project, STEPS[determination])
        entry.project.state_reason = entry.determination_reason
        put(entry.project)


def freeze_list(actor: Actor, place: Jurisdiction, found: CandidateList) -> CandidateList:
    """确定候选项目表: the chair confirms what was determined; content and digest are fixed, ballots are printed from them."""
    with act(
        "projects.freeze_list",
        actor=actor,
        place=place.code,
        permitted=permissions.can_freeze_list(actor, place),
        rule=candidates.CODE,
        basis=_(candidates.DETERMINED),
    ) as running:
        year = locked_year(place, found.project_year)
        found = locked_list(place, found)
        require(selecting.list_permits("freeze", found.state))
        entries = read.entries_of(found)
        ready = facts.freeze_verdict(found, entries)
        require(stages.permits("fix_candidates", stages.YearFacts(year.state, list_ready=ready)))
        found.content = facts.content_of(entries)
        found.sha256 = facts.digest_of(found)
        found.state, found.frozen_at = "frozen", timezone.now()
        found.frozen_label = actor.label[:100]
        put(found)
        year.state = "candidate"
        put(year)
        running.facts = {
            "year": year.year,
            "version": found.version,
            "sha256": found.sha256,
            "items": len(facts.on_ballot(found)),
        }
    return found
