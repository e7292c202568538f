"""一眼看全程: 数据→研判→决定→通知→报告→询问→表决→跟踪, each step with its day and its paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from oversight.audit.actors import Actor
from oversight.cases import permissions, queries_hearing
from oversight.cases.models import CaseHearing, ReviewOpinions
from oversight.cases.pages.course import Course
from oversight.documents import permissions as documents
from oversight.ui import formats
from oversight.ui.page import Step

DONE_BY = {"judging": 1, "judged": 2, "decided": 3, "notified": 4}
TO_NOTICE = 4
Maker = Callable[[Course, str, bool], Step]


def chain_for(course: Course, actor: Actor) -> tuple[Step, ...]:
    """The steps as this reader may open them: a member reads the case, but not its papers."""
    office_reader = permissions.can_read(actor, course.place)
    papers = not office_reader or documents.can_read(actor, course.place)
    return chain(course, office_reader, papers)


def chain(course: Course, office_reader: bool = True, papers: bool = True) -> tuple[Step, ...]:
    """The steps of a case; those to come are shown hollow."""
    makers: list[Maker] = [data, judgment, decision, notice, *later(course)]
    done = done_steps(course)
    found = []
    for number, maker in enumerate(makers):
        state = "done" if number < done else "future"
        if number == done and not course.case.has_ended:
            state = "late" if is_late(course) else "current"
        step = maker(course, state, office_reader)
        found.append(step if papers or maker is not notice else replace(step, url=""))
    return tuple(found)


def done_steps(course: Course) -> int:
    """How many steps are behind the case; of one that ended, those that its course reached."""
    case = course.case
    if case.state in DONE_BY and case.state != "notified":
        return DONE_BY[case.state]
    if case.has_ended and not course.hearings:
        if case.state == "resolved":
            return TO_NOTICE + len(later(course))
        return 3 if course.decision else 1
    return TO_NOTICE + done_in_loop(course)


def done_in_loop(course: Course) -> int:
    """How many of the steps after the notice are behind the case; a hearing has three, one stands between two."""
    state, rounds, facts = course.case.state, len(rounds_of(course)), course.facts
    if state == "resolved":
        return len(later(course))
    if state in {"passed", "tracking", "failed_twice"}:
        return 4 * rounds - 1
    handed = 1 if facts.handed_in or not facts.reported else 0
    if state == "failed":
        researched = 1 if facts.found_after else 0
        return 4 * (rounds - 1) - 1 + researched + researched * handed
    heard = state == "placed" and facts.item in {"considered", "put_to_vote"}
    return 4 * (rounds - 1) + handed + (1 if heard else 0)


def rounds_of(course: Course) -> list[int]:
    """The hearings under the decision in force, by number: those held, and the one ahead."""
    made = course.decision
    found = [one.number for one in course.hearings if made and one.decision_id == made.pk]
    ahead = course.ahead is not None or course.case.state in {"notified", "failed"}
    return [*found, len(course.hearings) + 1] if ahead or not found else found


def is_late(course: Course) -> bool:
    """Whether the day of the present step has gone by."""
    if course.plan is not None and course.case.state in {"notified", "placed", "failed"}:
        return any(step.missed for step in course.plan.steps[:1])
    sent = course.opinions_sent
    if sent is not None and sent.state == "sent" and sent.reply_due is not None:
        return bool(sent.reply_due < course.today)
    due = course.receipt.due if course.receipt else None
    waiting = course.case.state == "decided" and due is not None
    return bool(waiting and due < course.today)


def later(course: Course) -> list[Maker]:
    """What follows the notice: reports heard and voted on, once or again, or action without a meeting."""
    if course.offer is not None and not course.offer.heard and not course.hearings:
        return [carrying_out, tracking]
    found: list[Maker] = []
    for place_in_row, number in enumerate(rounds_of(course)):
        if place_in_row:
            found.append(between)
        found += hearing_steps(number, place_in_row > 0)
    if course.case.state == "failed_twice":
        found.append(choosing)
    return [*found, tracking]


def hearing_steps(number: int, again: bool) -> list[Maker]:
    """Report, inquiry and vote of one hearing."""
    return [partial(make, number=number, again=again) for make in (report, inquiry, vote)]


def amiss(step: Step, word: str) -> Step:
    """A step behind the case that did not go well bears no ✓."""
    return replace(step, state="late", word=word) if step.state == "done" else step


def notes(*words: str) -> tuple[str, ...]:
    return tuple(word for word in words if word)


def short(moment: datetime | date | None) -> str:
    if isinstance(moment, datetime):
        moment = timezone.localdate(moment)
    return formats.near_day(moment) if moment else ""


def data(course: Course, state: str, _reader: bool) -> Step:
    facts = course.case.origin_facts
    if course.case.origin != "hotline_finding":
        words = short(course.case.opened_on)
        origin = course.case.get_origin_display()
        return Step(pgettext("chain", "来源"), state, notes=notes(words, str(origin)))
    keys = {"place": course.place.code, "month": facts["month"]}
    frozen = datetime.fromisoformat(facts["frozen_at"])
    url = f"{reverse('hotline:findings', kwargs=keys)}?version={facts['version']}"
    day = _("%(day)s冻结") % {"day": short(frozen)}
    version = _("第 %(number)d 版") % {"number": facts["version"]}
    return Step(pgettext("chain", "数据"), state, url if _reader else "", notes(day, version))


def judgment(course: Course, state: str, reader: bool) -> Step:
    signed = course.facts.signed
    if state == "done":
        words = notes(short(course.signed_on()), _("两室会签"))
    else:
        words = notes(_("%(count)d 方已签，共两方") % {"count": len(signed)}) if signed else ()
    if course.case.round > 1:
        words = (*words, _("第 %(number)d 轮") % {"number": course.case.round})
    url = reverse("cases:judgment", args=[course.place.code, course.case.public_id])
    return Step(pgettext("chain", "研判"), state, url if reader else "", words)


def decision(course: Course, state: str, reader: bool) -> Step:
    made = course.decision
    name = pgettext("chain", "决定")
    if made is None:
        return Step(name, state, notes=notes(_("待主任确认") if course.pending else ""))
    meeting = _("第%(number)d次%(body)s") % {
        "number": made.meeting_no,
        "body": body_word(made.body.kind),
    }
    url = reverse("cases:case", args=[course.place.code, course.case.public_id]) + "#decisions"
    return Step(name, state, url if reader else "", notes(short(made.on), meeting))


def body_word(kind: str) -> str:
    """主任会议, 主席团会议."""
    return _("主席团会议") if kind == "presidium" else _("主任会议")


def notice(course: Course, state: str, reader: bool) -> Step:
    name, found, paper = pgettext("chain", "通知"), course.notice, course.notice_paper
    if found is None or paper is None:
        return Step(name, state)
    name_of_page = "documents:paper" if reader else "documents:received_paper"
    url = reverse(name_of_page, args=[course.place.code, paper.public_id])
    if found.state == "acknowledged":
        when = _("%(day)s收悉") % {"day": short(found.acknowledged_at)}
    elif paper.issued_at:
        when = _("%(day)s印发，待收悉") % {"day": short(paper.issued_at)}
    else:
        when = str(paper.get_state_display())
    return Step(name, state, url, notes(when, paper.number))


def hearing_of(course: Course, number: int) -> CaseHearing | None:
    """The hearing with this number, ahead or with its result."""
    known = [*course.hearings, *([course.ahead] if course.ahead else [])]
    return next((one for one in known if one.number == number), None)


def report(course: Course, state: str, reader: bool, number: int = 1, again: bool = False) -> Step:
    name = pgettext("chain", "再报告") if again else pgettext("chain", "报告")
    rows = queries_hearing.reports_of(course.case, "special")
    handed = [one for one in rows if one.hearing_no == number and one.state == "submitted"]
    if handed:
        last = handed[-1]
        late = (
            ngettext("晚 %(days)d 天", "晚 %(days)d 天", last.late_days) % {"days": last.late_days}
            if last.late_days
            else ""
        )
        words = notes(
            _("%(day)s送到") % {"day": short(last.received_on)},
            late or str(last.get_step_display()),
        )
    else:
        due = course.plan.steps[0].due if course.plan and state != "done" else None
        words = notes(_("%(day)s前") % {"day": short(due)}, _("初稿")) if due else ()
    url = reverse("cases:reports", args=[course.place.code, course.case.public_id])
    found = Step(name, state, url if handed else "", words)
    return amiss(found, _("迟交")) if handed and handed[-1].late_days else found


def inquiry(course: Course, state: str, reader: bool, number: int = 1, again: bool = False) -> Step:
    name = pgettext("chain", "再听取") if again else pgettext("chain", "询问")
    made = hearing_of(course, number)
    if made is not None:
        url = reverse("cases:hearings", args=[course.place.code, course.case.public_id])
        way = "" if made.method == "special_work_report" else made.method_title
        return Step(name, state, url if reader else "", notes(short(made.on), way))
    decided = course.decision
    if again or decided is None or not decided.heard_name or course.meeting is None:
        return Step(name, state)
    body = course.meeting.body
    words = notes(short(course.heard_on), str(body.short_name or body.get_kind_display()))
    return Step(name, state, notes=words)


def vote(course: Course, state: str, reader: bool, number: int = 1, again: bool = False) -> Step:
    name = pgettext("chain", "再表决") if again else pgettext("chain", "表决")
    made = hearing_of(course, number)
    if made is not None and made.is_announced:
        words = notes(short(made.announced_on), str(made.get_state_display()))
        url = reverse("cases:hearings", args=[course.place.code, course.case.public_id])
        found = Step(name, state, url if reader else "", words)
        return amiss(found, str(made.get_state_display())) if made.state == "failed" else found
    day = made.on if made is not None else course.heard_on
    return Step(name, state, notes=notes(short(day), _("全体过半数")) if day else ())


def between(course: Course, state: str, _reader: bool) -> Step:
    """After a failed vote: research before the next hearing."""
    found = [one for one in course.case.findings.all() if one.stage == "after"]
    words = notes(_("%(count)d 条发现") % {"count": len(found)}) if found else ()
    return Step(pgettext("chain", "调研"), state, notes=words)


def choosing(course: Course, state: str, _reader: bool) -> Step:
    """After a second failure: the body decides among the options."""
    drafts = sum(1 for one in course.case.options.all() if one.state == "draft")
    words = notes(_("%(count)d 个选项") % {"count": drafts}) if drafts else ()
    return Step(pgettext("chain", "再决定"), state, notes=words)


def carrying_out(course: Course, state: str, _reader: bool) -> Step:
    title = course.decision.method_title if course.decision else ""
    return Step(pgettext("chain", "开展"), state, notes=notes(title))


def tracking(course: Course, state: str, _reader: bool) -> Step:
    """The review opinions until they are verified and the case is closed."""
    found = course.opinions_sent
    if found is None or found.sent_on is None:
        return Step(
            pgettext("chain", "跟踪"), state, notes=notes(_("直至解决")) if course.decision else ()
        )
    due = _("%(day)s前报告") % {"day": short(found.reply_due)}
    words = notes(due if found.state == "sent" else opinions_word(found))
    if course.case.state == "resolved":
        words = notes(short(course.case.ended_on), _("已结案"))
    url = reverse("cases:outcome", args=[course.place.code, course.case.public_id])
    return Step(pgettext("chain", "跟踪"), state, url, words)


def opinions_word(found: ReviewOpinions) -> str:
    """已核实 only where every opinion was found carried out; else how many were not."""
    left = sum(1 for outcome in found.outcomes if outcome != "done")
    if found.state != "verified" or not left:
        return str(found.get_state_display())
    return ngettext("%(count)d 条没有全部落实", "%(count)d 条没有全部落实", left) % {"count": left}
