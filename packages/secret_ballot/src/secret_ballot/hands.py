"""人机之间 (hands): how a guided command speaks, asks and waits; tests and scripts put something else in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from secret_ballot.findings import BallotError
from secret_ballot.remote import Refused, Unreachable, Wrong

Found = TypeVar("Found")
FEW = 5
"""Fewer ballots are opened only once the scrutineer has confirmed that no more have voted."""
TRIES = 3
"""A number of ballots that differs from the archive's may be typed so often."""
YES = ("同意", "yes")


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


def ballots_on_the_wall(hands: Hands, title: str, counted: int) -> int:
    """As many ballots as the hall has counted, typed; of a few, whose total nearly tells each one, only once confirmed.

    A number that is not the verified archive's, which is never shown here, may be a slip: it is asked for again, and
    the last of the tries is given back as typed, to be refused.
    """
    tries = 0
    while True:
        text = hands.ask(
            f"{title}：请看会场大屏，输入选票张数 · the number of ballots on the wall: "
        ).strip()
        if not (text.isascii() and text.isdigit() and len(text) < 7):
            continue
        if int(text) != counted:
            tries += 1
            if tries == TRIES:
                return int(text)
            hands.say(
                "与档案不符，请再看大屏 · not the number of the archive: look at the wall again"
            )
            continue
        if counted >= FEW:
            return counted
        answer = hands.ask(
            f"只有 {counted} 张，开启就能看出各人怎样投。会场里确实只有这几个人投了票，或者只是试投，才输入“同意” ·"
            " so few nearly tell who chose what; type yes only if no more have voted, or it is a trial: "
        )
        if answer.strip().lower() in YES:
            return counted
