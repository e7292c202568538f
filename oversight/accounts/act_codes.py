"""行为名称: every act of this app with its Chinese name."""

ACTS = {
    "accounts.create_account": "开设账号",
    "accounts.reset_password": "重置密码",
    "accounts.change_password": "修改本人密码",
    "accounts.disable_account": "停用账号",
    "accounts.enable_account": "恢复账号",
    "accounts.enrol_second_factor": "启用双重验证",
    "accounts.remove_second_factor": "停用双重验证",
    "accounts.reset_second_factor": "解除他人的双重验证",
    "accounts.renew_recovery_codes": "换发备用码",
    "accounts.use_recovery_code": "用备用码登录",
    "accounts.issue_login_code": "印发登录码",
    "accounts.revoke_login_code": "作废登录码",
    "accounts.sign_in_with_code": "用登录码登录",
    "accounts.revoke_device": "退出一台设备",
    "accounts.revoke_other_devices": "退出其他所有设备",
    "accounts.issue_token": "生成接口令牌",
    "accounts.revoke_token": "作废接口令牌",
    "accounts.lock_sign_in": "登录暂停",
}
