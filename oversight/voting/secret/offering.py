"""投票卡能不能选: said on the form that prepares a vote, before anything is filled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.errors import Refused
from oversight.institutions.models import Jurisdiction
from oversight.voting.models import Poll
from oversight.voting.secret import keys
from oversight.voting.secret.actions.support import METHOD
from oversight.voting.secret.governing import governing


@dataclass(frozen=True)
class Offer:
    """Whether cards may be chosen, and what is said beside the choice."""

    allowed: bool
    text: str

    def choices(self, methods: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
        """The methods with or without the cards."""
        found = [one for one in methods if one[0] != METHOD]
        return [*found, (METHOD, dict(Poll.METHODS)[METHOD])] if self.allowed else found


def offer(
    place: Jurisdiction,
    matters: Sequence[str],
    *,
    in_hall: int | None = None,
    by_video: int | None = None,
) -> Offer:
    """Of a vote on one of these matters with so many there; what is not known yet the act judges."""
    section = governing(place, tuple(matters)).section
    refusals = [why for one in matters if (why := refused(place, one))]
    least = section.least_voters
    why = refusals[0] if len(refusals) == len(matters) else ""
    if not why and in_hall is not None and in_hall < least:
        text = _("会场出席 %(present)d 人，不到 %(least)d 人，从结果看得出各人怎样投")
        why = text % {"present": in_hall, "least": least}
    if not why and by_video:
        why = _("有人以视频参加，不能领投票卡")
    if why:
        return Offer(False, _("这次不能用投票卡：%(why)s。") % {"why": why.rstrip("。")})
    text = _(
        "投票卡是电子无记名投票，须写明会议通过的表决办法和条款；会场至少 %(least)d 人，没有人以视频参加，没有人回避；不能排序。"
    ) % {"least": least}
    if not keys.active_sets(place).exists():
        text += _("还没有启用的监票密钥，冻结电子票以前须建好、启用。")
    return Offer(True, text)


def refused(place: Jurisdiction, matter: str) -> str:
    """Why the rulebook in force keeps a matter to paper; "" where it allows cards."""
    try:
        governing(place, (matter,)).check()
    except Refused as error:
        return error.text
    return ""
