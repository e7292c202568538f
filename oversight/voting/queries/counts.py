"""计票的读取: the empty sheet, both entries with their corrections, what differs, who has signed and who must."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from oversight.audit.actors import Actor
from oversight.institutions import queries as institutions
from oversight.voting.models import CountCorrection, CountEntry, CountSheet, Poll
from oversight.voting.permissions import SIGNERS
from oversight.voting.rules import recusal, sheet_checks, sheet_form
from oversight.voting.rules.entries import Cell, compare, differences
from oversight.voting.rules.registry import RULES
from oversight.voting.rules.sheet_checks import Check
from oversight.voting.rules.sheet_form import Part, RowSum, SheetForm
from oversight.voting.secret.queries import cards_collected, papers_beside

Figures = Mapping[str, int | None]


@dataclass(frozen=True)
class Count:
    """对照: both entries as corrected, cell by cell, with the sums of what agrees."""

    form: SheetForm
    first: CountEntry
    second: CountEntry
    cells: Mapping[str, Cell]
    agreed: Figures
    rows: tuple[RowSum, ...]
    checks: tuple[Check, ...]

    @property
    def differing(self) -> list[Cell]:
        return differences(list(self.cells.values()))

    @property
    def may_be_locked(self) -> bool:
        """Whether both entries agree in every cell and every sum holds."""
        return not self.differing and sheet_checks.may_be_locked(self.form, self.agreed)


@dataclass(frozen=True)
class Signer:
    """应签字的人: capacity, name, and the account or person whose own signature it would be."""

    capacity: str
    name: str
    person: str = ""
    account_id: int | None = None


def recusals_of(poll: Poll) -> list[recusal.Recusal]:
    """Who leaves the denominator of which option, as frozen with the roll."""
    return [recusal.Recusal.of(row) for row in poll.recusals]


def form_of(poll: Poll) -> SheetForm:
    """The empty sheet of a poll, of cards with what was voted on paper beside them."""
    recused = recusals_of(poll)
    return SheetForm(
        kind=poll.kind,
        options=tuple(poll.options),
        columns=sheet_form.columns(poll.kind, unknown=RULES[poll.rule].unknown, places=poll.k or 0),
        parts=tuple(part_of(poll, part, recused) for part in parts_of(poll)),
        base=poll.base,
        present=poll.present,
        issued=poll.issued or 0,
        returned=poll.returned or 0,
        places=poll.k or 0,
        recused=recusal.leaving(recused, poll.options) if recused else (),
        exact=poll.ballot_terms.exact,
    )


def parts_of(poll: Poll) -> tuple[Part, ...]:
    found = sheet_form.parts(poll.method, poll.in_hall, poll.by_video)
    if poll.method == "cards" and papers_beside(poll):
        found += sheet_form.parts("paper", poll.in_hall, 0)
    return found


def entry_form_of(poll: Poll) -> SheetForm:
    """What people enter of the sheet: all of it, but where cards were used only the paper beside them."""
    form = form_of(poll)
    if poll.method == "named":
        return replace(form, parts=())
    if poll.method != "cards":
        return form
    issued, returned = cards_collected(poll)
    return replace(
        form,
        parts=tuple(part for part in form.parts if part.method != "cards"),
        issued=max(0, form.issued - issued),
        returned=max(0, form.returned - returned),
    )


def part_of(poll: Poll, part: Part, recused: list[recusal.Recusal]) -> Part:
    """The part with how many of those in it are recused from each option."""
    if not recused:
        return part
    modes = sheet_form.modes(poll.method, part)
    return replace(part, recused=recusal.silent(recused, poll.options, modes))


def entries_of(poll: Poll) -> list[CountEntry]:
    """The entries of the running count, 甲 before 乙."""
    rows = poll.entries.filter(count_no=poll.count_no).prefetch_related("corrections")
    return sorted(rows, key=lambda entry: entry.side)


def corrected(entry: CountEntry) -> dict[str, int]:
    """The figures as they stand after every correction that counts."""
    figures = dict(entry.figures)
    for each in entry.corrections.all():
        if each.state == "made":
            figures[each.cell] = each.new
    return figures


def proposed_corrections(poll: Poll) -> list[CountCorrection]:
    """What one teller would correct in the other's entry, and nobody has answered yet."""
    found = (each for entry in entries_of(poll) for each in entry.corrections.all())
    return [each for each in found if each.state == "proposed"]


