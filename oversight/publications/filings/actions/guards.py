"""报送行为的共同检查: the record as it stands now, its state, and markings that must not enter here."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from oversight.audit.errors import Invalid, Refused
from oversight.audit.scoping import Scope
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import today
from oversight.institutions.queries.searching import search_text
from oversight.publications.models import Filing
from oversight.publications.rules.markings import SECRETS_LAW, national_secret_marking


def locked(place: Jurisdiction, filing: Filing) -> Filing:
    """The filing as it stands now, locked for this act."""
    rows = Filing.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    return rows.select_related("issuer").get(pk=filing.pk)


def require_state(filing: Filing, *wanted: str) -> None:
    """Refuse an act in the wrong state."""
    if filing.state not in wanted:
        raise Refused(
            "wrong_state",
            _("没有办理。这件报送现在是“%(state)s”。") % {"state": filing.get_state_display()},
        )


def plain(text: str, longest: int = 20_000) -> str:
    """What a person wrote, without what no database accepts."""
    return search_text(text)[:longest].strip()


def refuse_national_secrets(**texts: str) -> None:
    """国家秘密不得进入互联网系统 (procedures §9): refuse a text that carries a marking of one."""
    for field, text in texts.items():
        marking = national_secret_marking([text])
        if marking:
            raise refused_secret(field, _("内容带有密级标志“%(mark)s”。") % {"mark": marking})


def refused_secret(field: str, found: str) -> Invalid:
    """The refusal, with what was found and the way to take instead."""
    text = _("没有登记。%(found)s国家秘密不得进入互联网系统，按涉密文件另行办理。")
    return Invalid("national_secret", text % {"found": found}, basis=_(SECRETS_LAW), where=field)


def require_day(field: str, on: date, not_before: date | None = None) -> None:
    """A day that has come, and not before what it follows."""
    if on > today():
        raise Invalid("day_to_come", _("日期还没有到。"), where=field)
    if not_before and on < not_before:
        text = _("日期早于报送日期 %(day)s。") % {"day": not_before.isoformat()}
        raise Invalid("day_before", text, where=field)
