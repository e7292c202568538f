"""凭回执码找到建议: for pages and the API alike; wrong codes are counted, after too many the origin waits."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from oversight.accounts import attempts
from oversight.audit.errors import Invalid, Refused
from oversight.institutions.models import Jurisdiction
from oversight.projects import receipts
from oversight.projects.actions.collecting import with_code
from oversight.projects.models import Proposal
from oversight.ui import formats

ATTEMPT = "receipt"


class TooManyError(Refused):
    """Too many wrong codes from one origin."""

    status = 429


def by_code(request: HttpRequest, place: Jurisdiction, typed: str) -> Proposal:
    """The proposal of the code as typed; refused where there is none, or where too many were wrong."""
    origin = attempts.origin_of_request(request)
    if until := attempts.blocked_until(ATTEMPT, origin):
        text = _("输错太多次，%(time)s 以后再试。") % {"time": formats.short_moment(until)}
        raise TooManyError("too_many", text)
    code = receipts.tidy(typed)
    found = with_code(place, code) if code else None
    if found is None:
        attempts.note_failure(ATTEMPT, origin)
        text = _("没有这个回执码。核对以后再输一次；也可能是在别的镇提的。")
        raise Invalid("unknown_code", text, where="code")
    return found
