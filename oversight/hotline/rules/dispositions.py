"""处置: what becomes of a unit that rose on both counts. Exactly one disposition each; nothing happens by itself.

Pure. Leaving a unit out and only watching it need a reason, which stands in the minutes; a change needs
one as well, and none is possible once the chairpersons' meeting has decided.
"""

from __future__ import annotations

from dataclasses import dataclass


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; it is translated when rendered."""
    return text


CODE = "finding_dispositions@1"
DISPOSITIONS = ("open_case", "watch", "left_out")
BASIS = gettext_noop("每一个双升单位都要有处置；不列入的写明理由，列入会议纪要")


@dataclass(frozen=True)
class Asked:
    """A disposition as somebody asks for it.

    direction  yes (both rose) or manual (a base is zero or unknown) or no
    before     the disposition in force, "" for none; decided: the chairpersons' meeting decided on its case
    """

    direction: str
    disposition: str
    reason: str = ""
    before: str = ""
    decided: bool = False
    has_unit: bool = True


@dataclass(frozen=True)
class Verdict:
    """Whether it may stand; if not, why and at which field."""

    allowed: bool
    code: str = ""
    text: str = ""
    where: str = ""


def judge(asked: Asked) -> Verdict:
    """The whole rule."""
    if asked.direction not in {"yes", "manual"}:
        text = gettext_noop("这个单位没有双升，也不须人工研判，不作处置。")
        return Verdict(False, "no_finding", text)
    if asked.disposition not in DISPOSITIONS:
        return Verdict(False, "unknown_disposition", gettext_noop("没有这种处置。"), "disposition")
    if asked.decided:
        text = gettext_noop("主任会议已经对这个案件作出决定，处置不能再改。")
        return Verdict(False, "already_decided", text)
    if asked.before == asked.disposition:
        return Verdict(False, "unchanged", gettext_noop("处置没有变化。"), "disposition")
    if asked.disposition == "open_case" and not asked.has_unit:
        text = gettext_noop("单位名册里没有这个单位，先登记单位或补别名，再立案。")
        return Verdict(False, "unit_unknown", text, "disposition")
    return reasoned(asked)


def reasoned(asked: Asked) -> Verdict:
    """Where a reason must be given."""
    if asked.reason.strip():
        return Verdict(True)
    if asked.disposition in {"left_out", "watch"}:
        text = gettext_noop("不列入或先观察的，写明理由，理由列入会议纪要。")
        return Verdict(False, "reason_missing", text, "reason")
    if asked.before:
        return Verdict(False, "reason_missing", gettext_noop("改变处置要写明理由。"), "reason")
    if asked.direction == "manual":
        text = gettext_noop("须人工研判的单位，写明为什么立案。")
        return Verdict(False, "reason_missing", text, "reason")
    return Verdict(True)
