"""行为名称: every act of this app with its Chinese name."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "accounts.create_account": _("开设账号"),
    "accounts.reset_password": _("重置密码"),
    "accounts.change_password": _("修改本人密码"),
    "accounts.disable_account": _("停用账号"),
    "accounts.enable_account": _("恢复账号"),
    "accounts.enrol_second_factor": _("启用双重验证"),
    "accounts.remove_second_factor": _("停用双重验证"),
    "accounts.reset_second_factor": _("解除他人的双重验证"),
    "accounts.renew_recovery_codes": _("换发备用码"),
    "accounts.use_recovery_code": _("用备用码登录"),
    "accounts.issue_login_code": _("印发登录码"),
    "accounts.revoke_login_code": _("作废登录码"),
    "accounts.sign_in_with_code": _("用登录码登录"),
    "accounts.revoke_device": _("退出一台设备"),
    "accounts.revoke_other_devices": _("退出其他所有设备"),
    "accounts.issue_token": _("生成接口令牌"),
    "accounts.revoke_token": _("作废接口令牌"),
    "accounts.lock_sign_in": _("登录暂停"),
}
