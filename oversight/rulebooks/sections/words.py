"""条款用的词: codes of levels, bodies and methods with their words, as sections and pages name them."""

from __future__ import annotations

from oversight.rulebooks.sections.fields import gettext_noop as _

LEVELS = (("province", _("省级")), ("city", _("市级")), ("county", _("县级")), ("town", _("乡级")))

PLACE_KINDS = (
    ("province", _("省")),
    ("city", _("市")),
    ("county", _("县")),
    ("district", _("区")),
    ("county_city", _("县级市")),
    ("town", _("镇")),
    ("township", _("乡")),
    ("subdistrict", _("街道")),
)

BODY_KINDS = (
    ("congress", _("人民代表大会")),
    ("standing_committee", _("常务委员会")),
    ("chairpersons_meeting", _("主任会议")),
    ("presidium", _("主席团")),
    ("special_committee", _("专门委员会")),
    ("working_office", _("工作机构")),
    ("general_office", _("办公室")),
    ("deputies_commission", _("代表工作委员会")),
    ("party_group", _("党组")),
    ("street_committee", _("人大街道工委")),
)

METHODS = (
    ("special_work_report", _("听取和审议专项工作报告")),
    ("thematic_research", _("专题调研")),
    ("inspection_visit", _("视察")),
    ("law_enforcement_inspection", _("执法检查")),
    ("inquiry", _("询问")),
    ("special_inquiry", _("专题询问")),
    ("interpellation", _("质询案")),
    ("inquiry_commission", _("特定问题调查委员会")),
    ("dismissal_motion", _("撤职案")),
    ("normative_doc_review", _("规范性文件备案审查")),
    ("budget_online_supervision", _("预算联网监督")),
    ("satisfaction_rating", _("满意度测评")),
    ("work_appraisal", _("工作评议")),
    ("duty_report_appraisal", _("述职评议")),
    ("deputy_suggestion", _("代表建议、批评和意见")),
    ("annual_plan", _("年度监督工作计划")),
)


def word_of(choices: tuple[tuple[str, str], ...], code: str) -> str:
    """The word of a code, still to be translated; the code itself where it is not known."""
    return dict(choices).get(code, code)
