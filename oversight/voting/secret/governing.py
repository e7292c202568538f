"""电子无记名投票的规则: what the rulebook in force, or the one that a poll has kept, says of voting by card."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from oversight.audit.errors import Refused
from oversight.institutions.models import Jurisdiction
from oversight.rulebooks import queries as rulebooks
from oversight.rulebooks.queries import InForce
from oversight.rulebooks.sections import SecretBallots
from oversight.rulebooks.sections.secret_ballots import (
    ARCHIVES,
    MATTERS,
    OF_PERSONS,
    MatterRule,
)
from oversight.voting.models import Poll


@dataclass(frozen=True)
class Governing:
    """采用的规则: the rulebook, its section, and the matters that a vote may be about."""

    rulebook: InForce
    section: SecretBallots
    matters: tuple[str, ...]

    @property
    def allowed(self) -> bool:
        """Cards may be used; where it is not known which matter of persons it is, only if each allows it."""
        return all(self.section.of_matter(one).allowed for one in self.matters)

    @property
    def archive(self) -> str:
        """public | on_request | hash_only: of several matters what tells least."""
        return self.archive_row.archive

    @property
    def archive_row(self) -> MatterRule:
        """The row of the rulebook by which the archive is published so."""
        order = [code for code, _word in ARCHIVES]
        rows = (self.section.of_matter(one) for one in self.matters)
        return max(rows, key=lambda row: order.index(row.archive))

    def check(self) -> None:
        """Refuse cards for a matter that the rulebook keeps to paper."""
        for one in self.matters:
            row = self.section.of_matter(one)
            if not row.allowed:
                values = {"matter": _(dict(MATTERS)[one]), "text": row.text}
                text = _("规则簿没有允许“%(matter)s”用投票卡：%(text)s。") % values
                raise Refused("matter_by_paper", text, basis=row.basis, where="method")


def matters_of(kind: str, matter: str = "", *, persons: bool = False) -> tuple[str, ...]:
    """Of which matters of the rulebook a vote is; where nobody said, of persons it may be each of theirs."""
    if matter:
        return (matter,)
    if persons:
        return tuple(sorted(OF_PERSONS))
    return ("rating",) if kind == "satisfaction" else ("decision",)


def governing(place: Jurisdiction, matters: tuple[str, ...]) -> Governing:
    """What holds today."""
    book = rulebooks.in_force(place)
    return Governing(book, book.of(SecretBallots), matters)


def governing_poll(poll: Poll) -> Governing:
    """What held when the poll was prepared: the rulebook that it keeps."""
    book = rulebooks.at(poll.rulebook, poll.jurisdiction)
    matters = matters_of(poll.kind, poll.matter, persons=bool(poll.candidates))
    return Governing(book, book.of(SecretBallots), matters)
