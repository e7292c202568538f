"""行为名称总表: the act codes of all apps with their words, assembled by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from oversight.accounts.act_codes import ACTS as ACCOUNTS
from oversight.files.act_codes import ACTS as FILES
from oversight.hotline.act_codes import ACTS as HOTLINE
from oversight.inbox.act_codes import ACTS as INBOX
from oversight.institutions.act_codes import ACTS as INSTITUTIONS
from oversight.jobs.act_codes import ACTS as JOBS
from oversight.publications.act_codes import ACTS as PUBLICATIONS

ACTS: Mapping[str, Any] = {
    **ACCOUNTS,
    **FILES,
    **HOTLINE,
    **INBOX,
    **INSTITUTIONS,
    **JOBS,
    **PUBLICATIONS,
    "setup.carry_in": _("带入正在办的工作"),
}