def may_answer(actor: Actor, poll: Poll, correction: CountCorrection) -> bool:
    """Whose entry it is, or a scrutineer by the own account; never who proposed it."""
    if actor.account_id is None or actor.account_id == correction.corrected_by_id:
        return False
    return made_by(actor, correction.entry) or scrutinises(actor, poll)


def count_of(poll: Poll) -> Count | None:
    """Both entries side by side; None before both are in, so that neither sees the other's."""
    entries = entries_of(poll)
    if len(entries) < 2:
        return None
    form = entry_form_of(poll)
    first, second = entries
    cells = {cell.where: cell for cell in compare(corrected(first), corrected(second))}
    agreed = {where: cell.first if cell.agrees else None for where, cell in cells.items()}
    return Count(
        form=form,
        first=first,
        second=second,
        cells=cells,
        agreed=agreed,
        rows=tuple(sheet_form.row_sums(form, agreed)),
        checks=tuple(sheet_checks.checks(form, agreed)),
    )


def sheet_of(poll: Poll) -> CountSheet | None:
    """The locked sheet of the running count."""
    return poll.sheets.filter(count_no=poll.count_no).first()


def signers_of(poll: Poll) -> list[Signer]:
    """Who must sign the sheet: the chief scrutineer, the scrutineers, both who counted."""
    named = sorted(poll.scrutineers, key=lambda each: not each.get("chief"))
    found = [
        Signer(
            "chief_scrutineer" if each.get("chief") else "scrutineer",
            each["name"],
            each.get("person", ""),
        )
        for each in named
    ]
    return found + [
        Signer("teller", entry.entered_label, account_id=entry.entered_by_id)
        for entry in entries_of(poll)
    ]


def missing_signers(poll: Poll) -> list[Signer]:
    """Whose signature the sheet still waits for."""
    sheet = sheet_of(poll)
    if sheet is None:
        return signers_of(poll)
    signed = set(sheet.signatures.values_list("capacity", "name"))
    return [each for each in signers_of(poll) if (each.capacity, each.name) not in signed]


def is_self(actor: Actor, poll: Poll, signer: Signer) -> bool:
    """Whether the acting account is the signer's own."""
    if actor.account_id is None:
        return False
    if signer.account_id is not None:
        return signer.account_id == actor.account_id
    if signer.person:
        person = institutions.person_by_id(poll.jurisdiction, signer.person)
        return person is not None and person.account_id == actor.account_id
    if signer.capacity == "teller" or signer.name != actor.label:
        return False
    # a name that the register knows, perhaps twice, is nobody's own without its person
    return not institutions.people_of(poll.jurisdiction).filter(name=signer.name).exists()


def signs_by_account(poll: Poll, signer: Signer) -> bool:
    """Whether the signer has an own account that may sign here today: nobody else's device is needed."""
    grants = institutions.grants_in(poll.jurisdiction).on(institutions.today())
    grants = grants.filter(role__in=SIGNERS)
    if signer.person:
        return grants.filter(account__person__public_id=signer.person).exists()
    if institutions.people_of(poll.jurisdiction).filter(name=signer.name).exists():
        return False
    return any(str(one.account) == signer.name for one in grants)


def has_entered(actor: Actor, poll: Poll) -> bool:
    """Whether this person made one of the entries of the running count."""
    return any(made_by(actor, entry) for entry in entries_of(poll))


def has_ever_entered(actor: Actor, poll: Poll) -> bool:
    """Whether this person made an entry of any count, those set aside too."""
    return any(made_by(actor, entry) for entry in poll.entries.all())


def made_by(actor: Actor, entry: CountEntry) -> bool:
    if actor.account_id is None:
        return entry.entered_by_id is None and entry.entered_label == actor.label[:100]
    return entry.entered_by_id == actor.account_id


def scrutinises(actor: Actor, poll: Poll) -> bool:
    """Whether the acting account belongs to one of the scrutineers."""
    return any(
        is_self(actor, poll, signer) for signer in signers_of(poll) if signer.capacity != "teller"
    )
