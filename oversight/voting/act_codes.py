"""表决的行为: act codes with their names, as the record of acts shows them."""

from django.utils.translation import gettext_lazy as _

from oversight.voting.secret.keys_act_codes import ACTS as KEYS

ACTS: dict[str, object] = {
    **KEYS,
    "voting.add_decryption": _("持钥人交来部分开启"),
    "voting.announce": _("宣布表决结果"),
    "voting.change_method": _("会议决定改用其他方式表决"),
    "voting.close_trial": _("结束试投"),
    "voting.fix_archive": _("固定投票档案的校验值"),
    "voting.fix_cards": _("确定投票卡名单"),
    "voting.freeze_ballot": _("冻结电子票"),
    "voting.lock_cards": _("由开启的总和填计票报告单"),
    "voting.open_trial": _("开始试投"),
    "voting.recover_journal": _("持钥人交来恢复份额"),
    "voting.reject_ballot": _("选票核验不过"),
    "voting.seal_total": _("封存总和"),
    "voting.show_close": _("显示截止时间"),
    "voting.sign_invalid": _("监票人认定选票无效"),
    "voting.cancel_poll": _("取消表决"),
    "voting.close_poll": _("结束表决"),
    "voting.issue_signing_code": _("给监票人发签字码"),
    "voting.claim_signing_code": _("在手机上启用签字码"),
    "voting.sign_on_phone": _("在本人手机上签字"),
    "voting.count_present": _("表决开始前清点到会人数"),
    "voting.correct_cell": _("改正计票录入的一格"),
    "voting.confirm_correction": _("确认对计票录入的改动"),
    "voting.refuse_correction": _("不确认对计票录入的改动"),
    "voting.declare_collected": _("宣布表决有效或无效"),
    "voting.declare_recusal": _("登记回避"),
    "voting.enter_counts": _("录入计票"),
    "voting.hold_again": _("再次表决"),
    "voting.lock_sheet": _("锁定计票报告单"),
    "voting.name_presider": _("登记主持人"),
    "voting.name_scrutineers": _("确定监票人"),
    "voting.open_poll": _("开始表决"),
    "voting.order_recount": _("重新计票"),
    "voting.prepare_poll": _("准备表决"),
    "voting.sign_sheet": _("在计票报告单上签字"),
    "voting.withdraw_recusal": _("撤回登记的回避"),
}
