"""规范形式 (canonical form): JSON as the reference tool writes it, names of records.

Compact, UTF-8 unescaped, members in the order of the specification, absent rather than null. What was stored is
never written anew: its bytes are hashed as they are, and reading fails where writing would give other bytes.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, NoReturn

from secret_ballot.findings import BallotError

LARGEST_NUMBER = 2**30 - 1
"""Counts above are written as strings: the tool's integers had 31 bits in the browser."""


def dumps(value: Any) -> str:
    """The only text of a value; members stay in their order."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("\x7f", "\\u007f")


def encode(value: Any) -> bytes:
    """The only bytes of a value."""
    return dumps(value).encode()


def decode(raw: bytes, where: str) -> Any:
    """The value of canonical bytes; raises ``BallotError``: malformed, not_canonical."""
    try:
        value = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_members,
            parse_float=_refuse,
            parse_constant=_refuse,
        )
    except (ValueError, RecursionError) as error:
        raise BallotError("malformed", where) from error
    try:
        same = encode(value) == raw
    except UnicodeEncodeError:
        same = False
    if not same:
        raise BallotError("not_canonical", where)
    return value


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a member twice")
    return found


def _refuse(text: str) -> NoReturn:
    raise ValueError(f"no whole number: {text[:20]}")


def members(value: Any, order: str, where: str) -> dict[str, Any]:
    """An object with these members in this order, those with ``?`` optional; raises ``BallotError``: shape."""
    if not isinstance(value, dict):
        raise BallotError("shape", where)
    expected = []
    for name in order.split():
        if not name.endswith("?") or name[:-1] in value:
            expected.append(name.removesuffix("?"))
    if list(value) != expected:
        raise BallotError("shape", where)
    return value


def array(value: Any, where: str, length: int | None = None) -> list[Any]:
    """An array, of this length where one is given; raises ``BallotError``: shape."""
    if not isinstance(value, list) or (length is not None and len(value) != length):
        raise BallotError("shape", where)
    return value


def string(value: Any, where: str) -> str:
    """A string; raises ``BallotError``: shape."""
    if not isinstance(value, str):
        raise BallotError("shape", where)
    return value


def small(value: Any, where: str) -> int:
    """A small number, not negative; raises ``BallotError``: shape."""
    if type(value) is not int or not 0 <= value <= LARGEST_NUMBER:
        raise BallotError("shape", where)
    return value


def count(value: Any, where: str) -> int:
    """A count or weight, a number or, if large, a string; raises ``BallotError``: shape."""
    if isinstance(value, str):
        if value.isascii() and value.isdigit() and value[0] != "0" and len(value) <= 100:
            found = int(value)
            if found > LARGEST_NUMBER:
                return found
        raise BallotError("shape", where)
    return small(value, where)


def written_count(number: int) -> int | str:
    """A count as it stands in JSON."""
    return number if number <= LARGEST_NUMBER else str(number)


def hex_hash(raw: bytes) -> str:
    """SHA-256 in lowercase hexadecimal: names of records, hashes in events, whatever the suite."""
    return hashlib.sha256(raw).hexdigest()


def is_hex_hash(value: object) -> bool:
    """Whether it has the form of a hash in an event."""
    return isinstance(value, str) and len(value) == 64 and not set(value) - set("0123456789abcdef")
