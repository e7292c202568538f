"""验证档案 (verify): everything that can be judged from the public archive alone, stricter than belenios-tool.

Beyond the reference tool: the stored encrypted tally, its counts and its size are compared with the ballots, no
event may be missing, every element must be a member of the group. A fault of the archive's form ends the judging; all
else is collected.
"""

from __future__ import annotations

from collections.abc import MutableSet
from dataclasses import dataclass, field
from typing import Any

from secret_ballot.checking import check_ballots
from secret_ballot.findings import BallotError, Finding
from secret_ballot.v1.ballots import Ballot
from secret_ballot.v1.canonical import array, count, decode, members
from secret_ballot.v1.contents import Contents, first_difference, read_contents
from secret_ballot.v1.credentials import PublicCredentials, read_credentials
from secret_ballot.v1.elections import Election, read_election
from secret_ballot.v1.tally import (
    Factors,
    Tally,
    combine,
    counted,
    read_decryption,
    read_tally,
    tally,
)
from secret_ballot.v1.trustees import Trustees, read_trustees


@dataclass
class Report:
    """验证结论: what was found, and the figures as far as they are known."""

    group: str | None = None
    uuid: str | None = None
    fingerprint: str | None = None
    voters: int | None = None
    ballots: int | None = None
    counted: int | None = None
    result: list[list[int]] | None = None
    last_event: str | None = None
    reasons: list[Finding] = field(default_factory=list)

    @property
    def valid(self) -> bool:
        return not self.reasons

    def as_dict(self) -> dict[str, Any]:
        """As in contracts: valid, group, voters, ballots, counted, result, reasons, and more."""
        return {
            "valid": self.valid,
            "group": self.group,
            "uuid": self.uuid,
            "fingerprint": self.fingerprint,
            "voters": self.voters,
            "ballots": self.ballots,
            "counted": self.counted,
            "result": self.result if self.valid else None,
            "last_event": self.last_event,
            "reasons": [reason.as_dict() for reason in self.reasons],
        }


def verify(
    raw: bytes,
    *,
    partial: bool = False,
    earlier: bytes | None = None,
    workers: int = 1,
    verified: MutableSet[str] | None = None,
) -> Report:
    """Judge an archive; ``partial`` allows a running election, ``earlier`` is a copy that it must continue."""
    judged = judge(raw, partial=partial, earlier=earlier, workers=workers, verified=verified)
    return judged.report


def judge(
    raw: bytes,
    *,
    partial: bool = False,
    earlier: bytes | None = None,
    workers: int = 1,
    verified: MutableSet[str] | None = None,
) -> Judgement:
    """The same, with what was read on the way."""
    judged = Judgement(workers, verified)
    try:
        judged.contents = read_contents(raw, partial=partial)
        judged.report.last_event = judged.contents.last_event
        judged.report.ballots = len(judged.contents.ballots)
        _check_prefix(judged.report, raw, earlier)
        judged.all()
    except BallotError as error:
        judged.report.reasons.append(error.finding)
    return judged


def _check_prefix(report: Report, raw: bytes, earlier: bytes | None) -> None:
    if earlier is None:
        return
    try:
        read_contents(earlier, partial=True)
    except BallotError as error:
        raise BallotError(error.code, f"earlier archive, {error.where}") from error
    where = first_difference(earlier, raw)
    if where is not None:
        report.reasons.append(Finding("prefix_changed", where))


class Judgement:
    """The parts in their order; what a later part needs is there or its judging is left out."""

    def __init__(self, workers: int, verified: MutableSet[str] | None) -> None:
        self.workers, self.verified = workers, verified
        self.report = Report()
        self.contents = Contents()
        self.election: Election | None = None
        self.trustees: Trustees | None = None
        self.whole: Tally | None = None
        self.factors: dict[int, Factors] = {}

    def all(self) -> None:
        """Raises ``BallotError`` where nothing more can be judged."""
        self.election = election = read_election(self.contents.election)
        self.report.group, self.report.uuid = election.suite.name, election.uuid
        self.report.fingerprint = election.fingerprint
        self.trustees = self.read_trustees(election)
        credentials = read_credentials(election.suite, self.contents.credentials)
        self.report.voters = len(credentials)
        ballots = self.ballots(election, credentials)
        if ballots is None:
            return
        self.whole = tally(election, credentials.weights, ballots)
        if self.contents.tally is not None:
            self.tally(election, self.whole)
        if self.trustees is not None:
            self.opening(election, self.trustees, self.whole)

    def read_trustees(self, election: Election) -> Trustees | None:
        try:
            trustees = read_trustees(election.suite, self.contents.trustees)
        except BallotError as error:
            self.report.reasons.append(error.finding)
            return None
        if trustees.election_key(election.suite) != election.public_key:
            self.report.reasons.append(Finding("election_key", "election.public_key"))
        return trustees

    def ballots(self, election: Election, credentials: PublicCredentials) -> list[Ballot] | None:
        """All ballots, or None where one is bad: then there is no whole to compare with."""
        ballots, findings = check_ballots(
            election,
            list(credentials.weights),
            self.contents.ballots,
            workers=self.workers,
            verified=self.verified,
        )
        self.report.counted = len(counted(ballots))
        self.report.reasons += findings
        return None if findings else ballots

    def tally(self, election: Election, whole: Tally) -> None:
        """The stored tally against the ballots'."""
        stored = self.contents.tally
        assert stored is not None
        if read_tally(election, stored.raw) != whole.cells:
            self.report.reasons.append(Finding("tally_differs", "tally"))
        if (stored.ballots, stored.weight) != (whole.ballots, whole.weight):
            self.report.reasons.append(Finding("tally_counts", "tally"))

    def opening(self, election: Election, trustees: Trustees, whole: Tally) -> None:
        """Partial decryptions and the result, against the tally of the ballots."""
        factors = self.factors
        for place, (owner, raw) in enumerate(self.contents.decryptions):
            where = f"decryptions[{place}]"
            if owner in factors:
                raise BallotError("owner_twice", where)
            if not 1 <= owner <= len(trustees.keys):
                raise BallotError("owner_unknown", where)
            key = trustees.keys[owner - 1]
            factors[owner] = read_decryption(election, key, whole.cells, raw, where)
        if self.contents.result is not None:
            claimed = read_result(election, self.contents.result)
            check_result(
                election, whole, combine(election, trustees, whole.cells, factors), claimed
            )
            self.report.result = claimed


def read_result(election: Election, raw: bytes, where: str = "result") -> list[list[int]]:
    """The counts as stored; raises ``BallotError``: shape."""
    rows = array(
        members(decode(raw, where), "result", where)["result"], where, len(election.questions)
    )
    return [
        [count(cell, where) for cell in array(row, where, question.cells)]
        for row, question in zip(rows, election.questions, strict=True)
    ]


def check_result(
    election: Election, whole: Tally, opened: Factors, claimed: list[list[int]]
) -> None:
    """Every count is what was opened, and no more than was counted; raises ``BallotError``: result_differs."""
    table = election.suite.generator_table
    for row, (elements, numbers) in enumerate(zip(opened, claimed, strict=True)):
        for place, (element, number) in enumerate(zip(elements, numbers, strict=True)):
            if number > whole.weight or table.power(number) != element:
                raise BallotError("result_differs", f"result[{row}][{place}]")
