"""审议意见: drafted with numbered opinions, issued as a paper, answered in time, verified by another person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import SYSTEM, Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.cases import days, papers, permissions, queries, queries_hearing
from oversight.cases.actions.papers import drafted, issuer_for
from oversight.cases.actions.support import (
    KEPT_IN,
    locked,
    require,
    require_own,
    tell_lead,
    tell_unit,
    written,
)
from oversight.cases.models import Case, ReviewOpinions
from oversight.cases.rules.closing import TWO_PEOPLE
from oversight.cases.rules.hearing import SUPERVISION_17
from oversight.cases.standing import deciding_body, standing
from oversight.documents import queries as documents
from oversight.inbox.actions import notify
from oversight.institutions import naming
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import check_meeting, not_to_come, put
from oversight.institutions.models import Jurisdiction

OUT = frozenset({"issued", "archived"})
HANDOVER = "review_opinion_handover"
MOST_OPINIONS = 40


def draft_opinions(
    actor: Actor, place: Jurisdiction, case: Case, *, items: Sequence[str]
) -> ReviewOpinions:
    """起草审议意见: one line an opinion; the paper is signed off and issued in documents."""
    with act(
        "cases.draft_opinions",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_papers(actor, place),
        basis=_(SUPERVISION_17),
    ) as running:
        case = locked(place, case)
        require_own(actor, case)
        require("draft_opinions", case)
        give_up_earlier(case)
        hearing = queries_hearing.announced(case)[-1]
        lines = opinions_from(items)
        unit = queries.unit_now(case)
        paper = drafted(
            actor,
            place,
            case,
            "opinion",
            papers.review_opinions(
                case, hearing, lines, days.within(place, "review_opinion_reply")
            ),
            issuer=issuer_for(
                place, "general_office", "standing_committee", "presidium", "street_committee"
            ),
            addressees=[unit],
            facts={"of": hearing.public_id, "case": case.code},
        )
        made = ReviewOpinions(
            jurisdiction=place,
            case=case,
            hearing=hearing,
            items=lines,
            paper_id=paper.public_id,
            rulebook=standing(place).reference,
            drafted_label=actor.label[:100],
        )
        put(made)
        running.facts = {"case": case.code, "paper": paper.public_id, "opinions": len(lines)}
    return made


def pass_opinions(
    actor: Actor,
    place: Jurisdiction,
    case: Case,
    *,
    term_no: int,
    meeting_no: int,
    on: date,
    reason: str = "",
) -> ReviewOpinions:
    """登记审议意见通过: by the body that decides on cases; from that day on they are handed over in time.

    Entered again it corrects the entry, with the ``reason``, until the opinions are sent.
    监督法 art. 17 names no days; the rulebook's seven run from this meeting (浙江省监督条例 art. 43).
    """
    with act(
        "cases.pass_opinions",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_papers(actor, place),
        basis=days.deadline(place, HANDOVER).basis,
    ) as running:
        case = locked(place, case)
        require_own(actor, case)
        require("pass_opinions", case)
        found = queries_hearing.opinions_now(case)
        body = deciding_body(place, on)
        if body is None or found is None:
            text = _("登记簿里没有决定案件的会议，先登记机构。")
            raise Refused("no_deciding_body", text, where="on")
        not_to_come(on)
        if found.hearing.announced_on is not None and on < found.hearing.announced_on:
            raise Invalid("before_result", _("早于宣布表决结果的日期。"), where="on")
        check_meeting(place, term_no, meeting_no, on)
        if found.passed_on is not None:
            running.note = written(reason, "reason", _("更正的原因"), 300)
        with override(KEPT_IN):
            found.passed_by = naming.meeting_name(body, term_no, meeting_no)[:200]
        found.passed_on = on
        found.hand_over_due = days.after(place, on, HANDOVER)
        put(found)
        running.facts = {"case": case.code, "by": found.passed_by, "on": on.isoformat()}
    return found


def opinions_from(items: Sequence[str]) -> list[str]:
    """The opinions without blanks and empty lines; at least one."""
    lines = [one.replace("\x00", "").strip() for one in items]
    found = [one for one in lines if one]
    if not found:
        raise Invalid("opinions_missing", _("至少写一条审议意见，每行一条。"), where="items")
    if len(found) > MOST_OPINIONS or any(len(one) > 1000 for one in found):
        text = _("审议意见不超过 %(most)d 条，每条不超过 1000 字。") % {"most": MOST_OPINIONS}
        raise Invalid("opinions_long", text, where="items")
    return found


def give_up_earlier(case: Case) -> None:
    """Opinions whose paper was withdrawn or recalled no longer count."""
    found = queries_hearing.opinions_now(case)
    if found is not None and found.state == "drafted":
        found.state = "void"
        found.save()


def note_opinions_sent(actor: Actor, place: Jurisdiction, paper_id: str) -> ReviewOpinions | None:
    """审议意见已交办: the system's act after the paper was issued; the day of reply is fixed, done once."""
    known = queries_hearing.opinions_with_paper(place, paper_id)
    paper = documents.paper_by_id(place, paper_id)
    if known is None or known.state != "drafted" or paper is None or paper.state not in OUT:
        return known
    with act(
        "cases.note_opinions_sent",
        actor=actor,
        place=place.code,
        permitted=actor.role == SYSTEM,
        basis=_(SUPERVISION_17),
    ) as running:
        case = locked(place, known.case)
        found = queries_hearing.opinions_with_paper(place, paper_id)
        if found is None or found.state != "drafted" or case.state != "passed":
            return found
        assert paper.issued_at is not None
        found.sent_on = timezone.localdate(paper.issued_at)
        found.reply_due = days.after(place, found.sent_on, "review_opinion_reply")
        found.state = "sent"
        found.save()
        case.state = "tracking"
        case.save()
        title = _("%(case)s的审议意见已交办，请研究处理并按期报告") % {"case": case.code}
        tell_unit(place, case, key=f"opinions:{found.public_id}", title=title)
        running.facts = {"case": case.code, "reply_due": found.reply_due.isoformat()}
        ask_deputies(place, case, found)
    return found


