"""地方撤并 (place_end@1): whether a place may end with another as its successor, and what it takes no more.

A town's ending is decided above it (国务院《行政区划管理条例》); the register only records that decision. What was
voted there stays as it was voted, so nothing may be half decided on the day (procedures §4 e, design).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from oversight.institutions.rules.verdicts import YES, Verdict, no

CODE = "place_end@1"


def gettext_noop(text: str) -> str:
    """Marks a text for translation; the caller translates it."""
    return text


BASIS = gettext_noop("国务院《行政区划管理条例》")


@dataclass(frozen=True)
class PlaceFacts:
    """一个地方: its key, the key of the place above, since when it is there, whether it has ended."""

    key: int
    parent: int | None
    began: date | None = None
    ended: bool = False


@dataclass(frozen=True)
class PlaceEnd:
    """拟登记的撤并: which place ends, which carries on from ``on``; ``running`` is what is half decided there."""

    above: int
    old: PlaceFacts
    new: PlaceFacts
    on: date
    decided_on: date
    today: date
    running: tuple[str, ...] = ()


def may_end(asked: PlaceEnd) -> Verdict:
    """The first thing that stands in the way, else yes."""
    old, new = asked.old, asked.new
    if old.key == new.key:
        return no("own_successor", gettext_noop("一个地方不能并入自己。"))
    if {old.parent, new.parent} != {asked.above}:
        return no("other_parent", gettext_noop("两个地方都要是本地的下级。"), BASIS)
    if old.ended:
        return no("ended_before", gettext_noop("这个地方已经登记过撤并。"))
    if new.ended:
        text = gettext_noop("接续的地方自己也已经撤并，选现在还在的地方。")
        return no("successor_ended", text)
    if not (verdict := fits_in_time(asked)).allowed:
        return verdict
    if asked.running:
        text = gettext_noop("先办完或者取消，再登记撤并。那里还有：")
        return no("still_running", text)
    return YES


def fits_in_time(asked: PlaceEnd) -> Verdict:
    """It has happened, was decided before, and both places were there."""
    old, new = asked.old.began, asked.new.began
    if asked.on > asked.today:
        return no("day_to_come", gettext_noop("日期还没有到。只登记已经发生的事。"))
    if asked.on < asked.decided_on:
        return no("before_decision", gettext_noop("撤并的日期早于批准文件的日期。"))
    if (old and asked.on <= old) or (new and asked.on < new):
        text = gettext_noop("撤并的日期早于这个地方或者接续地方的设立。")
        return no("before_it_began", text)
    return YES
