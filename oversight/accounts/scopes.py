"""令牌的权限范围: every scope a token may carry, with the words a person reads before ticking it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from oversight.audit.errors import Invalid

SCOPES: dict[str, str] = {
    "hotline:read": gettext_noop("读热线分析和工单"),
    "hotline:write": gettext_noop("导入工单、冻结月份、改对照表"),
    "institutions:read": gettext_noop("读机构、人员和单位"),
    "institutions:write": gettext_noop("改机构、人员和单位"),
    "publications:read": gettext_noop("读发布记录"),
    "publications:write": gettext_noop("发布和更正"),
    "rulebooks:read": gettext_noop("读规则簿"),
    "rulebooks:write": gettext_noop("起草和启用规则"),
    "calendar:read": gettext_noop("读日历和会期"),
    "calendar:write": gettext_noop("改日历和会期"),
    "documents:read": gettext_noop("读公文"),
    "documents:write": gettext_noop("起草公文、办理核稿会签签发"),
    "cases:read": gettext_noop("读监督案件"),
    "cases:write": gettext_noop("办理监督案件"),
    "projects:read": gettext_noop("读民生实事"),
    "projects:write": gettext_noop("办理民生实事：征集、初选、论证、票决、监督"),
    "followups:read": gettext_noop("读承诺与整改"),
    "followups:write": gettext_noop("交办、报告和核实承诺与整改"),
    "meetings:read": gettext_noop("读会议、议程和签到"),
    "meetings:write": gettext_noop("办会：议程、通知、签到、付表决"),
    "voting:read": gettext_noop("读表决和宣布的结果"),
    "voting:write": gettext_noop("办理表决：准备、计票、签字、宣布"),
    "filings:read": gettext_noop("读报送和批示"),
    "filings:write": gettext_noop("登记报送和批示"),
    "links:write": gettext_noop("建立和解除关联"),
    "search:read": gettext_noop("检索"),
    "files:read": gettext_noop("下载文件"),
    "files:write": gettext_noop("上传文件"),
    "inbox:read": gettext_noop("读收件"),
    "inbox:write": gettext_noop("标记收件已读"),
    "jobs:read": gettext_noop("看后台任务"),
    "jobs:write": gettext_noop("停止后台任务"),
    "audit:read": gettext_noop("读留痕"),
    "accounts:read": gettext_noop("看本人的账号、设备和令牌"),
    "accounts:write": gettext_noop("注销本人的设备和令牌"),
}


def checked(scopes: Iterable[str]) -> list[str]:
    """The scopes in the order of the list; refuses an unknown one and an empty choice."""
    wanted = set(scopes)
    unknown = sorted(wanted - SCOPES.keys())
    if unknown:
        raise Invalid(
            "unknown_scope",
            _("没有生成令牌。没有“%(scope)s”这项权限。") % {"scope": unknown[0]},
            where="scopes",
        )
    if not wanted:
        raise Invalid("no_scope", _("没有生成令牌。至少勾选一项权限。"), where="scopes")
    return [scope for scope in SCOPES if scope in wanted]
