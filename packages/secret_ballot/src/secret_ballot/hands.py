"""人机之间 (hands): how a guided command speaks, asks and waits; tests and scripts put something else in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from secret_ballot.findings import BallotError
from secret_ballot.remote import Refused, Unreachable, Wrong

Found = TypeVar("Found")


@dataclass
class Hands:
    """How the tool speaks to its user; ``pause`` waits and may raise to end, ``hide`` clears what was shown."""

    say: Callable[[str], None]
    ask: Callable[[str], str]
    pause: Callable[[], None]
    hide: Callable[[], None] = lambda: None

    def until(self, asked: Callable[[], Found]) -> Found:
        """The answer, asked again while the server cannot be reached; told once."""
        told = False
        while True:
            try:
                return asked()
            except Unreachable:
                if not told:
                    self.say("连不上服务器，正在重试 · the server cannot be reached, trying again")
                told = True
                self.pause()


@contextmanager
def judging() -> Iterator[None]:
    """What fails here is the server's fault, not the user's."""
    try:
        yield
    except (Wrong, Refused):
        raise
    except BallotError as error:
        raise Wrong(error.code, error.where) from error
