"""案件的公文稿: the first text of every paper of a case, made from its facts; the office goes on from there.

Papers are Chinese whatever the reader's language, since they are what the bodies sign.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import override

from oversight.calendar.rules.lead_times import LeadPlan
from oversight.cases.models import Case, CaseDecision, CaseHearing, OfficeOpinion
from oversight.institutions.models import Unit

NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Draft:
    """文稿: title and text as ``documents`` takes them."""

    title: str
    text: str


def day(on: date | None) -> str:
    """2026年7月5日."""
    return f"{on.year}年{on.month}月{on.day}日" if on else "××××年×月×日"


def percent(change: float | None) -> str:
    """上升45.5%, or 无法计算."""
    if change is None:
        return "无法计算"
    word = "上升" if change >= 0 else "下降"
    return f"{word}{abs(change) * 100:.1f}%"


def month_words(month: str) -> str:
    """2026年6月, from 2026-06."""
    year, number = month.split("-")
    return f"{year}年{int(number)}月"


def sections(parts: Sequence[tuple[str, str]]) -> str:
    """一、… with the body of each part under its heading."""
    kept = [(head, body) for head, body in parts if body.strip()]
    return "\n".join(f"{NUMERALS[n]}、{head}\n{body}" for n, (head, body) in enumerate(kept))


# How each origin is told in a paper; the facts are those that ``origins.FIELDS`` asks for.
ORIGIN_SENTENCES: Mapping[str, str] = {
    "annual_plan": "{year}年度监督工作计划{item}：{text}。",
    "bill": "{on}交付的代表议案（{meeting}，编号{number}）《{title}》提出：{text}。",
    "report": "{on}{source}《{title}》反映：{text}。",
    "signatures": "{on}，{count}人联名提出：{text}。",
    "petition": "{on}收到的信访反映（{number}，涉及{people}人）：{text}。",
}


def origin_sentence(origin: str, facts: Mapping[str, Any]) -> str:
    """What gave rise to the case, in one sentence."""
    values = {key: str(value) for key, value in facts.items() if value is not None}
    values["text"] = values.get("text", "").rstrip("。")
    values["count"] = str(len(facts.get("signers", ())))
    if "on" in values:
        values["on"] = day(date.fromisoformat(values["on"]))
    return ORIGIN_SENTENCES[origin].format_map(values)


def figures(case: Case) -> str:
    """What gave rise to the case, in one paragraph."""
    facts = case.origin_facts
    if case.origin != "hotline_finding":
        return origin_sentence(case.origin, facts)
    parts = [
        f"{month_words(facts['month'])}热线数据冻结第{facts['version']}版显示，{facts['unit_name']}"
        f"受理{facts['count']}件"
    ]
    if facts.get("previous") is not None:
        parts.append(f"上月{facts['previous']}件，环比{percent(facts.get('mom'))}")
    if facts.get("last_year") is not None:
        parts.append(f"上年同期{facts['last_year']}件，同比{percent(facts.get('yoy'))}")
    text = "，".join(parts) + "。"
    reasons = "".join(one["text"] for one in facts.get("reasons", ()))
    check = f"数据校验值{facts['sha256'][:16]}。"
    return text + reasons + check


@override("zh-hans")
def judgment_sheet(case: Case, opinions: Sequence[OfficeOpinion], titles: dict[str, str]) -> Draft:
    """联合研判意见: both opinions side by side, with what each proposes."""
    general = next(one for one in opinions if one.side == "general")
    committee = next(one for one in opinions if one.side == "committee")
    parts = [("基本情况", figures(case))]
    parts.append(("原因分析", both(general, committee, "cause_text")))
    parts.append(("与未入选单位比较", both(general, committee, "comparison_text")))
    parts.append(("本年其他安排", both(general, committee, "other_matters_text")))
    proposed = "\n".join(
        f"（{NUMERALS[n]}）{office_name(one)}建议：{titles.get(one.method, '不采取监督措施')}；{one.text}"
        for n, one in enumerate((general, committee))
    )
    parts.append(("研判意见", proposed))
    signed = "；".join(
        f"{office_name(one)}{one.signed_label}"
        + ("（小机关由主任确认）" if one.confirmed_by_chair else "")
        for one in (general, committee)
    )
    parts.append(("签署", f"{signed}。"))
    return Draft(f"关于{subject(case)}的联合研判意见", sections(parts))


def both(general: OfficeOpinion, committee: OfficeOpinion, field: str) -> str:
    """The two offices' words on one point."""
    found = [(office_name(one), getattr(one, field)) for one in (general, committee)]
    kept = [(name, text) for name, text in found if text]
    return "\n".join(f"（{NUMERALS[n]}）{name}：{text}" for n, (name, text) in enumerate(kept))


def office_name(opinion: OfficeOpinion) -> str:
    return opinion.office.name if opinion.office else "办公室"


def subject(case: Case) -> str:
    """市住建局房屋渗漏投诉双升."""
    name = case.unit.name
    return case.subject if name in case.subject else f"{name}{case.subject}"


def meeting(decision: CaseDecision) -> str:
    """云川市第十六届人大常委会第七次主任会议."""
    return decision.meeting_name


