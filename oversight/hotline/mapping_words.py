"""我们的列怎样称呼: names and one-line explanations of the columns that a mapping may fill."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oversight.hotline.pages import words

Text = str | Promise

COLUMNS: dict[str, tuple[Text, Text]] = {
    "ticket_id": (_("工单编号"), _("必需。没有编号的，选“由整行内容生成”。")),
    "received_at": (_("受理时间"), _("必需。月份按它算。")),
    "unit": (_("承办单位"), _("必需。取最终责任单位。")),
    "first_unit": (_("首派单位"), _("用来看改派。")),
    "assisting_unit": (_("协办单位"), ""),
    "closed_at": (_("办结时间"), _("办结率、按期率要用。")),
    "first_response_at": (_("首次响应时间"), ""),
    "due_at": (_("办理期限"), _("按期率、逾期要用。")),
    "kind": (_("诉求类型"), _("投诉、咨询、建议、求助等。")),
    "kind_at_intake": (_("受理时的类型"), _("用来看类型改动。")),
    "category": (_("问题类别"), _("如噪声污染、占道经营。")),
    "title": (_("标题"), ""),
    "text": (_("内容"), _("号码、证件号等在导入时遮去。")),
    "channel": (_("渠道"), ""),
    "district": (_("区域"), ""),
    "address": (_("地址"), ""),
    "lat": (_("纬度"), ""),
    "lon": (_("经度"), ""),
    "caller": (_("来电人"), _("只用来数是不是同一人，不保存号码。")),
    "repeat_of": (_("原工单编号"), ""),
    "reopened": (_("重办次数"), ""),
    "satisfaction": (_("满意度"), ""),
    "resolved": (_("是否解决"), ""),
    "status": (_("状态"), ""),
}

VALUES: dict[str, tuple[tuple[str, object], ...]] = {
    "kind": tuple(words.KINDS.items()),
    "satisfaction": tuple(words.SATISFACTIONS.items()),
    "resolved": tuple(words.RESOLUTIONS.items()),
}
VALUES["kind_at_intake"] = VALUES["kind"]


def title(ours: str) -> str:
    """The name of one of our columns."""
    return str(COLUMNS[ours][0]) if ours in COLUMNS else ours


def value(ours: str, code: str) -> str:
    """A value of an enumerated column in words."""
    return str(dict(VALUES.get(ours, ())).get(code, code))
