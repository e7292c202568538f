"""行为名称总表: the act codes of all apps with their words, assembled by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

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
