"""命令行说的是哪个地方: the place named, or the only one that has hotline figures."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from oversight.audit.errors import Invalid
from oversight.hotline import queries
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction


def chosen_place(code: str | None) -> Jurisdiction:
    """The place of ``--jurisdiction``; without it the only one with figures, else a refusal naming them."""
    if code:
        place = institutions.place_by_code(code)
        if place is None:
            text = _("没有代码为“%(code)s”的地方。") % {"code": code}
            raise Invalid("unknown_jurisdiction", text, where="--jurisdiction")
        return place
    places = queries.places_with_figures()
    if not places:
        raise Invalid("no_jurisdiction", _("还没有导入过热线数据。"), where="--jurisdiction")
    if len(places) > 1:
        codes = ", ".join(place.code for place in places)
        text = _("有几个地方，请用 --jurisdiction 指明其一：%(codes)s") % {"codes": codes}
        raise Invalid("which_jurisdiction", text, where="--jurisdiction")
    return places[0]


def read_instant(text: str | None, place: Jurisdiction) -> datetime | None:
    """An ISO 8601 instant; without a zone it is in the place's."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        message = _("“%(text)s”不是 ISO 8601 时间，例如 2026-07-05T09:00:00+08:00") % {"text": text}
        raise Invalid("bad_instant", message, where="--as-of") from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(institutions.profile_of(place).timezone))
    return moment
