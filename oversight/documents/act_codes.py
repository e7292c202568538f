"""公文的行为: act codes with their names, as the record of acts shows them."""

from django.utils.translation import gettext_lazy as _

ACTS: dict[str, object] = {
    "documents.draft_paper": _("起草公文"),
    "documents.edit_paper": _("修改文稿"),
    "documents.attach_file": _("附上附件"),
    "documents.detach_file": _("撤下附件"),
    "documents.submit_for_check": _("送核稿"),
    "documents.approve_check": _("核稿通过"),
    "documents.ask_cosign": _("送会签"),
    "documents.drop_cosign": _("取消会签"),
    "documents.cosign": _("会签"),
    "documents.sign": _("签发"),
    "documents.attach_sealed_scan": _("上传用印扫描件"),
    "documents.issue": _("印发"),
    "documents.acknowledge_receipt": _("确认收悉"),
    "documents.record_call": _("登记电话通知"),
    "documents.return_paper": _("退回文稿"),
    "documents.recall": _("撤回公文"),
    "documents.archive": _("归档公文"),
    "documents.withdraw_draft": _("作废文稿"),
    "documents.carry_in_number": _("带入已用的文号"),
    "documents.upload_template": _("上传公文模板"),
    "documents.end_template": _("停用公文模板"),
}
