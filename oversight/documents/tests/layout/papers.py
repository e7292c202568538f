"""样张: papers of every form for the tests of the layout; all names are invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from oversight.documents.layout.content import Annex, Direction, Form, PaperContent
from oversight.documents.layout.texts import blocks_from_text

NOTICE = """2026年6月，市民生热线受理涉及你局的诉求1486件，环比上升45.5%，同比上升53.5%，其中房屋渗漏类614件。经联合研判和市人大常委会第七次主任会议决定，将听取你局专项工作报告，并开展专题询问。现将有关事项通知如下：
一、会议时间和地点
2026年8月27日上午9时，市人大常委会会议厅。
二、报告内容
（一）房屋渗漏诉求集中的原因和处置情况。
（二）加强整改。各责任人按期完成。
三、参加人员
你局主要负责人和班子成员到会，回答询问。"""
TABLE = """按照监督计划，现将双升单位情况报告如下。
一、总体情况
表1　双升单位一览
| 单位 | 本月 | 上月 | 环比 |
| 市住房和城乡建设局 | 1,486 | 1,021 | +45.5% |
| 市城市管理局 | 902 | 811 | +11.2% |
（一）组织联合研判
特此报告。"""
SHEET = """【承办单位】市住房和城乡建设局
【月份】2026年6月
【原因分析】6月连续降雨，集中交付的三个小区防水工程质量问题集中暴露；维修资金申请流程长。
【城建环资工作委员会意见】
【签字】主任委员：周砚清
"""


def notice(**more: Any) -> PaperContent:
    """A notice with everything on it."""
    values: dict[str, Any] = {
        "issuer_names": ("云川市人民代表大会常务委员会办公室",),
        "number": "云人常办〔2026〕12号",
        "copy_number": "000018",
        "title": "关于听取市住房和城乡建设局专项工作报告并开展专题询问的通知",
        "addressees": "市住房和城乡建设局",
        "blocks": blocks_from_text(NOTICE),
        "attachments": ("2026年6月热线月度分析（摘要）", "会前调研安排"),
        "issued_by": "云川市人大常委会办公室",
        "issued_on": date(2026, 7, 8),
        "contact": "联系人：周砚清，电话：0000-0000000",
        "copy_to": (
            ("抄送", "市人民政府办公室，市监察委员会，城建环资工作委员会，财政经济工作委员会"),
        ),
        "printed_by": "云川市人大常委会办公室",
        "printed_on": date(2026, 7, 8),
        "demo": True,
    }
    return PaperContent(**{**values, **more})


def upward(**more: Any) -> PaperContent:
    values: dict[str, Any] = {
        "direction": Direction.UP,
        "issuer_names": ("中共云川市人大常委会党组",),
        "document_word": "文件",
        "signer_names": ("李明远",),
        "title": "关于拟听取专项工作报告的报告",
        "addressees": "中共云川市委",
        "blocks": blocks_from_text(TABLE),
    }
    return notice(**{**values, **more})


def joint() -> PaperContent:
    return upward(
        issuer_names=("云川市人民代表大会常务委员会", "云川市人民政府", "中共云川市纪律检查委员会"),
        signer_names=("李明远", "王小川", "欧阳文静"),
        issued_by="云川市人大常委会\n云川市人民政府\n中共云川市纪委",
    )


def letter() -> PaperContent:
    return notice(
        form=Form.LETTER,
        direction=Direction.FLAT,
        number="云人常函〔2026〕7号",
        blocks=blocks_from_text("商请于7月20日前提供名单。\n专此函达。\n" * 14),
    )


def minutes() -> PaperContent:
    return notice(
        form=Form.MINUTES,
        direction=Direction.INTERNAL,
        issuer_names=("云川市人大常委会主任会议",),
        document_word="纪要",
        number="〔2026〕7号",
        addressees="",
        attachments=(),
        contact="",
        attendance=(("出席", "李明远、王小川"), ("列席", "周砚清")),
    )


def brief() -> PaperContent:
    return notice(
        form=Form.BRIEF,
        issuer_names=("人大监督简报",),
        number="",
        issue_no="第12期",
        addressees="",
        copy_to=(("报", "市委"), ("发", "各县区人大常委会")),
    )


def sheet() -> PaperContent:
    return notice(
        form=Form.SHEET,
        title="双升单位联合研判意见",
        number="案〔2026〕7号",
        addressees="",
        blocks=blocks_from_text(SHEET),
        copy_to=(),
        printed_by="",
        printed_on=None,
    )


def annexed() -> PaperContent:
    return notice(
        annexes=(Annex("热线月度分析（摘要）", blocks_from_text(TABLE)), Annex("安排", ()))
    )


EVERY = {
    "notice": notice,
    "upward": upward,
    "joint": joint,
    "letter": letter,
    "minutes": minutes,
    "brief": brief,
    "sheet": sheet,
    "annexed": annexed,
}
