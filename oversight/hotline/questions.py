"""一个问题 (Question): what a monthly analysis is asked, and on which state of the store it stands.

A frozen month is answered from the file list of its freeze, as of its freeze instant; any other month
from the present list, as of now. Nothing here computes figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from hotline_analytics.monthly import MonthlyRequest
from hotline_analytics.periods import WINDOWS
from hotline_analytics.tickets import KINDS, parse_month

from oversight.audit.errors import Invalid
from oversight.hotline import queries
from oversight.hotline.models import MonthFreeze
from oversight.institutions.models import Jurisdiction

GROUPINGS = ("unit", "category")


@dataclass(frozen=True)
class Question:
    """The month, how it is grouped, over which window, of which kinds and sources."""

    month: int
    by: str = "unit"
    window: str = "month"
    kinds: frozenset[str] | None = None
    sources: frozenset[str] | None = None

    @property
    def kinds_code(self) -> str:
        """The kinds as one word, ``all`` for every kind."""
        return "all" if self.kinds is None else ",".join(sorted(self.kinds))

    def request(self, as_of: datetime) -> MonthlyRequest:
        """The question as the analytics package takes it."""
        return MonthlyRequest(
            month=self.month,
            by=self.by,
            window=self.window,
            kinds=self.kinds,
            as_of=queries.micros(as_of),
        )


@dataclass(frozen=True)
class Standing:
    """On which revision an answer stands, as of when, and of which freeze."""

    revision: int
    as_of: datetime
    freeze: MonthFreeze | None = None


def standing(
    place: Jurisdiction,
    month: int,
    *,
    as_of: datetime | None = None,
    version: int | None = None,
    frozen: bool = True,
) -> Standing:
    """The standing of a month: that of its newest freeze (or ``version``), else the present state."""
    freezes = queries.freezes_of(place, month)
    freeze = (freezes.filter(version=version) if version else freezes).first() if frozen else None
    if version and freeze is None:
        raise Invalid("unknown_version", _("这个月没有第 %(version)d 版。") % {"version": version})
    if freeze is not None:
        return Standing(freeze.revision, as_of or freeze.frozen_at, freeze)
    return Standing(queries.state_of(place).revision, as_of or timezone.now())


def read_month(text: str) -> int:
    """A month as the command line and addresses write it."""
    try:
        return parse_month(text)
    except ValueError as error:
        raise Invalid("bad_month", str(error), where="month") from error


def read_kinds(text: str) -> frozenset[str] | None:
    """Kinds separated by commas, or ``all``."""
    if text.strip() == "all":
        return None
    kinds = frozenset(part.strip() for part in text.split(","))
    if unknown := sorted(kinds - set(KINDS)):
        names = {"unknown": unknown[0], "known": ", ".join(KINDS)}
        raise Invalid(
            "bad_kind", _("没有诉求类别“%(unknown)s”，可用：all, %(known)s") % names, where="kinds"
        )
    return kinds


def read_choice(text: str, choices: tuple[str, ...], where: str) -> str:
    """One of a few words."""
    if text not in choices:
        names = {"text": text, "known": ", ".join(choices)}
        raise Invalid("bad_choice", _("不认识“%(text)s”，可用：%(known)s") % names, where=where)
    return text


def read_window(text: str) -> str:
    """``month`` or ``ytd``."""
    return read_choice(text, WINDOWS, "window")


def read_by(text: str) -> str:
    """``unit`` or ``category``."""
    return read_choice(text, GROUPINGS, "by")
