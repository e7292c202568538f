"""电子票接口的格式: what a ballot shows, cards and their numbers, how a box stands."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from oversight.voting.api import schemas as s

Cards = Annotated[int, Field(ge=0, le=100_000)]


class ShownIn(Schema):
    """投票页在一项旁边显示的内容; files by the id of an upload."""

    option: s.Text
    note: Annotated[s.Text, Field(max_length=300)] = ""
    photo: s.Name = ""
    audio: s.Name = ""


class FreezeIn(Schema):
    """冻结电子票; ``capitals``: cards were made with --capitals; ``revote_clause``: of the measure, "" for one vote a card."""

    key_set: s.Name
    trial: bool = True
    capitals: bool = False
    revote_clause: Annotated[s.Text, Field(max_length=200)] = ""
    shown: Annotated[list[ShownIn], Field(max_length=100)] = []


class CardsIn(Schema):
    """投票卡的数; ``uuid``: of the election that the list was made for, refused where it is another's."""

    printed: Cards = 0
    left_over: Cards = 0
    spoiled: Cards = 0
    handed_out: Cards = 0
    surrendered: Cards = 0
    trial: bool = False
    uuid: s.Name = ""


class CountdownIn(Schema):
    """显示的截止时间; null takes it away."""

    at: datetime | None = None


class InvalidIn(Schema):
    """认定无效: SHA-256 of the ballot; who signs is the scrutineer whose account it is."""

    ballot: s.Name


class DecryptionIn(Schema):
    """代交部分开启: for which holder, by number."""

    holder: Annotated[int, Field(ge=0, le=100)] = 0
    trial: bool = False


class ChangeIn(Schema):
    """改用其他方式."""

    reason: s.Text
    decided_by: s.Text


class CardListOut(Schema):
    """投票卡名单的数."""

    printed: int
    left_over: int
    spoiled: int
    surrendered: int
    handed_out: int
    sha256: str
    fixed_at: datetime


class InvalidSignatureOut(Schema):
    """认定无效的签字; ``way``: own | phone."""

    capacity: str
    name: str
    way: str
    signed_at: datetime


class RejectedOut(Schema):
    """核验不过的选票: settled with ``signed_at``, once nobody is missing."""

    ballot: str
    code: str
    where: str
    signed_by: str
    signed_at: datetime | None
    signatures: list[InvalidSignatureOut]
    missing: list[str]


class HolderOut(Schema):
    """持钥人: whether the own part of the opening is in."""

    number: int
    name: str
    given: bool


class LastHeadOut(Schema):
    """末份收票承诺: number, how many ballots it counts, root of all, as scrutineers' tools say it."""

    number: int
    ballots: int
    root: str


class BoxOut(Schema):
    """票箱的情况; ``received`` is counted every five seconds, ``result`` is of a trial alone.

    ``ballots`` counts cards; ``replaced`` are on the board besides and do not count, as the card voted again.
    """

    trial: bool
    election: str
    state: str
    fingerprint: str
    configuration: str
    bundle: str
    key_set: str
    opened_at: datetime | None
    closed_at: datetime | None
    close_at: datetime | None
    cards: CardListOut | None
    received: int
    last_head: LastHeadOut | None
    unchecked: int
    checked: int
    ballots: int | None
    replaced: int
    revote_clause: str
    rejected: list[RejectedOut]
    threshold: int
    missing: int
    holders: list[HolderOut]
    journal_lost: bool
    archive_sha256: str
    result: list[list[int]] | None


class BoxesOut(Schema):
    """一次表决的票箱: that of the trial first."""

    booth: str
    receipt_key: str
    boxes: list[BoxOut]
