"""不含个人信息: what must not stand in counts of calls and in anything published – numbers, addresses, plates."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from oversight.audit.errors import Invalid

PRIVACY = gettext_noop("《个人信息保护法》第六条")


def refuse_personal(text: str, where: str) -> None:
    """Refuse a text with a telephone or identity number, a licence plate or an e-mail address in it."""
    from hotline_analytics.masking import mask_text

    if text and mask_text(text) != text:
        words = _("没有保存。里面像是有电话、证件号、车牌或邮箱，删去以后再办。")
        raise Invalid("personal_data", words, basis=_(PRIVACY), where=where)
