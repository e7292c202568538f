"""拒绝与出错: the exceptions that acts raise. Forms show the text, the API sends the code."""

from __future__ import annotations

from django.utils.translation import gettext as _


class Refused(Exception):
    """An act that may not happen now. ``basis`` cites the article; ``where`` names the field or row."""

    status = 409

    def __init__(self, code: str, text: str, *, basis: str = "", where: str = "") -> None:
        super().__init__(text)
        self.code = code
        self.text = text
        self.basis = basis
        self.where = where


class NotPermitted(Refused):
    """The actor's role does not allow this act."""

    status = 403

    def __init__(self, text: str = "", *, code: str = "not_permitted") -> None:
        super().__init__(code, text or _("你的职务不办理此事。"))


class Invalid(Refused):
    """Input that cannot be right; says where and what to do."""

    status = 422


class OutsideActError(RuntimeError):
    """A record was changed outside ``act()``: a mistake of the programmer, never of the user."""
