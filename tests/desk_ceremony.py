"""仪式的样例: a ceremony's server and boxes in memory, a desk in a process of its own, two tools, a vote under their keys."""

from __future__ import annotations

import importlib
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from secret_ballot.hands import Hands
from secret_ballot.joining import join
from secret_ballot.opening import add_result, add_tally
from secret_ballot.remote import Remote
from secret_ballot.trustee_folder import grouped, is_backup, make_seed
from secret_ballot.v1.ballots import make_ballot
from secret_ballot.v1.credentials import derive, make_credentials, new_private_credential, public_of
from secret_ballot.v1.elections import make_election, new_uuid
from secret_ballot.v1.questions import Question
from secret_ballot.v1.trustees import read_trustees
from secret_ballot.watching import Wishes, watch

ROOT = Path(__file__).parents[1]
FRONTEND = ROOT / "frontend"
STAMP = 1795305000


def fake_server() -> Any:
    """The module of the package's own tests."""
    package = ModuleType("secret_ballot_fakes")
    package.__path__ = [str(ROOT / "packages/secret_ballot/tests")]
    sys.modules.setdefault(package.__name__, package)
    return importlib.import_module("secret_ballot_fakes.fake_server")


class Desk:
    """A desk in a process of its own, that answers a line for a line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def ask(self, do: str, **more: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": do, **more}) + "\n")
        self.process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        found: dict[str, Any] = json.loads(self.process.stdout.readline())
        return found

    def does(self, do: str, **more: Any) -> dict[str, Any]:
        self.ask(do, **more)
        return self.answer()


@contextmanager
def desk_of(node: str, server: str, code: str) -> Iterator[Desk]:
    with subprocess.Popen(
        [node, "--no-warnings", "desks/tests/member.ts", server, code],
        cwd=FRONTEND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    ) as process:  # fmt: skip
        try:
            yield Desk(process)
        finally:
            process.kill()


class Stopped(Exception):
    """A tool is stopped where it would wait."""


def stop() -> None:
    raise Stopped


def tools_join(fake: Any, folder: Path) -> list[str]:
    """Members 1 and 2 with the tool, each going on where it was stopped."""
    done: dict[int, str] = {}
    hands = Hands(lambda _text: None, lambda _question: pytest.fail("asked"), stop)
    while len(done) < 2:
        for place in (1, 2):
            path = folder / f"m{place}"
            if not path.exists():
                path.mkdir()
                seed, _fingerprint = make_seed(path, fake.suite)
                assert is_backup(path, grouped(seed))
            try:
                done[place] = join(Remote(fake.send(f"c{place}")), path, hands)
            except Stopped:
                continue
    return list(done.values())


class Vote:
    """An open box of three cards under the keys of a ceremony."""

    def __init__(self, fake: Any, folder: Path) -> None:
        self.fake, suite, self.uuid = fake, fake.suite, new_uuid()
        trustees = read_trustees(suite, (folder / "m1" / "trustees.json").read_bytes())
        secrets = [derive(suite, self.uuid, new_private_credential()) for _ in range(3)]
        self.election = make_election(
            suite, trustees.election_key(suite), uuid=self.uuid, name="议案", description="",
            questions=[Question("议案", ("赞成", "反对", "弃权"), 1, 1)],
        )  # fmt: skip
        listed = [(public_of(suite, secret), None) for secret in secrets]
        self.listed = make_credentials(suite, listed)
        self.ballots = [make_ballot(self.election, secret, [[0, 1, 0]]) for secret in secrets]
        self.begin()

    def begin(self) -> None:
        self.fake.add_box(self.election, self.listed, STAMP)

    def cast(self, *voters: int) -> None:
        for voter in voters:
            self.fake.boxes[self.uuid]["writer"].ballot(self.ballots[voter])

    @property
    def archive(self) -> bytes:
        found: bytes = self.fake.archive(self.uuid)
        return found

    def close(self) -> None:
        out = io.BytesIO(add_tally(self.archive))
        out.seek(0, io.SEEK_END)
        self.fake.boxes[self.uuid] = {"state": "tallied", "out": out}

    def open_with_a_tool(self, folder: Path) -> list[list[int]]:
        hands = Hands(lambda _text: None, lambda _question: pytest.fail("asked"), stop)
        remote = Remote(self.fake.send("c1"))
        watch(remote, folder / "m1", hands, Wishes(uuid=self.uuid, ballots=3))
        return add_result(self.archive)[1]
