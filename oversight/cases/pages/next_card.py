"""下一步的卡片: what, by whom, until when, on what basis; one main button; what is not yet possible and why."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.cases import permissions, queries_hearing
from oversight.cases.pages.course import Course
from oversight.cases.pages.due import due_words
from oversight.cases.pages.possible import button, not_by_proposer, possible, verifiers
from oversight.cases.rules import closing
from oversight.cases.rules.stages import SUPERVISION_15
from oversight.documents import permissions as paper_permissions
from oversight.documents import queries as documents
from oversight.ui import formats
from oversight.ui.page import Act, NextStep
from oversight.ui.page import Step as Day


def next_card(course: Course, actor: Actor) -> NextStep | None:
    """The card; None where nothing is left to do."""
    step = course.step
    if step is None:
        return None
    acts = [act for act in step.acts if possible(course, actor, act)]
    buttons = [button(course, act, main=number == 0) for number, act in enumerate(acts[:3])]
    if step.code == "receipt":
        buttons = [*paper_button(course, actor), *buttons]
    buttons = [*way_on(course, actor), *buttons]
    return NextStep(
        title=title_of(course),
        facts=tuple(facts_of(course, permissions.can_read(actor, course.place))),
        acts=tuple(one_main(buttons)),
        days=days(course),
        refusal=not_by_proposer(course, actor) or refusal(course),
    )


def one_main(buttons: list[Act]) -> list[Act]:
    """One solid button: the first."""
    return [
        Act(one.label, one.url, one.icon, main=number == 0) for number, one in enumerate(buttons)
    ]


def way_on(course: Course, actor: Actor) -> list[Act]:
    """Where the step is carried on in another app: the meeting of the hearing, the paper of the opinions."""
    step, sent = course.step, course.opinions_sent
    if step is None or not permissions.can_read(actor, course.place):
        return []
    if step.code == "hear" and course.ahead is not None:
        url = reverse("meetings:meeting", args=[course.place.code, course.ahead.meeting_id])
        return [Act(_("打开会议"), url)]
    may_open = paper_permissions.can_read(actor, course.place)
    if step.code == "send_opinions" and sent is not None and may_open:
        url = reverse("documents:paper", args=[course.place.code, sent.paper_id])
        return [Act(_("打开审议意见办理"), url)]
    return []


def paper_button(course: Course, actor: Actor) -> list[Act]:
    """On to the paper, where it is signed off, issued or acknowledged; a member reads no papers."""
    paper = course.notice_paper
    if paper is None:
        return []
    if permissions.can_read(actor, course.place):
        if not paper_permissions.can_read(actor, course.place):
            return []
        url = reverse("documents:paper", args=[course.place.code, paper.public_id])
        return [Act(_("打开通知办理"), url)]
    url = reverse("documents:received_paper", args=[course.place.code, paper.public_id])
    return [Act(_("打开通知并确认收悉"), url)]


def title_of(course: Course) -> str:
    """What the case waits for; of the notice, where it lies."""
    step = course.step
    assert step is not None
    paper = course.notice_paper
    if step.code == "receipt" and paper is not None and paper.issued_at is None:
        return _("签发、印发通知：%(state)s") % {"state": paper.get_state_display()}
    if step.code == "receipt":
        return _("被监督单位确认收悉通知")
    if step.code == "carry_out" and course.decision is not None:
        return _("开展%(method)s") % {"method": course.decision.method_title}
    return _(step.title)


def facts_of(course: Course, reads: bool) -> list[tuple[str, str]]:
    """由谁、期限、依据、要求; what is reported to the Party committee is no business of the unit (``reads``)."""
    step = course.step
    assert step is not None
    found = [(_("由谁"), "；".join(who(course)))]
    found.append((_("期限"), due_words(course)))
    basis = (
        course.decision.method_basis if step.code == "carry_out" and course.decision else step.basis
    )
    if basis:
        found.append((_("依据"), _(basis)))
    if step.code == "report" and course.decision is not None:
        found.append((_("要求"), course.decision.text))
    found += loop_facts(course, step.code)
    if step.code == "confirm" and course.pending is not None:
        found.append((_("所记决定"), course.pending.text))
    if reads and course.facts.unreported and step.code != "report_up":
        found.append((_("另须"), _("向同级党委报告这项行动，还没有起草")))
    return found


def loop_facts(course: Course, code: str) -> list[tuple[str, str]]:
    """What is open around a hearing: unanswered findings, the meeting, the options, what a closing lacks."""
    facts, found = course.facts, []
    if facts.unanswered and code in {"report", "second_report", "place", "rehear", "hear"}:
        text = _("对调研提出的 %(count)d 条意见逐条回应")
        found.append((_("回应"), text % {"count": facts.unanswered}))
    if code in {"hear", "place", "rehear"} and course.ahead is not None:
        found.append((_("会议"), course.ahead.meeting_name))
    if code == "choose":
        drafts = [one for one in course.case.options.all() if one.state == "draft"]
        found.append((_("选项"), "；".join(f"{one.title}（{one.basis}）" for one in drafts)))
    if code == "close":
        checks = closing.checks(queries_hearing.closing_facts(course.case))
        lacking = [_(one.text) % dict(one.values) for one in checks if not one.holds]
        found.append((_("还缺"), "".join(lacking) if lacking else _("不缺，可以提出结案。")))
    if code == "verify_closing" and (made := queries_hearing.closing_ahead(course.case)):
        found.append((_("结案理由"), made.text))
    return found


def who(course: Course) -> list[str]:
    """Names of those who must act."""
    step, case = course.step, course.case
    assert step is not None
    paper = course.notice_paper
    if step.code == "receipt" and paper is not None and paper.issued_at is None:
        track = documents.track(paper, course.reads.signing)
        return [track.holder or str(paper.get_state_display())]
    if step.code == "verify_closing":
        return ["、".join(verifiers(course)) or _("还没有授权")]
    missing = {"general", "committee"} - course.facts.signed
    found = []
    for party in step.who:
        if party == "general" and (step.code != "judge" or party in missing):
            found.append(_("办公室，%(name)s") % {"name": names(course, "clerk", "reviewer")})
        elif party == "committee" and (step.code != "judge" or party in missing):
            found.append(
                _("%(office)s，%(name)s")
                % {
                    "office": case.lead_office.name,
                    "name": names(course, "office"),
                }
            )
        elif party == "clerk":
            found.append(_("经办人 %(name)s") % {"name": names(course, "clerk")})
        elif party == "chair":
            found.append(f"{case.jurisdiction.leader} {names(course, 'chair')}")
        elif party == "unit":
            found.append(unit_words(course))
    return found


def names(course: Course, *roles: str) -> str:
    """Who holds these roles today; for an office its own staff."""
    office = course.case.lead_office if roles == ("office",) else None
    found = course.reads.holders(*roles, body=office)
    return "、".join(found) or _("还没有授权")


def unit_words(course: Course) -> str:
    """市住房和城乡建设局，联络员 程予安（A角）、葛青禾（B角）."""
    unit = course.unit
    rows = course.reads.liaisons.get(unit.pk, [])
    officers = [f"{row.person.name}（{row.get_rank_display()}）" for row in rows]
    if not officers:
        return _("%(unit)s（没有确定联络员，电话通知）") % {"unit": unit.name}
    return _("%(unit)s，联络员 %(names)s") % {"unit": unit.name, "names": "、".join(officers)}


def days(course: Course) -> tuple[Day, ...]:
    """The ladder at the right: today, 20, 10 and 7 days before, the meeting."""
    plan = course.plan
    if plan is None or course.decision is None:
        return ()
    marks = [(course.today, Day(_("今天"), "today", on=course.today))]
    open_steps = [step for step in plan.steps if not step.done]
    current = next((step for step in open_steps if step.due >= course.today), None)
    for step in plan.steps:
        state = "current" if step is current else "late" if step.missed else "future"
        state = "done" if step.done else state
        note = _("会前%(days)d日") % {"days": step.lead.days}
        marks.append((step.due, Day(_(step.lead.text), state, notes=(note,), on=step.due)))
    name = course.ahead.meeting_name if course.ahead else course.decision.heard_name
    if course.case.state == "failed":
        name = _("下一次会议")
    marks.append((plan.meeting, Day(name, "future", on=plan.meeting)))
    return tuple(day for _on, day in sorted(marks, key=lambda pair: pair[0]))


def refusal(course: Course) -> str:
    """What is not possible yet, why, and the earliest day."""
    if code_before_hearing(course) and course.moved == "cancelled":
        return _("听取的会议已取消，请会议另定。")
    if code_before_hearing(course) and course.moved == "moved" and course.heard_on is not None:
        return _("会议已改到%(day)s，期限按新的日期计算。") % {"day": formats.day(course.heard_on)}
    code = course.case.state
    if code == "judging":
        verdict = course.verdict("record_decision", "action")
        return with_basis(_("现在不能提请决定：%(why)s") % {"why": _(verdict.text)}, verdict.basis)
    if code == "judged":
        return earliest_hearing(course)
    if code == "decided" and course.plan is not None and not course.plan.feasible:
        return too_early(course)
    if code == "decided":
        return _("现在不能听取报告：还没有事先通知被监督单位并收到回执。")
    if code == "notified" and course.reports and not course.facts.handed_in:
        if course.plan is not None and not course.plan.feasible:
            return too_early(course)
        return with_basis(_("现在不能列入表决：尚未收到报告。"), SUPERVISION_15)
    return refusal_in_loop(course)


def code_before_hearing(course: Course) -> bool:
    """Before the case is on an agenda the planned meeting counts, afterwards the agenda."""
    return course.case.state in {"decided", "notified"} and course.ahead is None


def refusal_in_loop(course: Course) -> str:
    """What is not possible yet around the hearing and after it, and why."""
    wanted = {"failed": "place_hearing", "passed": "propose_closing", "tracking": "propose_closing"}
    act = wanted.get(course.case.state)
    if act is None:
        return ""
    verdict = course.verdict(act)
    if not verdict.allowed:
        return with_basis(_(verdict.text), verdict.basis)
    return ""


def with_basis(text: str, basis: str) -> str:
    """The reason with its article; what is no article stands in the card's basis already."""
    words = _(basis) if basis else ""
    if not words.startswith("《"):
        return text
    return _("%(text)s依据%(basis)s") % {"text": text, "basis": words}


def too_early(course: Course) -> str:
    """Which lead is missed, and from which day a meeting would do."""
    plan = course.plan
    assert plan is not None
    return _("会前时限已经赶不上，最早可以列入%(day)s的会议；要改期，由会议另作决定。") % {
        "day": formats.day(plan.earliest_meeting)
    }


def earliest_hearing(course: Course) -> str:
    """Which planned meeting could hear a report if it were decided today (20 days before)."""
    offer = course.rules.offer("special_work_report")
    if offer is None or not offer.allowed:
        return ""
    meetings = [
        one
        for one in queries_hearing.meetings_ahead(course.place)
        if one.body.kind in offer.hearing_bodies
    ]
    for meeting in meetings:
        plan = course.rules.plan(course.place, meeting.on, course.today)
        if plan.feasible:
            return _("今天决定听取报告的，最早可以列入%(day)s的会议。") % {
                "day": formats.day(meeting.on)
            }
    earliest = course.rules.plan(course.place, course.today, course.today).earliest_meeting
    text = _("今天决定听取报告的，会议最早在%(day)s；已定的会期都赶不上，先登记会期。")
    return with_basis(text % {"day": formats.day(earliest)}, SUPERVISION_15)
