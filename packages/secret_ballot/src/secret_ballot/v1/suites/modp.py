"""Subgroups of prime order modulo a prime: BELENIOS-2048 and RFC-3526-2048, with GMP's integers.

BELENIOS-2048 was made after FIPS 186-4; its cofactor has small factors, so membership is the power by q.
RFC-3526-2048 has p = 2q + 1, so membership is the Jacobi symbol. Elements are written in base 10.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from itertools import count
from typing import Any

import gmpy2

from secret_ballot.v1.suites.base import Suite, Table

WINDOW_BITS = 8
SHARED_FROM = 4
"""From so many exponents of one base on, their squarings are shared."""
ROWS = 8
"""Rows of the comb that shares them."""


class WindowTable(Table):
    """base^(d·256^i) for every byte d at every place i: a power is one product a byte."""

    def __init__(self, suite: ModP, base: Any) -> None:
        self._suite, self._base = suite, base

    @cached_property
    def _rows(self) -> list[list[Any]]:
        p, first, rows = self._suite.p, self._base, []
        for _place in range(self._suite.scalar_bytes):
            row = [gmpy2.mpz(1)]
            for _digit in range((1 << WINDOW_BITS) - 1):
                row.append(row[-1] * first % p)
            rows.append(row)
            first = row[-1] * first % p
        return rows

    def power(self, exponent: int) -> Any:
        p, found = self._suite.p, gmpy2.mpz(1)
        digits = int(exponent % self._suite.order).to_bytes(self._suite.scalar_bytes, "little")
        for row, digit in zip(self._rows, digits, strict=True):
            if digit:
                found = found * row[digit] % p
        return found


class ModP(Suite):
    """The subgroup of order q modulo p."""

    def __init__(self, name: str, p: int, q: int, g: int) -> None:
        self.name, self.order = name, q
        self.p, self._q = gmpy2.mpz(p), gmpy2.mpz(q)
        self.generator, self.identity = gmpy2.mpz(g), gmpy2.mpz(1)
        self.scalar_bytes = (q.bit_length() + 7) // 8
        self.longest_text = len(str(p))
        self._is_safe_prime = p == 2 * q + 1

    def read(self, text: str) -> Any:
        plain = text.isascii() and text.isdigit() and len(text) <= self.longest_text
        if not plain or (text[0] == "0" and text != "0"):
            raise ValueError("no number in base 10")
        found = gmpy2.mpz(text)
        if not 0 < found < self.p:
            raise ValueError("out of range")
        return found

    def write(self, element: Any) -> str:
        return str(element.digits(10))

    def is_member(self, element: Any) -> bool:
        if not 0 < element < self.p:
            return False
        if self._is_safe_prime:
            return bool(gmpy2.jacobi(element, self.p) == 1)
        return bool(gmpy2.powmod(element, self._q, self.p) == 1)

    def multiply(self, one: Any, other: Any) -> Any:
        return one * other % self.p

    def divide(self, one: Any, other: Any) -> Any:
        return one * gmpy2.invert(other, self.p) % self.p

    def power(self, base: Any, exponent: int) -> Any:
        return gmpy2.powmod(base, exponent % self.order, self.p)

    def secret_power(self, base: Any, exponent: int) -> Any:
        exponent %= self.order
        return gmpy2.powmod_sec(base, exponent, self.p) if exponent else self.identity

    def powers(self, base: Any, exponents: Sequence[int]) -> list[Any]:
        if len(exponents) < SHARED_FROM:
            return [gmpy2.powmod(base, exponent, self.p) for exponent in exponents]
        return self._by_comb(base, exponents)

    def _by_comb(self, base: Any, exponents: Sequence[int]) -> list[Any]:
        """Lim and Lee: the exponents cut into eight rows, one table of the rows' products for all."""
        p = self.p
        columns = -(-self._q.bit_length() // ROWS)
        table = [gmpy2.mpz(1)]
        rung = base
        for row in range(ROWS):
            if row:
                rung = gmpy2.powmod(rung, 1 << columns, p)
            table += [entry * rung % p for entry in table]
        return [self._along(table, exponent, columns) for exponent in exponents]

    def _along(self, table: list[Any], exponent: int, columns: int) -> Any:
        bits = f"{exponent:0{columns * ROWS}b}"
        found = gmpy2.mpz(1)
        for column in range(columns):
            found = found * found % self.p
            if index := int(bits[column::columns], 2):
                found = found * table[index] % self.p
        return found

    def hashed_element(self, text: str) -> Any:
        """A hash as long as p and more, to the power of the cofactor (FIPS 186-4, A.2.3)."""
        cofactor, long = (self.p - 1) // self._q, (self.p.bit_length() + 7) // 8 + 16
        for counter in count():
            digest = hashlib.shake_256(f"{text}|{counter}".encode()).digest(long)
            found = gmpy2.powmod(gmpy2.mpz(int.from_bytes(digest, "big")), cofactor, self.p)
            if found > 1:
                return found
        raise AssertionError  # counting does not end

    def table(self, base: Any) -> WindowTable:
        return WindowTable(self, base)

    @cached_property
    def generator_table(self) -> WindowTable:
        return WindowTable(self, self.generator)


# The specification of Belenios 2.0, section 5.1.
_BELENIOS_P = int(
    "A3EF2D011FEFB1B6E39E568FCCDFFB0FB7DC7EF3A791B6862791811D21FC35F21E6D36856B428030"
    "421F514ED40BFD4C06E092A495AF8D79A2F85E0FB11C0EDE07DD973F9C53E50930C6E82AC36DE1AE"
    "3FB8C3AABFFF12CE27A5022DDD8912D107435012768A2CDD0A4091D8FA447F6C7EBC15A349FA318A"
    "6B4FE17D8D47E843A3E14DFA9B2162F4D7229ABE93A188B46B006517D6F6747EBBB29C9EC3099B60"
    "7F18FB1A8BC858279AA8599411D998D3E3FADA9E010840D082D8C31911ACDD4A0E7992D0F18CC759"
    "CB5DE0ACF66A3882555BC810941E021B6A4CCFA04EE4008F878AFFA2375E2999B44F6CEF17D70730"
    "1E59E0E6351E051ED9CEC4157646E64F",
    16,
)
_BELENIOS_Q = 78571733251071885079927659812671450121821421258408794611510081919805623223441
_BELENIOS_G = int(
    "1307C1AB5F295885D7CAA3A78A42415E31FD1C5807B61FB1E781878A52230A51988B98C259597F9C"
    "5A9DFD001D26BA31D9D8976F01D95A1C8262EE68A0E92CEA541E5219E0D0D094301B894236823FE1"
    "D4BC04E29F3748AEFD4F10D5B1A356A8643E673FD9D215FC8FE5FB9CF9FDB8EA88FDB1A3381A697F"
    "DF9C2458570B06D26AEF1BE365FDD90165F397C6B870DF8C1B9E519EDCEE8BB0F74B7A1615A274BA"
    "60A7EA574A61F552D2DDE0CE514E0927C4FF49B1964C4A913731AE4268D60D7F22127B6CBBA44D45"
    "3AC8B72FD04E0991B7AEFF04867D8724AC638F5F34100D2D47AA680D43771902743D663F42D853C0"
    "41E1C91FE3823F4BCF284308F1D7E653",
    16,
)
# RFC 3526, group 14: the prime is 2^2048 - 2^1984 - 1 + 2^64 * ([2^1918 * pi] + 124476).
_RFC_3526_P = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22"
    "514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6"
    "F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3D"
    "C2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB"
    "9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E8603"
    "9B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510"
    "15728E5A8AACAA68FFFFFFFFFFFFFFFF",
    16,
)


def belenios_2048() -> ModP:
    """BELENIOS-2048: 2048-bit p, 256-bit q."""
    return ModP("BELENIOS-2048", _BELENIOS_P, _BELENIOS_Q, _BELENIOS_G)


def rfc_3526_2048() -> ModP:
    """RFC-3526-2048: p = 2q + 1, g = 2."""
    return ModP("RFC-3526-2048", _RFC_3526_P, (_RFC_3526_P - 1) // 2, 2)
