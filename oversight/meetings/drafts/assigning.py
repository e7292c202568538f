"""交办单、调研报告封面: what a unit must do after a meeting, and what a report of research begins with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import override

from oversight.institutions.models import Unit
from oversight.meetings.drafts.words import box, boxes, opening_day, sign, table, title_of
from oversight.meetings.models import AgendaItem, AnswerPromise, ItemPaper, Question
from oversight.meetings.papers import KEPT_IN, Draft, day


@override(KEPT_IN)
def assignment_slip(
    item: AgendaItem,
    unit: Unit,
    promises: Sequence[AnswerPromise],
    deferred: Sequence[Question],
) -> Draft:
    """交办单 (procedures §8): what was promised in the hall or is to be answered in writing, with a box to report."""
    rows: list[tuple[object, ...]] = [
        (
            f"{one.text.rstrip('。')}。",
            f"答复{one.answer.question.asker_name}的询问时承诺",
            until(one.due),
        )
        for one in promises
    ]
    rows += [
        (f"书面答复：{one.text}", f"{one.asker_name}询问，会上转为书面答复", until(one.written_due))
        for one in deferred
    ]
    last = [one.due for one in promises if one.due] + [
        one.written_due for one in deferred if one.written_due
    ]
    asked = "请逐项研究办理，每项写明办理结果和依据材料。"
    asked += f"全部事项于{day(max(last))}前办结并书面报告。" if last else "办结后书面报告。"
    parts = [
        boxes(
            [
                ("承办单位", unit.name),
                ("交办会议", item.meeting.title),
                ("议题", title_of(item)),
            ]
        ),
        table(
            ("序号", "交办事项", "来源", "期限"),
            ((str(number), *row) for number, row in enumerate(rows, start=1)),
        ),
        "",
        box("办理要求", asked),
        box("办理情况"),
        sign("承办单位负责人"),
    ]
    return Draft(f"{item.meeting.title}交办单（{unit.name}）", "\n".join(parts))


def until(due: date | None) -> str:
    """2026年12月1日, or 尽快 where no day was named."""
    return day(due) if due else "尽快"


@override(KEPT_IN)
def research_cover(item: AgendaItem, research: Sequence[ItemPaper]) -> Draft:
    """调研报告封面: the subject, who did the research, for which meeting, which papers stand behind it."""
    meeting = item.meeting
    subject = research[0].title if research else title_of(item)
    units = list(dict.fromkeys(one.unit.name for one in research if one.unit))
    rows = boxes(
        [
            ("调研课题", subject),
            ("调研单位", "、".join(units)),
            ("服务议题", title_of(item)),
            ("提交会议", meeting.title),
            ("会议时间", opening_day(meeting)),
            ("议题依据", item.basis),
            ("随附材料", "\n".join(f"{n}. {one.title}" for n, one in enumerate(research, 1))),
        ]
    )
    ending = [rows, box("成稿"), sign("调研组组长"), sign("执笔人")]
    title = subject if subject.endswith("报告") else f"{subject}调研报告"
    return Draft(title[:200], "\n".join(ending))
