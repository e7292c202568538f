"""案件下一步的期限: by when, in words; where no law names days, what the rulebook counts from."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from oversight.calendar.rules.ladder import standing as ladder_standing
from oversight.calendar.words import stand_text
from oversight.cases import days as days_of
from oversight.cases.days import within_words
from oversight.cases.pages.course import Course
from oversight.ui import formats


def due_day(course: Course) -> date | None:
    """The day by which the present step must be done."""
    step = course.step
    if step is None:
        return None
    if step.code == "receipt" and course.receipt is not None:
        due: date | None = course.receipt.due
        return due
    if step.code in {"reply", "opinions", "send_opinions"}:
        return opinions_due(course)
    if step.code == "hear":
        return course.heard_on
    if step.code in {"report", "second_report"} and course.plan is not None:
        ahead = [one for one in course.plan.steps if not one.done]
        return ahead[0].due if ahead else None
    if step.code in {"notify", "receipt"} and course.plan is not None:
        return course.plan.steps[0].due
    return None


def opinions_due(course: Course) -> date | None:
    """Until when the opinions are handed over once they were passed, and then answered."""
    found = course.opinions_sent
    if found is not None:
        return found.reply_due or found.hand_over_due
    return None


def due_words(course: Course) -> str:
    """2026年8月7日，还有 18 天."""
    due = due_day(course)
    if (
        due is None
        and course.step is not None
        and course.step.code in {"opinions", "send_opinions"}
    ):
        row = days_of.deadline(course.place, "review_opinion_handover")
        return _("主任会议（主席团）通过后%(within)s交办") % {"within": within_words(row)}
    if due is None:
        return _("没有法定期限")
    stand = ladder_standing(due, course.today)
    left = stand_text(stand)
    return _("%(day)s，%(left)s") % {"day": formats.day(due), "left": left}
