"""实施的公文稿: supervision record, feedback slip, evaluation report – first texts made from the facts.

Papers are Chinese whatever the reader's language, since they are what the bodies sign.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import override

from oversight.projects.models import (
    ProjectRating,
    ProjectYear,
    SupervisionFinding,
    SupervisionRecord,
)
from oversight.projects.pages.works import WorkRow
from oversight.projects.papers import KEPT_IN, Draft, day, sections, table, wan
from oversight.projects.publishing_building import GRADE_WORDS
from oversight.projects.queries.rating import rows_of

GRADES = {"": "不出结果", **dict(GRADE_WORDS)}


@override(KEPT_IN)
def supervision_record(record: SupervisionRecord) -> Draft:
    """监督记录: who was there, what was seen, which problems were found."""
    year = record.project_year.year
    what = record.project.title if record.project else f"{year}年民生实事项目"
    found = "\n".join(
        f"{number}. {one.text}" for number, one in enumerate(record.findings.all(), start=1)
    )
    parts = [
        f"【监督事项】{what}（{record.get_kind_display()}）",
        f"【时间】{day(record.on)}",
        f"【监督小组】{record.group.name if record.group else '——'}",
        f"【参加人员】{record.people}",
        f"【看到的情况】{record.text}",
        f"【发现的问题】{found or '没有发现问题。'}",
        f"【照片】{record.photos.count()}张，附后。",
        "【签字】监督小组组长：",
    ]
    return Draft(f"{what}监督记录", "\n\n".join(parts))


@override(KEPT_IN)
def feedback_slip(finding: SupervisionFinding) -> Draft:
    """反馈单: the problem, who answers until when, and room for the answer and the judgment."""
    record = finding.record
    what = finding.project.title if finding.project else f"{record.project_year.year}年民生实事项目"
    parts = [
        f"【反馈事项】{what}",
        f"【发现的问题】{finding.text}",
        f"【发现于】{day(record.on)}{record.get_kind_display()}",
        f"【交给】{finding.unit.name if finding.unit else ''}",
        f"【答复期限】{day(finding.due)}",
        f"【答复】{finding.answer}",
        f"【监督小组确认】{finding.judged_text}",
        "【签字】责任单位负责人：",
        "【签字】监督小组组长：",
    ]
    return Draft(f"关于{what}的监督反馈单", "\n\n".join(parts))


def own_day(row: WorkRow) -> str:
    """The unit's own new day beside the one that the congress decided."""
    promised = f"计划{day(row.promised)}完工，" if row.promised else ""
    own = f"承办单位说明的新时限{day(row.own_due)}（未经大会决定），" if row.own_due else ""
    return promised + own


@override(KEPT_IN)
def evaluation(
    year: ProjectYear, rating: ProjectRating, works: Sequence[WorkRow], report: str
) -> Draft:
    """评议报告: how the projects stand, how the deputies rated them with raw counts, what is unfinished and why."""
    place = year.jurisdiction.name
    done = [row for row in works if row.group == "done"]
    unfinished = [row for row in works if row.group not in {"done", "stopped"}]
    head = (
        f"{place}{year.year}年民生实事项目共{len(works)}项，核实完成{len(done)}项，"
        f"未完成{len(unfinished)}项。{report}"
    )
    rated = table(
        ("项目", "满意", "基本满意", "不满意", "等次"),
        (
            (
                f"{one.project.code} {one.project.title}",
                *(one.counts.get(name, "—") for name, _word in GRADE_WORDS),
                GRADES[one.grade],
            )
            for one in rows_of(rating)
        ),
    )
    open_ones = "\n".join(
        f"{row.project.code} {row.project.title}：{row.built.late_reason or '没有说明原因'}，"
        f"{own_day(row)}已支出{wan(row.spent_yuan) or '未报'}。"
        for row in unfinished
    )
    parts = [
        ("项目实施情况", head),
        ("满意度测评情况", f"{day(rating.announced_on)}由主持人当场宣布，逐项票数如下：\n{rated}"),
        ("未完成的项目", open_ones or "没有未完成的项目。"),
        ("意见建议", "……"),
    ]
    title = f"关于{place}{year.year}年民生实事项目实施和满意度测评情况的报告"
    return Draft(title, sections(parts) + "\n特此报告。")
