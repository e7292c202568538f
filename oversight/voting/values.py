"""表决的值: the roll that a poll is frozen with, and the outcome that others may build on once announced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Mode = Literal["hall", "video"]


@dataclass(frozen=True)
class RollRow:
    """名册的一行. ``person`` is a public id, "" for who is not in the register.

    counts_in_base  whether the person is one of 全体; where not, ``reason`` says why
    mode            how who is present takes part: in the hall, or by video (视频参加)
    """

    person: str
    name: str
    counts_in_base: bool = True
    present: bool = False
    mode: Mode = "hall"
    reason: str = ""


@dataclass(frozen=True)
class Roll:
    """名册: who is of the body and who is present, as frozen for one vote."""

    rows: tuple[RollRow, ...]

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> Roll:
        """The roll from rows as ``as_rows`` wrote them."""
        names = RollRow.__dataclass_fields__
        return cls(tuple(RollRow(**{key: row[key] for key in names if key in row}) for row in rows))

    def as_rows(self) -> list[dict[str, Any]]:
        return [asdict(row) for row in self.rows]

    @property
    def base(self) -> int:
        """全体: those that count in the base, present or not."""
        return sum(row.counts_in_base for row in self.rows)

    @property
    def present(self) -> int:
        """实到: those present who may vote."""
        return sum(row.present and row.counts_in_base for row in self.rows)

    @property
    def present_in_hall(self) -> int:
        return sum(row.present and row.counts_in_base and row.mode == "hall" for row in self.rows)

    @property
    def present_by_video(self) -> int:
        return self.present - self.present_in_hall


@dataclass(frozen=True)
class Terms:
    """票决办法的规定, of a measure that the meeting adopted before the vote; the vote follows it alone.

    exact    a ballot that chooses fewer than the places is invalid too
    ties     of what is tied across the last place: revote_tied | fewer | all_tied
    too_few  of places left open: vote_again | next_meeting | accept_fewer
    """

    exact: bool = False
    ties: str = "revote_tied"
    too_few: str = "vote_again"

    def as_row(self) -> dict[str, Any]:
        return asdict(self)

    def goes_on(self, *, tied: bool) -> bool:
        """Whether the same meeting votes again on what is tied, or on what is left."""
        return self.ties == "revote_tied" if tied else self.too_few == "vote_again"


@dataclass(frozen=True)
class Voters:
    """谁表决: a body by name and kind, or who they are where they are no body (``body_kind`` "").

    quorum  a code of ``rules.bases.QUORUMS``; "" takes the body's own
    """

    name: str = ""
    body_kind: str = ""
    quorum: str = ""


@dataclass(frozen=True)
class Outcome:
    """表决结果, as the chair announced it.

    passed       options that passed or were chosen, most votes first; of a satisfaction poll those graded
                 satisfied or basically satisfied
    tied         options tied across the k-th place: to be voted on again among themselves
    open_places  of k, how many places are not filled; None where there is no k
    grades       option → satisfied | basically_satisfied | dissatisfied | None (satisfaction polls only)
    figures      the counts: base, present, issued …, ``rows`` of totals and ``parts`` by method; of a rating
                 with recusals ``bases`` by option and ``recusals``; ``quorum``: whose, and how many it needs.
                 A row with too few raters says ``withheld`` instead of its counts: nobody is known by them
    reasons      ``[{"code", "text"}]``
    text         the announcement
    """

    status: str
    passed: tuple[str, ...]
    tied: tuple[str, ...] = ()
    open_places: int | None = None
    grades: Mapping[str, str | None] = field(default_factory=dict)
    figures: Mapping[str, Any] = field(default_factory=dict)
    reasons: tuple[Mapping[str, str], ...] = ()
    text: str = ""

    @property
    def withheld(self) -> dict[str, str]:
        """Options of which nothing is told, with the reason."""
        rows = self.figures.get("rows", ())
        return {row["name"]: row["withheld"] for row in rows if "withheld" in row}
