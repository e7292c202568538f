"""选举 (elections): what is asked, in which suite, under which key. Its bytes are kept; their hash is the fingerprint."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from secret_ballot.findings import BallotError
from secret_ballot.v1.canonical import array, decode, encode, members, string
from secret_ballot.v1.questions import Question, read_question
from secret_ballot.v1.suites import READ_ONLY, Element, Suite, Table, suite_of

VERSION = 1
ORDER = (
    "version description name group public_key questions uuid administrator? credential_authority?"
)
BASE_58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
UUID_LENGTH = 14


@dataclass(frozen=True)
class Election:
    """An election (选举) as its bytes say."""

    raw: bytes = field(repr=False)
    suite: Suite = field(repr=False)
    public_key: Element = field(repr=False)
    uuid: str
    name: str
    questions: tuple[Question, ...]

    @cached_property
    def fingerprint(self) -> str:
        """Base 64 of the hash of the bytes: in every ballot, in every proof."""
        return self.suite.fingerprint(self.raw)

    @cached_property
    def key_table(self) -> Table:
        """Powers of the election's key."""
        return self.suite.table(self.public_key)


def random_word(length: int, characters: str = BASE_58) -> str:
    """Random characters, base 58 if none are named."""
    return "".join(secrets.choice(characters) for _ in range(length))


def new_uuid() -> str:
    """The id of a new election."""
    return random_word(UUID_LENGTH)


def read_uuid(value: Any, where: str) -> str:
    """An election's id; raises ``BallotError``: uuid."""
    uuid = string(value, where)
    if len(uuid) < UUID_LENGTH or set(uuid) - set(BASE_58):
        raise BallotError("uuid", where)
    return uuid


def read_element(suite: Suite, text: Any, where: str) -> Element:
    """A member of the group; raises ``BallotError``: shape, element, not_member."""
    try:
        element = suite.read(string(text, where))
    except ValueError as error:
        if isinstance(error, BallotError):
            raise
        raise BallotError("element", where) from error
    if not suite.is_member(element):
        raise BallotError("not_member", where)
    return element


def read_key(suite: Suite, text: Any, where: str) -> Element:
    """A member that can be a key: not the identity, whose secret everybody knows; raises ``BallotError``."""
    element = read_element(suite, text, where)
    if element == suite.identity:
        raise BallotError("identity", where)
    return element


def read_election(raw: bytes, where: str = "election") -> Election:
    """The election of canonical bytes, its key a member of the group; raises ``BallotError``."""
    found = members(decode(raw, where), ORDER, where)
    if found["version"] != VERSION or type(found["version"]) is not int:
        raise BallotError("version", where)
    for name in ("description", "administrator", "credential_authority"):
        string(found.get(name, ""), f"{where}.{name}")
    try:
        suite = suite_of(string(found["group"], f"{where}.group"))
    except KeyError:
        raise BallotError("group", f"{where}.group") from None
    questions = array(found["questions"], f"{where}.questions")
    if not questions:
        raise BallotError("question", f"{where}.questions")
    return Election(
        raw=raw,
        suite=suite,
        public_key=read_key(suite, found["public_key"], f"{where}.public_key"),
        uuid=read_uuid(found["uuid"], f"{where}.uuid"),
        name=string(found["name"], f"{where}.name"),
        questions=tuple(
            read_question(question, f"{where}.questions[{place}]")
            for place, question in enumerate(questions)
        ),
    )


def make_election(
    suite: Suite,
    public_key: Element,
    *,
    uuid: str,
    name: str,
    description: str,
    questions: Sequence[Question],
    administrator: str | None = None,
    credential_authority: str | None = None,
) -> Election:
    """A new election in its canonical bytes; raises ``BallotError``."""
    if suite.name in READ_ONLY:
        raise BallotError("read_only", "election.group")
    value: dict[str, Any] = {
        "version": VERSION,
        "description": description,
        "name": name,
        "group": suite.name,
        "public_key": suite.write(public_key),
        "questions": [question.as_json() for question in questions],
        "uuid": uuid,
    }
    if administrator is not None:
        value["administrator"] = administrator
    if credential_authority is not None:
        value["credential_authority"] = credential_authority
    return read_election(encode(value))
