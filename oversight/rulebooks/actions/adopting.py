"""通过和废止: a body adopts a draft at a meeting; from the day it says the version is in force.

The version before it holds until the day before. Nothing is in force by being saved.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import check_meeting, check_place, put
from oversight.institutions.models import Body, Jurisdiction
from oversight.institutions.rules.periods import day_before
from oversight.rulebooks import permissions, queries
from oversight.rulebooks.actions.drafting import check_open, lock, refuse_contradicting
from oversight.rulebooks.models import Rulebook
from oversight.rulebooks.rules import adoption


def adopt_version(
    actor: Actor,
    place: Jurisdiction,
    *,
    version: Rulebook,
    body: Body,
    term_no: int,
    meeting_no: int,
    on: date,
    paper_number: str,
    valid_from: date,
) -> Rulebook:
    """登记通过施行: the draft as it stands gets its number and holds from ``valid_from``."""
    with act(
        "rulebooks.adopt_version",
        actor=actor,
        place=place.code,
        permitted=permissions.can_record_adoption(actor, place),
        basis=paper_number.strip(),
        rule=adoption.CODE,
    ) as running:
        check_open(place, version)
        refuse_contradicting(version)
        check_place(place, body=body)
        facts = facts_of(actor, place, version, body, on, valid_from, paper_number.strip())
        if (reason := adoption.why_not(facts)) is not None:
            raise refusal(reason)
        check_meeting(place, term_no, meeting_no, on)
        supersede(place, valid_from)
        version.state = "in_force"
        version.year, version.number = on.year, next_number(place, on.year)
        version.adopted_by, version.term_no, version.meeting_no = body, term_no, meeting_no
        version.adopted_on, version.valid_from = on, valid_from
        version.paper_number = paper_number.strip()
        version.recorded_label = actor.label[:100]
        version.confirmed_by_chair = facts.own_draft
        put(version)
        running.facts = {
            "reference": version.reference,
            "sha256": version.sha256,
            "valid_from": valid_from.isoformat(),
            "chair_confirms_in_small_office": facts.own_draft,
        }
    return version


def facts_of(
    actor: Actor,
    place: Jurisdiction,
    version: Rulebook,
    body: Body,
    on: date,
    valid_from: date,
    paper_number: str,
) -> adoption.AdoptionFacts:
    """What the rule looks at."""
    last = queries.adopted_versions(place).order_by("-valid_from", "-pk").first()
    return adoption.AdoptionFacts(
        body_kind=body.kind,
        body_exists=body.holds_on(on),
        adopted_on=on,
        valid_from=valid_from,
        today=institutions.today(),
        paper_number=paper_number,
        last_from=last.valid_from if last else None,
        own_draft=actor.account_id is not None and actor.account_id == version.drafted_by,
        small_office=institutions.profile_of(place).small_office,
        by_chair=actor.role == "chair",
    )


def refusal(reason: adoption.Reason) -> Refused:
    """The rule's reason as an exception."""
    kind = Refused if reason.conflict else Invalid
    basis = _(reason.basis) if reason.basis else ""
    return kind(reason.code, _(reason.text), basis=basis, where=reason.where)


def supersede(place: Jurisdiction, valid_from: date) -> None:
    """The version in force until now holds until the day before, one that was to end later too."""
    open_end = Q(valid_to=None) | Q(valid_to__gte=valid_from)
    for earlier in queries.adopted_versions(place).filter(open_end):
        earlier.state = "superseded"
        earlier.valid_to = day_before(valid_from)
        put(earlier)


def next_number(place: Jurisdiction, year: int) -> int:
    """The next number of the year, without a gap."""
    numbers = queries.versions_of(place).filter(year=year).values_list("number", flat=True)
    return max([0, *[number for number in numbers if number]]) + 1


def end_version(
    actor: Actor, place: Jurisdiction, *, version: Rulebook, on: date, basis: str
) -> Rulebook:
    """登记废止: the version holds until ``on``, that day included; afterwards the template, until another is adopted."""
    with act(
        "rulebooks.end_version",
        actor=actor,
        place=place.code,
        permitted=permissions.can_record_adoption(actor, place),
        basis=basis.strip(),
    ) as running:
        lock(place, version)
        if version.state != "in_force":
            text = _("“%(label)s”不是现行的一版，不能废止。") % {"label": version.label}
            raise Refused("not_in_force", text)
        if not basis.strip():
            raise Invalid("no_basis", _("写明废止的依据，例如会议和文号。"), where="basis")
        if on < version.valid_from:
            raise Invalid("before_it_began", _("废止日期早于施行日期。"), where="on")
        version.state, version.valid_to = "ended", on
        version.ended_reason = basis.strip()
        put(version)
        running.facts = {"reference": version.reference, "valid_to": on.isoformat()}
    return version
