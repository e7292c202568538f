"""监督案件的行为: act codes with their names, as the record of acts shows them."""

from django.utils.translation import gettext_lazy as _

ACTS: dict[str, object] = {
    "cases.acknowledge_notice": _("通知收悉，案件进入下一步"),
    "cases.add_evidence": _("添加案件证据"),
    "cases.confirm_decision": _("确认案件决定"),
    "cases.draft_judgment_sheet": _("起草联合研判意见"),
    "cases.draft_minutes_extract": _("起草案件的纪要摘录"),
    "cases.draft_notice": _("起草案件的事先通知"),
    "cases.draft_report_up": _("起草监督行动的报告"),
    "cases.open_case": _("监督案件立案"),
    "cases.reassign": _("改派案件的牵头委室"),
    "cases.record_decision": _("登记案件决定"),
    "cases.refuse_decision": _("退回案件决定的记录"),
    "cases.remind_unit": _("催办被监督单位"),
    "cases.retract_case": _("撤回立案"),
    "cases.sign_opinion": _("签署研判意见"),
    "cases.withdraw_notice": _("放弃未收悉的通知"),
    "cases.write_opinion": _("写研判意见"),
}