@override("zh-hans")
def minutes_extract(case: Case, decision: CaseDecision) -> Draft:
    """纪要摘录: what concerns this case alone."""
    votes = f"，赞成{decision.yes}人" if decision.yes is not None else ""
    head = (
        f"{day(decision.on)}，{meeting(decision)}举行。应到{decision.members}人，"
        f"实到{decision.present}人{votes}。会议研究了{subject(case)}（{case.code}）。"
    )
    lines = [head, "会议决定：", decision.text]
    if decision.method:
        lines.append(f"监督方式为{decision.method_title}，依据{decision.method_basis}。")
    if decision.heard_name:
        lines.append(f"列入{day(decision.heard_on)}{decision.heard_name}议程。")
    if decision.waiver_reason:
        lines.append(f"属临时确定的议题，不受会前时限限制，理由：{decision.waiver_reason}。")
    return Draft(f"{meeting(decision)}纪要（摘录）", "\n".join(lines))


@override("zh-hans")
def notice(case: Case, decision: CaseDecision, unit: Unit, plan: LeadPlan | None) -> Draft:
    """通知: tells the unit beforehand what is decided, why, and what is due until when."""
    head = (
        f"{day(decision.on)}，{meeting(decision)}决定，就{subject(case)}开展{decision.method_title}"
        f"（{case.code}）。现将有关事项通知如下："
    )
    parts = [
        ("事由", figures(case)),
        ("决定和依据", f"{decision.text}\n依据：{decision.method_basis}。"),
    ]
    if decision.heard_name:
        parts.append(("时间和会议", f"{day(decision.heard_on)}，{decision.heard_name}。"))
    if plan is not None:
        steps = "\n".join(
            f"（{NUMERALS[n]}）{day(step.due)}前，{step.lead.text}。"
            for n, step in enumerate(plan.steps)
        )
        parts.append(("报告时限", steps))
    asks = "请主要负责人和领导班子成员做好准备，如实报告情况，对会前调研提出的意见逐条回应。"
    parts.append(("有关要求", f"{asks}收到本通知后请即回执。"))
    text = f"{head}\n{sections(parts)}"
    if unit.name != case.unit.name:
        text += f"\n原{case.unit.name}的职责现由你单位承担，本案由你单位办理。"
    return Draft(f"关于{decision.method_title}有关事项的通知", text)


@override("zh-hans")
def report_up(case: Case, decision: CaseDecision, unit: Unit) -> Draft:
    """报告: every action is reported to the committee of the Party at the same level."""
    head = f"现将{subject(case)}的监督工作有关情况报告如下："
    done = (
        f"{day(decision.on)}，{meeting(decision)}研究了{case.code}，应到{decision.members}人，"
        f"实到{decision.present}人，决定：{decision.text}"
    )
    parts = [("基本情况", figures(case)), ("会议决定", done)]
    if decision.method_basis:
        parts.append(("法律依据", f"{decision.method_basis}。"))
    if decision.heard_name:
        parts.append(("下一步安排", f"{day(decision.heard_on)}在{decision.heard_name}上进行。"))
    if unit.name != case.unit.name:
        parts.append(("有关说明", f"原{case.unit.name}的职责现由{unit.name}承担。"))
    return Draft(
        f"关于{subject(case)}监督工作有关情况的报告",
        f"{head}\n{sections(parts)}\n特此报告。",
    )


@override("zh-hans")
def result_up(case: Case, hearing: CaseHearing, unit: Unit) -> Draft:
    """报告表决结果: the counts as announced and what follows; a second failure names the options as drafts."""
    again = "再次" if hearing.number > 1 else ""
    head = f"现将{subject(case)}{again}听取、表决的有关情况报告如下："
    passed = hearing.state == "passed"
    result = "获得通过" if passed else "没有获得通过"
    done = (
        f"{day(hearing.on)}，{hearing.meeting_name}{again}以{hearing.method_title}的方式听取了"
        f"{unit.name}的报告和答复，并一并表决，{result}。\n{hearing.result_text}"
    )
    options = "；".join(f"{one.title}（{one.basis}）" for one in hearing.options.all())
    if passed:
        after = "审议意见交有关机关研究处理，并按期报告研究处理情况。"
    elif options:
        after = f"以下选项由会议研究决定，尚未实施：{options}。"
    else:
        after = "组织专题调研，在下一次会议再次听取并表决。"
    parts = [
        ("基本情况", figures(case)),
        ("听取和表决情况", done),
        ("法律依据", f"{hearing.method_basis}。"),
        ("下一步安排", after),
    ]
    return Draft(
        f"关于{subject(case)}{again}表决情况的报告", f"{head}\n{sections(parts)}\n特此报告。"
    )


def hearing_words(hearing: CaseHearing) -> str:
    """第2次听取表决：未通过."""
    result = "通过" if hearing.state == "passed" else "未通过"
    return f"第{hearing.number}次听取表决：{result}"


@override("zh-hans")
def review_opinions(case: Case, hearing: CaseHearing, items: Sequence[str], within: str) -> Draft:
    """审议意见: what the meeting heard, its opinions one by one, until when the unit reports (监督法 17)."""
    head = (
        f"{day(hearing.on)}，{hearing.meeting_name}听取和审议了关于{subject(case)}的报告，"
        f"会议对报告和答复一并表决并予以通过。现将审议意见交你单位研究处理，"
        f"请自收到之日起{within}书面报告研究处理情况。"
    )
    lines = "\n".join(f"{number}.{one}" for number, one in enumerate(items, 1))
    return Draft(f"关于{subject(case)}的审议意见", f"{head}\n{lines}")
