"""项目年和征集的行为."""

from django.utils.translation import gettext_lazy as _

ACTS: dict[str, object] = {
    "projects.set_up_year": _("设立项目年"),
    "projects.change_year": _("更改项目年"),
    "projects.open_collecting": _("发布征集公告、开始征集"),
    "projects.extend_collecting": _("延长征集"),
    "projects.end_collecting": _("结束征集"),
    "projects.propose_notice": _("拟公开征集公告"),
    "projects.propose": _("提出建议"),
    "projects.enter_proposal": _("录入建议"),
    "projects.record_session": _("登记座谈、走访记录"),
    "projects.add_to_session": _("补录座谈、走访的建议"),
    "projects.look_through": _("查看建议"),
    "projects.release_proposal": _("收为建议"),
    "projects.mark_spam": _("不作为建议"),
    "projects.turn_problem": _("把问题转化为项目建议"),
    "projects.not_take": _("不采纳建议"),
    "projects.reconsider": _("重新考虑建议"),
    "projects.reply": _("答复建议人"),
    "projects.record_explanation": _("登记宣讲会"),
    "projects.open_contact": _("打开建议人的联系方式"),
    "projects.forget_contacts": _("到期删除联系方式"),
    "projects.delete_proposal": _("应本人要求删除建议"),
}
