"""Ed25519: the prime-order subgroup of the curve of RFC 8032, with libsodium.

An element is the 32 bytes of RFC 8032; its text is those bytes in reverse order, in hexadecimal. libsodium takes
the identity for a point of small order and will not multiply by zero or to the identity: both are treated apart.
PyNaCl before 1.6.2 brought a libsodium that let points outside the subgroup pass (CVE-2025-69277).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property
from itertools import count

from nacl import bindings
from nacl.exceptions import CryptoError

from secret_ballot.v1.suites.base import Suite, Table

_TEXT = re.compile(r"[0-9a-f]{64}", re.ASCII)
_IDENTITY = b"\x01" + bytes(31)
_GENERATOR = b"\x58" + b"\x66" * 31
_ORDER = 2**252 + 27742317777372353535851937790883648493


class GeneratorTable(Table):
    """libsodium has the generator's multiples built in."""

    def power(self, exponent: int) -> bytes:
        exponent %= _ORDER
        if not exponent:
            return _IDENTITY
        return bindings.crypto_scalarmult_ed25519_base_noclamp(exponent.to_bytes(32, "little"))


@cache
def _generator_power(message: int) -> bytes:
    return GeneratorTable().power(message)


class PointTable(Table):
    """No table: a multiplication each."""

    def __init__(self, suite: Ed25519, base: bytes) -> None:
        self._suite, self._base = suite, base

    def power(self, exponent: int) -> bytes:
        return self._suite.power(self._base, exponent)


class Ed25519(Suite):
    """The curve in multiplicative notation: a product is a sum of points."""

    name = "Ed25519"
    order = _ORDER
    generator = _GENERATOR
    identity = _IDENTITY
    longest_text = 64

    def read(self, text: str) -> bytes:
        if not _TEXT.fullmatch(text):
            raise ValueError("not 64 lowercase hexadecimal digits")
        return bytes.fromhex(text)[::-1]

    def write(self, element: bytes) -> str:
        return element[::-1].hex()

    def is_member(self, element: bytes) -> bool:
        return element == _IDENTITY or bindings.crypto_core_ed25519_is_valid_point(element)

    def multiply(self, one: bytes, other: bytes) -> bytes:
        return bindings.crypto_core_ed25519_add(one, other)

    def divide(self, one: bytes, other: bytes) -> bytes:
        return bindings.crypto_core_ed25519_sub(one, other)

    def power(self, base: bytes, exponent: int) -> bytes:
        exponent %= _ORDER
        if not exponent or base == _IDENTITY:
            return _IDENTITY
        return bindings.crypto_scalarmult_ed25519_noclamp(exponent.to_bytes(32, "little"), base)

    secret_power = power

    def checked_powers(self, base: bytes, exponents: Sequence[int]) -> list[bytes] | None:
        """libsodium's multiplication refuses what is no member, so a single non-zero exponent has checked it."""
        if base == _IDENTITY or not any(exponents):
            return super().checked_powers(base, exponents)
        try:
            return self.powers(base, exponents)
        except (CryptoError, RuntimeError):
            return None

    def shifted_powers(
        self, base: bytes, messages: Sequence[int], exponents: Sequence[int], *, checked: bool
    ) -> list[bytes] | None:
        """Shifting the base is cheaper than shifting its power, and keeps it a member or none."""
        if not any(exponents) or base == _IDENTITY:
            return super().shifted_powers(base, messages, exponents, checked=checked)
        try:
            return [
                self.power(self.divide(base, _generator_power(m)) if m else base, exponent)
                for m, exponent in zip(messages, exponents, strict=True)
            ]
        except (CryptoError, RuntimeError):
            return None

    def hashed_element(self, text: str) -> bytes:
        """Elligator 2 of the hash, times the cofactor."""
        for counter in count():
            found = bindings.crypto_core_ed25519_from_uniform(
                self.digest(f"{text}|{counter}".encode())
            )
            if found != _IDENTITY:
                return found
        raise AssertionError  # counting does not end

    def table(self, base: bytes) -> PointTable:
        return PointTable(self, base)

    @cached_property
    def generator_table(self) -> GeneratorTable:
        return GeneratorTable()
