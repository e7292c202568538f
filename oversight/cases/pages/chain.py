"""一眼看全程: 数据→研判→决定→通知→报告→询问→表决→跟踪, each step with its day and its paper."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.cases.pages.course import Course
from oversight.ui import formats
from oversight.ui.page import Step

DONE_BY = {"judging": 1, "judged": 2, "decided": 3, "notified": 4}


def chain(course: Course, office_reader: bool = True) -> tuple[Step, ...]:
    """The steps of a case; those to come are shown hollow."""
    makers = [data, judgment, decision, notice, *later(course)]
    done = done_steps(course)
    found = []
    for number, maker in enumerate(makers):
        state = "done" if number < done else "future"
        if number == done and not course.case.has_ended:
            state = "late" if is_late(course) else "current"
        found.append(maker(course, state, office_reader))
    return tuple(found)


def done_steps(course: Course) -> int:
    """How many steps are behind the case; of one that ended, those that its course reached."""
    if not course.case.has_ended:
        return DONE_BY[course.case.state]
    return 3 if course.decision else 1


def is_late(course: Course) -> bool:
    """Whether the day of the present step has gone by."""
    if course.plan is not None and course.case.state == "notified":
        return any(step.missed for step in course.plan.steps[:1])
    due = course.receipt.due if course.receipt else None
    waiting = course.case.state == "decided" and due is not None
    return bool(waiting and due < course.today)


def later(course: Course) -> list:
    """What follows the notice: a report heard and voted on, or action without a meeting."""
    if course.offer is not None and not course.offer.heard:
        return [carrying_out, tracking]
    return [report, inquiry, vote, tracking]


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


def report(course: Course, state: str, _reader: bool) -> Step:
    due = course.plan.steps[0].due if course.plan else None
    words = notes(_("%(day)s前") % {"day": short(due)}, _("初稿")) if due else ()
    return Step(pgettext("chain", "报告"), state, notes=words)


def inquiry(course: Course, state: str, _reader: bool) -> Step:
    made = course.decision
    if made is None or not made.heard_name or course.meeting is None:
        return Step(pgettext("chain", "询问"), state)
    body = course.meeting.body
    words = notes(short(course.heard_on), str(body.short_name or body.get_kind_display()))
    return Step(pgettext("chain", "询问"), state, notes=words)


def vote(course: Course, state: str, _reader: bool) -> Step:
    words = notes(short(course.heard_on), _("全体过半数")) if course.heard_on else ()
    return Step(pgettext("chain", "表决"), state, notes=words)


def carrying_out(course: Course, state: str, _reader: bool) -> Step:
    title = course.decision.method_title if course.decision else ""
    return Step(pgettext("chain", "开展"), state, notes=notes(title))


def tracking(course: Course, state: str, _reader: bool) -> Step:
    words = notes(_("直至解决")) if course.decision else ()
    return Step(pgettext("chain", "跟踪"), state, notes=words)
