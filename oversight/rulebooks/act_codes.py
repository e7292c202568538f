"""规则簿的行为: act codes with their names, as the record of acts shows them."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "rulebooks.draft_version": _("起草规则簿"),
    "rulebooks.copy_version": _("参照上级起草规则簿"),
    "rulebooks.change_draft": _("修改规则簿草稿"),
    "rulebooks.withdraw_draft": _("撤回规则簿草稿"),
    "rulebooks.adopt_version": _("登记规则簿通过施行"),
    "rulebooks.end_version": _("登记规则簿废止"),
}
