"""公文种类: what papers there are, in which form and direction they are written, how they are numbered and kept.

One value per kind; nothing elsewhere asks ``if kind ==``. The first text of a kind is only a beginning: the
apps that have facts to tell (a case, a month) hand their own text to ``draft_paper``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.documents.kind_values import PaperKind


def _working_papers() -> tuple[PaperKind, ...]:
    """会议用的工作文书: lists, slips and words for a meeting, each a sheet without a number."""
    rows = (
        (
            "agenda",
            pgettext_lazy("paper", "议程"),
            "永久",
            _("会议议程，随会议通知发给与会人员"),
            "……会议议程",
            "时间：……\n地点：……\n一、……；\n二、……。",
        ),
        (
            "roll",
            _("会议名册"),
            "10年",
            _("出席、列席、旁听人员的名册"),
            "……会议名册",
            "一、出席人员\n| 序号 | 姓名 | 职务 |\n| 1 | …… | …… |",
        ),
        (
            "leave_slip",
            _("请假条"),
            "10年",
            _("一名与会人员的请假和批假意见"),
            "……会议请假条",
            "【请假人】……\n\n【请假事由】……\n\n【批假意见】\n\n【签字】批假人：",
        ),
        (
            "attendance_list",
            _("签到表"),
            "10年",
            _("会前打印手签，会后列明到会、请假、缺席"),
            "……会议签到表",
            "| 序号 | 姓名 | 职务 | 签到 |\n| 1 | …… | …… |  |",
        ),
        (
            "count_sheet",
            _("计票报告单"),
            "永久",
            _("宣布以后成文的计票报告，有改动记录和签字处"),
            "……计票报告单",
            "【表决事项】……\n\n【表决结果】……\n\n【签字】总监票人：\n\n【签字】监票人：\n\n【签字】计票人：",
        ),
        (
            "script",
            _("主持词"),
            "10年",
            _("主持人宣布开会、付表决、宣布结果的原话"),
            "……会议主持词",
            "一、宣布开会\n现在开会。\n二、……",
        ),
        (
            "supervision_record",
            _("监督记录"),
            "10年",
            _("监督小组踏看、督导、询问一次的记录，附照片"),
            "……监督记录",
            "【监督事项】……\n\n【时间】……\n\n【参加人员】……\n\n【看到的情况】……\n\n【签字】监督小组组长：",
        ),
        (
            "feedback_slip",
            _("监督反馈单"),
            "10年",
            _("监督发现的问题交责任单位或者政府答复，附答复和确认栏"),
            "关于……的监督反馈单",
            "【反馈事项】……\n\n【发现的问题】……\n\n【答复】\n\n【签字】责任单位负责人：",
        ),
        (
            "vote_measure",
            _("票决办法草案"),
            "永久",
            _("提请大会通过的民生实事项目票决办法，通过以后据以票决"),
            "……年民生实事项目票决办法（草案）",
            "第一条　根据……，制定本办法。\n第二条　……",
        ),
        (
            "research_cover",
            _("调研报告封面"),
            "10年",
            _("随调研报告装订，写明课题、调研单位和提交的会议"),
            "……调研报告",
            "【调研课题】……\n\n【调研单位】……\n\n【提交会议】……",
        ),
    )
    return tuple(
        PaperKind(code, title, "sheet", "internal", "", code, kept, note, hint, opening)
        for code, title, kept, note, hint, opening in rows
    )


_KINDS = (
    PaperKind(
        "notice",
        pgettext_lazy("paper", "通知"),
        "red_head",
        "down",
        "main",
        "notice",
        "30年",
        _("召集会议，要求办理或者知悉的事项；印发后收回执"),
        "关于……的通知",
        "根据……，现将有关事项通知如下：\n一、时间和地点\n……\n二、内容\n（一）……\n三、有关要求\n（一）……",
    ),
    PaperKind(
        "judgment_sheet",
        _("研判意见"),
        "sheet",
        "internal",
        "judgment",
        "judgment_sheet",
        "30年",
        _("办公室和对口联系委室会签的联合研判意见"),
        "关于……的联合研判意见",
        "一、基本情况\n……\n二、原因分析\n……\n三、与未入选单位对照\n……\n四、拟采取的监督方式\n……",
    ),
    PaperKind(
        "minutes_extract",
        _("纪要摘录"),
        "minutes",
        "internal",
        "minutes",
        "minutes",
        "永久",
        _("会议纪要中与一件事有关的部分"),
        "……会议纪要（摘录）",
        "会议研究了……。会议决定：\n一、……",
    ),
    PaperKind(
        "minutes",
        _("会议纪要"),
        "minutes",
        "internal",
        "minutes",
        "minutes",
        "永久",
        _("会议时间、出席、研究事项和决定"),
        "……会议纪要",
        "……年……月……日，……主持召开……会议。现纪要如下：\n一、……\n出席：……\n请假：……",
    ),
    PaperKind(
        "monthly_report",
        _("月度分析报告"),
        "red_head",
        "internal",
        "main",
        "monthly_report",
        "30年",
        _("热线数据冻结后的月度分析"),
        "……年……月热线数据分析报告",
        "一、总体情况\n……\n二、双升单位\n……\n三、建议\n……",
    ),
    PaperKind(
        "report_up",
        pgettext_lazy("paper", "报告"),
        "red_head",
        "up",
        "report",
        "report_up",
        "永久",
        _("向同级党委等报告，不公开；上行文写明签发人，只有一个主送"),
        "关于……的报告",
        "现将……有关情况报告如下：\n一、工作开展情况\n……\n二、主要问题\n……\n三、下一步打算\n……\n特此报告。",
        restricted=True,
    ),
    PaperKind(
        "supervision_slip",
        _("督办单"),
        "sheet",
        "down",
        "supervision",
        "supervision_slip",
        "10年",
        _("督促一个单位在期限内办结一件事"),
        "关于……的督办单",
        "一、督办事项\n……\n二、办理要求\n……\n三、办理期限\n……",
    ),
    PaperKind(
        "assignment",
        _("交办函"),
        "letter",
        "down",
        "letter",
        "assignment",
        "10年",
        _("把意见、建议或问题交单位研究办理"),
        "关于交办……的函",
        "现将……交你单位研究办理，请于……前书面反馈办理情况。\n一、……",
    ),
    PaperKind(
        "letter",
        pgettext_lazy("paper", "函"),
        "letter",
        "flat",
        "letter",
        "letter",
        "10年",
        _("与不相隶属的机关商洽、询问、答复"),
        "关于……的函",
        "……\n特此函达。",
    ),
    PaperKind(
        "opinion",
        _("审议意见"),
        "red_head",
        "down",
        "main",
        "opinion",
        "永久",
        _("常委会会议审议报告后转有关机关研究处理的意见"),
        "关于……的审议意见",
        "……会议听取和审议了……。现将审议意见转你们研究处理，并于……前报告研究处理情况。\n一、……",
    ),
    PaperKind(
        "brief",
        pgettext_lazy("paper", "简报"),
        "brief",
        "internal",
        "brief",
        "brief",
        "10年",
        _("编发给领导、组成人员和代表的情况"),
        "……",
        "……",
    ),
    PaperKind(
        "announcement",
        pgettext_lazy("paper", "公告"),
        "red_head",
        "down",
        "announcement",
        "announcement",
        "永久",
        _("向社会公布表决结果、决定和任免；没有主送机关"),
        "关于……表决结果的公告",
        "……会议对……进行了表决。应到……人，实到……人。\n……\n现予公告。",
        to_public=True,
    ),
    PaperKind(
        "assignment_slip",
        _("交办单"),
        "sheet",
        "down",
        "assignment",
        "assignment",
        "10年",
        _("把会上提出、单位应办的事项逐项交办，附反馈栏"),
        "关于……的交办单",
        "【交办事项】……\n\n【办理要求】……\n\n【办理情况】\n\n【签字】承办单位负责人：",
    ),
    PaperKind(
        "nomination",
        _("提请任免的议案"),
        "sheet",
        "up",
        "",
        "nomination",
        "永久",
        _("替提请人拟的稿，由提请人签署，文号是提请人的"),
        "关于提请任命……为……的议案",
        "根据……，现提请任命……为……。\n请予审议。\n【提请人】……\n\n【签字】：",
    ),
    PaperKind(
        "certificate",
        _("任命书"),
        "sheet",
        "internal",
        "certificate",
        "certificate",
        "永久",
        _("表决通过以后发给被任命的人，由主任签署，编号一人一号"),
        "任命书",
        "……会议于……年……月……日通过，任命……为……。\n特发此任命书。\n【签字】主任：",
        end_matter=False,
    ),
    PaperKind(
        "argument_report",
        _("论证报告"),
        "sheet",
        "internal",
        "argument",
        "argument_report",
        "30年",
        _("工作专班对一个民生实事项目的核查、踏看和论证结论"),
        "关于……的论证报告",
        "一、项目概况\n……\n二、论证的组织\n……\n三、核查情况\n……\n四、实地踏看\n……\n五、论证结论\n……",
    ),
    PaperKind(
        "candidate_sheet",
        _("候选项目表"),
        "sheet",
        "down",
        "candidates",
        "candidate_sheet",
        "永久",
        _("审定以后发给代表的民生实事候选项目，名称、内容、投资、来源、单位和时限"),
        "……年民生实事候选项目表",
        "| 序号 | 项目名称 | 建设内容 | 估算投资 | 资金来源 | 责任单位 | 完成时限 |\n| 1 | …… | …… |  |  |  |  |",
    ),
    *_working_papers(),
)

KINDS: Mapping[str, PaperKind] = {kind.code: kind for kind in _KINDS}
WORKING = sorted(kind.code for kind in _KINDS if kind.is_working_paper)


def kind_of(code: str) -> PaperKind:
    """The kind; one that is no longer listed reads as a letter under its own code."""
    return KINDS.get(code) or PaperKind(
        code, code, "letter", "flat", "letter", "letter", "永久", "", "", ""
    )


def choices() -> list[tuple[str, Any]]:
    """Every kind with its name, in the order above."""
    return [(kind.code, kind.title) for kind in _KINDS]
