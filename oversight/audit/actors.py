"""行为人 (Actor): who acts, in which role, for which jurisdiction.

A role is held for one place at a time; staff of two levels switch (design §3). The actor is what
permissions judge and what the audit entry keeps. It is a value, so packages and tests can make one.
"""

from __future__ import annotations

from dataclasses import dataclass

ANYONE = "anyone"
SYSTEM = "system"
OPERATOR = "operator"


@dataclass(frozen=True)
class Actor:
    """One acting role.

    account_id  key of the account, None for the system itself and the command line
    label       the name as it will stand in the record
    role        role code, e.g. ``clerk``; ``anyone`` without a role
    place       code of the jurisdiction in which the role is held, "" for the whole installation
    unit_id     the supervised unit that a liaison officer or its head speaks for
    body_id     the committee office for which its staff acts
    scopes      what an API token may do; None means no token, hence no narrowing
    """

    account_id: int | None
    label: str
    role: str
    place: str = ""
    unit_id: int | None = None
    scopes: frozenset[str] | None = None
    body_id: int | None = None

    @property
    def is_signed_in(self) -> bool:
        return self.account_id is not None or self.role in {SYSTEM, OPERATOR}

    def may_use(self, scope: str) -> bool:
        """Whether the token in use, if any, covers ``scope``."""
        return self.scopes is None or scope in self.scopes


def anyone() -> Actor:
    """A reader without an account (公众)."""
    return Actor(None, "公众", ANYONE)


def system(label: str = "系统") -> Actor:
    """The worker carrying out what a recorded act began."""
    return Actor(None, label, SYSTEM)


def operator() -> Actor:
    """Whoever runs the command line on the server: has the data directory, hence every right in it."""
    return Actor(None, "命令行", OPERATOR)
