"""`jiannuo-ballot trustee join`, `watch`, `recover`: the same work as by files, guided, over the network.

Exit 0: done. 1: something that the server gave is wrong, or it refused. 2: bad use, unreadable input, no connection, the
time for waiting is over; the same command goes on. Where the folder is ready, nothing is asked, so scripts can run them.
"""

from __future__ import annotations

import argparse
import getpass
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secret_ballot.check_values import in_fours
from secret_ballot.findings import BallotError
from secret_ballot.private_files import read_line, read_values

if TYPE_CHECKING:  # what speaks TLS is loaded by the commands that need it
    from secret_ballot.hands import Hands
    from secret_ballot.remote import Remote

EVERY_SECONDS = 2.0
Step = Callable[[Any, str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add_network_steps(steps: Any, step: Step) -> None:
    """Behind the steps by files."""
    join = step(steps, "join", join_step, "按网络参加密钥仪式 · the whole ceremony, by network")
    watch = step(
        steps, "watch", watch_step, "按网络看守和开启 · verify while it runs, then decrypt"
    )
    for parser in (join, watch):
        parser.add_argument("--server", required=True, metavar="URL", help="https://…")
        parser.add_argument(
            "--code", required=True, help="仪式码，- 不显示地输入 · on your paper; - asks for it"
        )
        parser.add_argument("--ca", type=Path, metavar="FILE", help="whom to trust for TLS (PEM)")
        parser.add_argument(
            "--every", type=_seconds, default=EVERY_SECONDS, help="seconds between looks"
        )
        parser.add_argument("--wait", type=_seconds, help="most seconds to wait (default: no end)")
    watch.add_argument("--uuid", help="one box (default: all of the key set)")
    watch.add_argument("--ballots", type=int, help="as the wall says (default: asked)")
    watch.add_argument("--workers", type=int, help="processes (default: one a core)")
    recover = step(steps, "recover", recover_step, "断电后交恢复份额 · a share after a power cut")
    recover.add_argument("--sealed", type=Path, required=True, metavar="FILE", help="for you")
    recover.add_argument("--uuid", required=True, help="of the box")
    recover.add_argument(
        "--certificates", type=Path, help="one a line, where the ceremony was held by files"
    )
    recover.add_argument("--yes", action="store_true", help="已确认 · confirmed, do not ask")


def _seconds(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if not 0 <= found <= 10**6:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds")
    return found


def join_step(options: argparse.Namespace) -> int:
    """Exit 0 with the fingerprint to read aloud."""
    from secret_ballot.joining import join

    def run(remote: Remote) -> int:
        started = time.monotonic()
        fingerprint = join(remote, options.folder, _hands(options))
        seconds = time.monotonic() - started
        _say(
            f"仪式完成，从输入仪式码起用时 {seconds:.0f} 秒。请朗读指纹，各人须完全相同 · done, {seconds:.0f} s after the"
            " code was entered; read the fingerprint aloud, everybody's must be the same:\n\n"
            f"    {in_fours(fingerprint)}\n"
        )
        return 0

    return _judged(options, run)


def watch_step(options: argparse.Namespace) -> int:
    """Exit 0 where every box is over, each verified here."""
    from secret_ballot.cli import cores
    from secret_ballot.v1.elections import read_uuid
    from secret_ballot.watching import Wishes, watch

    if options.uuid is not None:
        read_uuid(options.uuid, "--uuid")
    workers = cores() if options.workers is None else options.workers
    if workers < 1 or (options.ballots is not None and options.ballots < 0):
        raise BallotError("number", "--workers, --ballots")
    if options.ballots is not None and options.uuid is None:
        raise BallotError("uuid", "--ballots needs --uuid")
    wishes = Wishes(options.uuid, options.ballots, workers, sys.stdin.isatty())

    def run(remote: Remote) -> int:
        watch(remote, options.folder, _hands(options), wishes)
        return 0

    return _judged(options, run)


def _judged(options: argparse.Namespace, run: Callable[[Remote], int]) -> int:
    """Exit 1 with what was wrong where the server lies or refuses."""
    from secret_ballot.remote import Refused, Remote, Wrong, over_https

    code = _code() if options.code == "-" else options.code
    try:
        return run(Remote(over_https(options.server, code, options.ca)))
    except (Wrong, Refused) as error:
        print(f"{error.where}: {error.text} [{error.code}]", file=sys.stderr)
        print(f"    {error.finding.text_en}", file=sys.stderr)
        return 1


def _hands(options: argparse.Namespace) -> Hands:
    """A terminal, or a script's pipes."""
    from secret_ballot.hands import Hands

    until = None if options.wait is None else time.monotonic() + options.wait

    def pause() -> None:
        if until is not None and time.monotonic() + options.every > until:
            raise BallotError("waited", "--wait")
        time.sleep(options.every)

    return Hands(_say, _ask, pause, _hide)


def _say(text: str) -> None:
    print(text, flush=True)


def _ask(question: str) -> str:
    print(question, end="", flush=True)
    return _line()


def _hide() -> None:
    """The seed does not stay on the screen to be copied from."""
    if sys.stdout.isatty():
        print("\033[2J\033[3J\033[H", end="", flush=True)


def _code() -> str:
    """The ceremony code: typed at a terminal, where it does not show, or a line of a script's pipe."""
    if not sys.stdin.isatty():
        return _line()
    try:
        return getpass.getpass("仪式码 · ceremony code: ").strip()
    except EOFError as error:
        raise BallotError("confirm", "standard input") from error


def _line() -> str:
    """A line of standard input; raises ``BallotError``: confirm at its end."""
    line = sys.stdin.readline()
    if not line:
        raise BallotError("confirm", "standard input")
    return line.strip()


def recover_step(options: argparse.Namespace) -> int:
    """Prints the share as one decimal number; exit 1 where what was sealed does not hold."""
    from secret_ballot.hands import YES
    from secret_ballot.recovering import open_recovery
    from secret_ballot.v1.elections import read_uuid

    read_uuid(options.uuid, "--uuid")
    sealed = read_line(options.sealed)
    certificates = read_values(options.certificates) if options.certificates else None
    if not options.yes:
        print(
            "服务器确实断过电，才可交出份额；输入“同意” · only if the server lost power: type yes: ",
            end="",
            file=sys.stderr,
            flush=True,
        )
        if _line().lower() not in YES:
            raise BallotError("confirm", options.uuid)
    try:
        share = open_recovery(options.folder, sealed, options.uuid, certificates)
    except BallotError as error:
        if error.code in ("backup", "group", "private_key"):
            raise
        print(f"{error.where}: {error.text} [{error.code}]", file=sys.stderr)
        return 1
    print(share)
    return 0
