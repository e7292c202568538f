"""密码套件 (suites): a group and a hash under one name, as the election states it."""

from __future__ import annotations

from functools import cache

from secret_ballot.v1.suites.base import Element, Suite, Table

BELENIOS_2048 = "BELENIOS-2048"
ED25519 = "Ed25519"
RFC_3526_2048 = "RFC-3526-2048"
NAMES = (BELENIOS_2048, ED25519, RFC_3526_2048)
READ_ONLY = frozenset({RFC_3526_2048})
"""Suites that are read and verified, in which no new election is set up."""

__all__ = [
    "BELENIOS_2048",
    "ED25519",
    "NAMES",
    "READ_ONLY",
    "RFC_3526_2048",
    "Element",
    "Suite",
    "Table",
    "suite_of",
]


@cache
def suite_of(name: str) -> Suite:
    """The suite of this name; raises ``KeyError``."""
    if name == BELENIOS_2048:
        from secret_ballot.v1.suites.modp import belenios_2048

        return belenios_2048()
    if name == RFC_3526_2048:
        from secret_ballot.v1.suites.modp import rfc_3526_2048

        return rfc_3526_2048()
    if name == ED25519:
        from secret_ballot.v1.suites.ed25519 import Ed25519

        return Ed25519()
    raise KeyError(name)