def ask_deputies(place: Jurisdiction, case: Case, found: ReviewOpinions) -> None:
    """Deputies and members are asked how they see it; the page waits for them, nobody must answer."""
    notify(
        key=f"case:{case.public_id}:views:{found.public_id}",
        title=_("%(case)s：请说说问题解决得怎样") % {"case": papers.subject(case)},
        url=reverse("cases:give_view", args=[place.code, case.public_id]),
        kind="matter",
        place=place,
        roles=("deputy", "member"),
    )


def verify_reply(
    actor: Actor,
    place: Jurisdiction,
    case: Case,
    *,
    text: str,
    outcomes: Mapping[int, str] | Sequence[str],
) -> ReviewOpinions:
    """核实研究处理情况: opinion by opinion (done, partly, not_done), by another than who entered the report."""
    with act(
        "cases.verify_reply",
        actor=actor,
        place=place.code,
        permitted=permissions.can_verify(actor, place) and permissions.works_on(actor, case),
        basis=_(TWO_PEOPLE),
    ) as running:
        case = locked(place, case)
        require_own(actor, case)
        require("verify_reply", case)
        found = queries_hearing.opinions_now(case)
        report = queries_hearing.standing_report(case, "reply")
        assert found is not None and report is not None
        if report.entered and actor.account_id and report.drafted_by_id == actor.account_id:
            text_ = _("报告由你代录，由另一人核实。")
            raise Refused("same_person", text_, basis=_(TWO_PEOPLE))
        found.outcomes = outcomes_of(found, outcomes)
        found.verified_text = written(text, "text", _("核实情况"))
        found.verified_by_id, found.verified_label = actor.account_id, actor.label[:100]
        found.verified_on, found.state = institutions.today(), "verified"
        found.save()
        title = _("%(case)s的研究处理情况已核实") % {"case": case.code}
        key = f"verified:{found.public_id}"
        tell_unit(place, case, key=key, title=title, text=found.verified_text[:300])
        tell_lead(place, case, key=key, title=title)
        running.facts = {"case": case.code, "outcomes": found.outcomes}
    return found


def outcomes_of(found: ReviewOpinions, outcomes: Mapping[int, str] | Sequence[str]) -> list[str]:
    """One outcome for every opinion, in order."""
    if isinstance(outcomes, Mapping):
        given = [outcomes.get(number, "") for number in range(1, len(found.items) + 1)]
    else:
        given = list(outcomes)
    known = dict(ReviewOpinions.OUTCOMES)
    if len(given) != len(found.items) or any(one not in known for one in given):
        raise Invalid("outcome_missing", _("每条审议意见都写明核实结果。"), where="outcomes")
    return given
