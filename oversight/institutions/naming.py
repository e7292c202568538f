"""会议名称: how a meeting of a body is called in papers and on pages (procedures §1.2)."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from oversight.institutions.models import Body
from oversight.institutions.rules.numerals import chinese_number


def meeting_name(body: Body, term_no: int, meeting_no: int) -> str:
    """云川市第十六届人大常委会第三十四次会议; in English the numbers are digits."""
    chinese = (get_language() or "zh").startswith("zh")
    values = {
        "place": body.jurisdiction.name,
        "body": body.name,
        "term": chinese_number(term_no) if chinese else term_no,
        "number": chinese_number(meeting_no) if chinese else meeting_no,
    }
    return pattern_of(body.kind) % values


def pattern_of(kind: str) -> str:
    """The form of the name by the kind of the body."""
    patterns = {
        "congress": _("%(place)s第%(term)s届人民代表大会第%(number)s次会议"),
        "standing_committee": _("%(place)s第%(term)s届人大常委会第%(number)s次会议"),
        "chairpersons_meeting": _("%(place)s第%(term)s届人大常委会第%(number)s次主任会议"),
        "presidium": _("%(place)s第%(term)s届人民代表大会主席团第%(number)s次会议"),
    }
    return patterns.get(kind, _("%(body)s第%(term)s届第%(number)s次会议"))
