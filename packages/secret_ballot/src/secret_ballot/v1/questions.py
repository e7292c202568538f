"""题目 (questions): answers, least and most to choose, and whether a blank choice is allowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from secret_ballot.findings import BallotError
from secret_ballot.v1.canonical import array, members, small, string


@dataclass(frozen=True)
class Question:
    """One question (题目), counted by adding the answers up."""

    question: str
    answers: tuple[str, ...]
    least: int
    most: int
    blank: bool = False

    @property
    def cells(self) -> int:
        """How many ciphertexts an answer has; a blank choice stands first."""
        return len(self.answers) + self.blank

    @property
    def numbers(self) -> range:
        """How many answers may be chosen."""
        return range(self.least, self.most + 1)

    def check_choices(self, choices: Sequence[int], where: str) -> None:
        """One 0 or 1 a cell, as many 1 as allowed, none beside a blank; raises ``BallotError``: choices."""
        plain = all(type(choice) is int and choice in (0, 1) for choice in choices)
        if not plain or len(choices) != self.cells:
            raise BallotError("choices", where)
        chosen = sum(choices[self.blank :])
        kept = not chosen if self.blank and choices[0] else chosen in self.numbers
        if not kept:
            raise BallotError("choices", where)

    def as_json(self) -> dict[str, Any]:
        """As the election has it."""
        found: dict[str, Any] = {"answers": list(self.answers)}
        if self.blank:
            found["blank"] = True
        return found | {"min": self.least, "max": self.most, "question": self.question}


def read_question(value: Any, where: str) -> Question:
    """A question of an election; raises ``BallotError``: shape, question, question_kind."""
    if isinstance(value, dict) and "type" in value:
        raise BallotError("question_kind", where)
    found = members(value, "answers blank? min max question", where)
    answers = tuple(string(answer, where) for answer in array(found["answers"], where))
    blank = found.get("blank", False)
    if type(blank) is not bool:
        raise BallotError("shape", where)
    question = Question(
        question=string(found["question"], where),
        answers=answers,
        least=small(found["min"], where),
        most=small(found["max"], where),
        blank=blank,
    )
    if not answers or not question.least <= question.most <= len(answers):
        raise BallotError("question", where)
    return question
