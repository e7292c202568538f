"""题目模板 (templates): the questions of an election to be set up, as a file for belenios-tool has them too."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secret_ballot.findings import BallotError
from secret_ballot.v1.canonical import array, string
from secret_ballot.v1.questions import Question, read_question

TEXTS = ("name", "description", "administrator", "credential_authority")


@dataclass(frozen=True)
class Template:
    """Texts and questions."""

    name: str
    description: str
    administrator: str | None
    credential_authority: str | None
    questions: tuple[Question, ...]


def read_template(path: Path) -> Template:
    """The template of a file, members in any order; raises ``BallotError``, ``OSError``."""
    where = path.name
    try:
        value = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise BallotError("malformed", where) from error
    if not isinstance(value, dict) or set(value) - {*TEXTS, "questions"}:
        raise BallotError("shape", where)
    texts = {name: string(value[name], f"{where}.{name}") for name in TEXTS if name in value}
    questions = array(value.get("questions"), f"{where}.questions")
    if not questions or not {"name", "description"} <= set(texts):
        raise BallotError("shape", where)
    return Template(
        name=texts["name"],
        description=texts["description"],
        administrator=texts.get("administrator"),
        credential_authority=texts.get("credential_authority"),
        questions=tuple(
            read_question(_ordered(question), f"{where}.questions[{place}]")
            for place, question in enumerate(questions)
        ),
    )


def _ordered(value: Any) -> Any:
    """A question's members in the protocol's order, without a blank that is false."""
    if not isinstance(value, dict):
        return value
    order = {
        name: place for place, name in enumerate(("answers", "blank", "min", "max", "question"))
    }
    kept = {name: each for name, each in value.items() if (name, each) != ("blank", False)}
    return dict(sorted(kept.items(), key=lambda member: order.get(member[0], len(order))))
