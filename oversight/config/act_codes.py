"""行为名称总表: the act codes of all apps with their words, assembled by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.accounts.act_codes import ACTS as ACCOUNTS
from oversight.calendar.act_codes import ACTS as CALENDAR
from oversight.cases.act_codes import ACTS as CASES
from oversight.documents.act_codes import ACTS as DOCUMENTS
from oversight.files.act_codes import ACTS as FILES
from oversight.followups.act_codes import ACTS as FOLLOWUPS
from oversight.hotline.act_codes import ACTS as HOTLINE
from oversight.inbox.act_codes import ACTS as INBOX
from oversight.institutions.act_codes import ACTS as INSTITUTIONS
from oversight.jobs.act_codes import ACTS as JOBS
from oversight.links.act_codes import ACTS as LINKS
from oversight.meetings.act_codes import ACTS as MEETINGS
from oversight.projects.act_codes import ACTS as PROJECTS
from oversight.publications.act_codes import ACTS as PUBLICATIONS
from oversight.rulebooks.act_codes import ACTS as RULEBOOKS
from oversight.search.act_codes import ACTS as SEARCH
from oversight.voting.act_codes import ACTS as VOTING

ACTS: Mapping[str, Any] = {
    **ACCOUNTS,
    **CALENDAR,
    **CASES,
    **DOCUMENTS,
    **FILES,
    **FOLLOWUPS,
    **HOTLINE,
    **INBOX,
    **INSTITUTIONS,
    **JOBS,
    **LINKS,
    **MEETINGS,
    **PROJECTS,
    **PUBLICATIONS,
    **RULEBOOKS,
    **SEARCH,
    **VOTING,
    "setup.carry_in": _("带入正在办的工作"),
}

GROUPS: Mapping[str, Any] = {
    "hotline": _("热线分析"),
    "cases": _("监督案件"),
    "meetings": pgettext_lazy("acts", "会议"),
    "voting": pgettext_lazy("acts", "表决"),
    "projects": _("民生实事"),
    "followups": _("承诺与整改"),
    "documents": pgettext_lazy("acts", "公文"),
    "filings": pgettext_lazy("acts", "报送"),
    "publications": pgettext_lazy("acts", "公开"),
    "links": pgettext_lazy("acts", "关联"),
    "files": pgettext_lazy("acts", "文件"),
    "calendar": pgettext_lazy("acts", "会期和放假"),
    "rulebooks": _("规则簿"),
    "institutions": _("机构和人员"),
    "accounts": pgettext_lazy("acts", "账号"),
    "inbox": pgettext_lazy("acts", "收件"),
    "jobs": _("后台任务"),
    "setup": _("初始设置"),
}
"""What acts with a first word in common are called together, in the order of a list."""
