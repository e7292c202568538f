"""投票卡的题目: which questions of the protocol a poll becomes, and which cells of the sheet its counts fill.

One question an option where each is approved or rated, one for all where so many are chosen. An over-vote cannot be
cast; a question may be left open, as on paper. Where the measure wants just so many, a ballot with none at all is blank
and counts as invalid, as it does on paper.
"""

from __future__ import annotations

from collections.abc import Sequence

from secret_ballot.v1.questions import Question

from oversight.voting.rules.sheet_form import SILENT, SheetForm

PART = "cards"
KINDS = frozenset({"vote", "satisfaction", "choose"})
"""Counted by adding up; ranked ballots would need mixing, which the protocol's first version has for no tool of ours."""
WORDS = {
    "yes": "赞成",
    "no": "反对",
    "abstain": "弃权",
    "satisfied": "满意",
    "basically_satisfied": "基本满意",
    "dissatisfied": "不满意",
    "unknown": "不了解",
}
"""Chinese whatever the reader's language: the words are part of what is hashed."""


def questions_of(form: SheetForm, title: str) -> tuple[Question, ...]:
    """The questions of a poll, in the order of its options; raises ``ValueError`` for a kind without."""
    if form.kind not in KINDS:
        raise ValueError(form.kind)
    if form.kind == "choose":
        least = form.places if form.exact else 0
        return (Question(title, form.options, least, form.places, blank=form.exact),)
    answers = tuple(WORDS[code] for code in answer_codes(form))
    return tuple(Question(name, answers, 0, 1) for name in form.options)


def answer_codes(form: SheetForm) -> list[str]:
    """The columns that a ballot of this kind can fill."""
    return [column.code for column in form.columns if column.code != SILENT]


def cells_of(
    form: SheetForm, counts: Sequence[Sequence[int]], ballots: int, invalid: int
) -> dict[str, int]:
    """The cells of the cards' part from the opened counts of so many ballots; who left a row open is its silence."""
    blank = counts[0][0] if form.kind == "choose" and form.exact else 0
    valid = ballots - blank
    found = {f"{PART}.valid": valid, f"{PART}.invalid": invalid + blank}
    for row in range(len(form.options)):
        given = _row(form, counts, row)
        for column in form.columns:
            found[f"{PART}.{row}.{column.code}"] = given.get(column.code, 0)
        found[f"{PART}.{row}.{SILENT}"] = valid - sum(given.values())
    return found


def _row(form: SheetForm, counts: Sequence[Sequence[int]], row: int) -> dict[str, int]:
    if form.kind == "choose":
        return {"yes": counts[0][row + form.exact]}
    return dict(zip(answer_codes(form), counts[row], strict=True))
