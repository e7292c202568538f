"""民生实事的公文稿: the first text of the argument report and of the candidate sheet, made from their facts.

Papers are Chinese whatever the reader's language, since they are what the bodies sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import override

from oversight.institutions.naming import meeting_name
from oversight.projects.models import Argument, CandidateList, GroupMember, SiteVisit

KEPT_IN = "zh-hans"
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Draft:
    """文稿: title and text as ``documents`` takes them."""

    title: str
    text: str


def day(on: date | None) -> str:
    """2026年7月5日."""
    return f"{on.year}年{on.month}月{on.day}日" if on else ""


def wan(yuan: int | None) -> str:
    """60万元, 12.5万元."""
    if yuan is None:
        return ""
    amount = (Decimal(yuan) / 10_000).normalize()
    return f"{amount:,f}万元"


def money_words(sources: Iterable[Mapping[str, Any]]) -> str:
    """镇财政40万元、县级补助20万元."""
    return "、".join(f"{one['source']}{wan(one['yuan'])}" for one in sources)


def sections(parts: Sequence[tuple[str, str]]) -> str:
    """一、… with the body of each part under its heading."""
    kept = [(head, body) for head, body in parts if body.strip()]
    return "\n".join(f"{NUMERALS[n]}、{head}\n{body}" for n, (head, body) in enumerate(kept))


def table(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as the layout reads them; a bar inside a cell would end it."""
    lines = [headings, *rows]
    return "\n".join(
        "| " + " | ".join(str(cell).replace("|", "/").replace("\n", "；") for cell in row) + " |"
        for row in lines
    )


@override(KEPT_IN)
def argument_report(
    argument: Argument, members: Sequence[GroupMember], visits: Sequence[SiteVisit]
) -> Draft:
    """论证报告: the project, who argued it, what was checked and seen, the conclusion."""
    project = argument.project
    about = [f"{project.title}（{project.code}）。{project.requirement}"]
    for label, value in (
        ("地点", project.where),
        ("受益群众", project.beneficiaries),
        ("估算投资", wan(project.cost_yuan)),
        ("资金来源", money_words(project.money_sources)),
        ("责任单位", project.unit.name if project.unit else ""),
        ("完成时限", day(project.due)),
    ):
        if value:
            about.append(f"{label}：{value}。")
    people = "；".join(
        f"{one.name}（{one.get_capacity_display()}{'，组长' if one.leads else ''}"
        f"{f'，{one.field}' if one.field else ''}）"
        for one in members
    )
    checks = table(
        ("核查", "结果", "说明", "依据", "日期"),
        (
            (one.get_kind_display(), one.get_result_display(), one.note, one.paper, day(one.on))
            for one in argument.checks.all()
        ),
    )
    seen = "\n".join(f"{day(one.on)}，{one.people}：{one.found}" for one in reversed(visits))
    conclusion = f"{argument.get_conclusion_display()}。{argument.text}"
    parts = [
        ("项目概况", "\n".join(about)),
        (
            "论证的组织",
            f"{argument.group.name}论证，{day(argument.started_on)}开始。成员：{people}。",
        ),
        ("核查情况", checks),
        ("实地踏看", seen),
        ("论证结论", conclusion),
    ]
    return Draft(f"关于{project.title}的论证报告", sections(parts))


@override(KEPT_IN)
def candidate_sheet(found: CandidateList, to_choose: int) -> Draft:
    """候选项目表: the frozen rows with name, content, cost, source, unit and due day, and the reserve apart."""
    place, year = found.jurisdiction.name, found.project_year.year
    listed = [row for row in found.content if not row["reserve"]]
    reserve = [row for row in found.content if row["reserve"]]
    total = sum(row["cost_yuan"] for row in listed)
    head = (
        f"{place}{year}年民生实事候选项目共{len(listed)}项，拟选定{to_choose}项，"
        f"差额{len(listed) - to_choose}项，估算投资合计{wan(total)}。"
        f"{study_words(found)}{day(found.party_on)}{found.party_meeting}逐项审定"
        f"（{found.minutes_number}）。"
    )
    parts = [head, rows_table(listed)]
    if reserve:
        parts += ["备选项目（不列入选票）：", rows_table(reserve)]
    parts.append(
        f"本表为第{found.version}版，校验值{found.sha256[:16]}。确定以后有改动的，重新研究、审定。"
    )
    return Draft(f"{place}{year}年民生实事候选项目表", "\n".join(parts))


def study_words(found: CandidateList) -> str:
    """2026年11月3日…主席团第二次会议研究，"""
    if found.study_body is None or found.study_term_no is None or found.study_meeting_no is None:
        return ""
    name = meeting_name(found.study_body, found.study_term_no, found.study_meeting_no)
    return f"{day(found.study_on)}{name}研究，"


def rows_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """序号、名称、内容、投资、来源、责任单位、完成时限."""
    return table(
        ("序号", "项目名称", "建设内容", "投资（万元）", "资金来源", "责任单位", "完成时限"),
        (
            (
                row["position"],
                row["title"],
                row["requirement"],
                wan(row["cost_yuan"]).removesuffix("万元"),
                "、".join(one["source"] for one in row["money_sources"]),
                row["unit"],
                day(date.fromisoformat(row["due"])) if row["due"] else "",
            )
            for row in rows
        ),
    )
