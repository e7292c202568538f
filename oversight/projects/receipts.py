"""回执码: what the proposer holds to look up, add to and delete a proposal. The database keeps its keyed digest.

Twelve characters like a login code, forgiving when typed. The code of a form follows from the form's own key, so
that the same form sent twice gives one proposal and one code; that of a record entered by the office follows from
the record, so that its receipt can be printed again. Neither follows from anything in the database alone.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass

from django.core import signing
from django.utils.crypto import salted_hmac

from oversight.accounts.codes import ALPHABET, LENGTH, grouped, tidy

__all__ = ["Stamp", "code_of", "digest", "grouped", "new_stamp", "read_stamp", "tidy"]

SALT = "oversight.projects.receipt"
MOST_SECONDS = 2 * 24 * 3600


def digest(code: str) -> str:
    """The keyed hash under which a code is kept."""
    return salted_hmac(SALT, code, algorithm="sha256").hexdigest()


def code_of(what: str) -> str:
    """The code that belongs to a form's key or to a record, known only with the installation's key."""
    number = int.from_bytes(salted_hmac(f"{SALT}.code", what, algorithm="sha256").digest()[:16])
    signs = []
    for _place in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[rest])
    return "".join(signs)


@dataclass(frozen=True)
class Stamp:
    """表单的时间标记: the key of one rendering of the form, and how many seconds ago it was."""

    key: str
    seconds: int


def new_stamp() -> str:
    """A signed mark of this moment for one rendering of the form."""
    return signing.dumps({"k": secrets.token_urlsafe(16), "t": int(time.time())}, salt=SALT)


def read_stamp(text: str) -> Stamp | None:
    """The mark, where it is ours and not older than two days."""
    try:
        found = signing.loads(text, salt=SALT)
        seconds = int(time.time()) - int(found["t"])
        key = str(found["k"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None
    return Stamp(key, seconds) if 0 <= seconds <= MOST_SECONDS else None
