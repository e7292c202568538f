"""What the protocol asks of a suite: a group of prime order, written multiplicatively, and a hash to scalars.

Elements are opaque; only their suite looks inside. ``read`` checks the form of a text, ``is_member`` that the
element lies in the group: whoever reads from outside needs both.
"""

from __future__ import annotations

import base64
import hashlib
import math
import re
import secrets
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, TypeAlias

Element: TypeAlias = Any
"""An element of a suite's group, of a type that the suite alone knows."""

_DECIMAL = re.compile(r"0|[1-9][0-9]*", re.ASCII)


class Table(ABC):
    """Powers of one element that is raised often: the generator, an election's key."""

    @abstractmethod
    def power(self, exponent: int) -> Element:
        """The element to this exponent, which may be any integer."""


class Suite(ABC):
    """密码套件 (suite): group and hash."""

    name: str
    order: int
    generator: Element
    identity: Element
    longest_text: int
    """Characters of the longest element as written."""
    hash_name = "sha256"

    @abstractmethod
    def read(self, text: str) -> Element:
        """The element that a text writes in its only form; raises ``ValueError``. Says nothing of membership."""

    @abstractmethod
    def write(self, element: Element) -> str:
        """The text of an element, as it is hashed and stored."""

    @abstractmethod
    def is_member(self, element: Element) -> bool:
        """Whether it lies in the group of prime order."""

    @abstractmethod
    def multiply(self, one: Element, other: Element) -> Element:
        """The product of two members."""

    @abstractmethod
    def divide(self, one: Element, other: Element) -> Element:
        """The quotient of two members."""

    @abstractmethod
    def power(self, base: Element, exponent: int) -> Element:
        """A member to an exponent that is no secret."""

    @abstractmethod
    def secret_power(self, base: Element, exponent: int) -> Element:
        """A member to a secret exponent, in a time that does not tell it as far as the library can."""

    @abstractmethod
    def table(self, base: Element) -> Table:
        """A table of a member's powers."""

    @property
    @abstractmethod
    def generator_table(self) -> Table:
        """The table of the generator, made once."""

    @abstractmethod
    def hashed_element(self, text: str) -> Element:
        """A member, not the identity, that follows from a text: nobody knows its logarithm."""

    @cached_property
    def second_table(self) -> Table:
        """The table of a second generator, for commitments that hide (``commitments``)."""
        return self.table(self.hashed_element(f"jiannuo-second-generator|{self.name}"))

    def powers(self, base: Element, exponents: Sequence[int]) -> list[Element]:
        """A member to several exponents that are no secrets."""
        return [self.power(base, exponent) for exponent in exponents]

    def checked_powers(self, base: Element, exponents: Sequence[int]) -> list[Element] | None:
        """The same of an element that may be no member; None where it is none."""
        return self.powers(base, exponents) if self.is_member(base) else None

    def shifted_powers(
        self, base: Element, messages: Sequence[int], exponents: Sequence[int], *, checked: bool
    ) -> list[Element] | None:
        """(base / g^message)^exponent of every pair; if to be checked, None where the base is no member."""
        found = self.checked_powers(base, exponents) if checked else self.powers(base, exponents)
        if found is None:
            return None
        return [
            self.multiply(power, self.generator_table.power(-message * exponent))
            if message
            else power
            for power, message, exponent in zip(found, messages, exponents, strict=True)
        ]

    def product(self, elements: Iterable[Element]) -> Element:
        """The product of members."""
        found = self.identity
        for element in elements:
            found = self.multiply(found, element)
        return found

    def scalar_of(self, text: str) -> int:
        """Hash to a scalar: that of the UTF-8 text, read as a big-endian number, modulo the order."""
        return self.whole_hash(text) % self.order

    def whole_hash(self, text: str) -> int:
        """The hash as a number, not reduced."""
        return int.from_bytes(self.digest(text.encode()), "big")

    def digest(self, data: bytes) -> bytes:
        """The suite's hash."""
        return hashlib.new(self.hash_name, data).digest()

    def fingerprint(self, data: bytes) -> str:
        """The hash in base 64 without padding: what people compare."""
        return base64.b64encode(self.digest(data)).decode().rstrip("=")

    def read_scalar(self, text: object) -> int:
        """A scalar in its only form: decimal, no leading zero, below the order; raises ``ValueError``."""
        if not isinstance(text, str) or len(text) > self._scalar_digits:
            raise ValueError("no scalar")
        if not _DECIMAL.fullmatch(text) or (found := int(text)) >= self.order:
            raise ValueError("no scalar")
        return found

    @cached_property
    def _scalar_digits(self) -> int:
        return len(str(self.order))

    def random_scalar(self) -> int:
        """A scalar from the system's randomness, every one as likely."""
        return secrets.randbelow(self.order)

    def logarithm(self, element: Element, most: int) -> int | None:
        """The n from 0 to ``most`` with generator^n = element; None where there is none (baby steps, giant steps)."""
        stride = math.isqrt(most) + 1
        small: dict[Element, int] = {}
        step = self.identity
        for n in range(stride):
            small.setdefault(step, n)
            step = self.multiply(step, self.generator)
        for giant in range(most // stride + 1):
            low = small.get(element)
            if low is not None and giant * stride + low <= most:
                return giant * stride + low
            element = self.divide(element, step)
        return None
