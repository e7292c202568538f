"""命令行 `jiannuo-ballot`, and the same commands for `jiannuo ballot`.

Exit 0 = done, 1 = the thing checked is wrong, 2 = bad use or unreadable input, with one line. With ``--json`` standard
output holds exactly one JSON document. No database, no cache; the network only in `trustee join` and `trustee watch`.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from secret_ballot.cards_cli import add_cards
from secret_ballot.check_values import in_fours
from secret_ballot.findings import BallotError
from secret_ballot.receipt_cli import add_receipt
from secret_ballot.trustee_cli import add_trustee
from secret_ballot.v1.suites import BELENIOS_2048, NAMES, READ_ONLY, suite_of

if TYPE_CHECKING:
    from secret_ballot.verify import Report

INTERRUPTED = 130
COMMANDS = ("verify", "opened", "receipt", "simulate", "trustee", "cards")


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {' '.join(message.split())}\n")


def main(arguments: Sequence[str] | None = None, prog: str = "jiannuo-ballot") -> int:
    """Run one command; whatever goes wrong ends with one line, never a traceback."""
    parser = Parser(prog=prog, description="可验证的无记名投票 · verifiable secret ballots")
    add_commands(parser.add_subparsers(dest="command", required=True, metavar="COMMAND"))
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        text = _file_words(error)
    except BallotError as error:
        text = f"{error.where}: {error.text} [{error.code}]"
    print(f"{prog}: {' '.join(text.split())}", file=sys.stderr)
    return 2


def _file_words(error: OSError) -> str:
    """What is wrong with a file; the two that people meet are said in Chinese as well."""
    said = error.strerror or str(error)
    if isinstance(error, FileExistsError):
        said = "已有这个文件，没有改写 · exists already, left as it is"
    elif isinstance(error, FileNotFoundError):
        said = "没有这个文件 · no such file"
    return f"{error.filename}: {said}" if error.filename else said


def add_commands(commands: Any) -> None:
    """All commands, each with its function as ``run``."""
    _add_verify(commands)
    _add_opened(commands)
    add_receipt(commands)
    _add_simulate(commands)
    add_trustee(commands)
    add_cards(commands)


def _number(least: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not text.isascii() or not text.isdigit() or len(text) > 9 or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number from {least} on")
        return int(text)

    return parse


def _add_verify(commands: Any) -> None:
    parser = commands.add_parser("verify", help="验证一份投票档案 · verify an archive (.bel)")
    parser.add_argument("archive", type=Path, metavar="ARCHIVE.bel", help="投票档案 · the archive")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument(
        "--partial", action="store_true", help="judge a running election: no result yet"
    )
    parser.add_argument(
        "--since",
        type=Path,
        metavar="EARLIER.bel",
        help="an earlier copy that the archive must continue",
    )
    parser.add_argument("--workers", type=_number(1), help="processes (default: one a core)")
    parser.set_defaults(run=run_verify, needs_database=False)


def run_verify(options: argparse.Namespace) -> int:
    """Exit 0 where everything holds, else 1."""
    from secret_ballot.verify import verify

    report = verify(
        options.archive.read_bytes(),
        partial=options.partial,
        earlier=options.since.read_bytes() if options.since else None,
        workers=options.workers or cores(),
    )
    if options.json:
        _print_json(report.as_dict())
    else:
        print("\n".join(told(report)))
    return 0 if report.valid else 1


def told(report: Report) -> list[str]:
    """The report in words, Chinese and English."""
    if not report.valid:
        lines = ["不成立 · NOT VALID"]
        for reason in report.reasons:
            lines += [f"{reason.where}: {reason.text} [{reason.code}]", f"    {reason.text_en}"]
        return lines
    lines = [
        "成立：各项检查全部通过 · VALID: all checks passed",
        f"选举指纹 · election fingerprint: {in_fours(report.fingerprint or '')}",
        f"密码群 · group: {report.group}",
        f"凭证 · credentials: {report.voters}, 选票 · ballots: {report.ballots},"
        f" 计入 · counted: {report.counted}",
    ]
    if report.result is not None:
        lines.append(f"结果 · result: {json.dumps(report.result)}")
    return lines


def _add_opened(commands: Any) -> None:
    parser = commands.add_parser(
        "opened", help="核对打开的选票 · judge a ballot that a booth opened instead of casting it"
    )
    parser.add_argument("record", type=Path, metavar="RECORD.json", help="what the booth showed")
    parser.add_argument(
        "--archive",
        type=Path,
        required=True,
        metavar="UUID.bel",
        help="那次投票的档案 · of its election",
    )
    parser.add_argument("--digest", required=True, help="as noted before the ballot was opened")
    parser.set_defaults(run=run_opened, needs_database=False)


def run_opened(options: argparse.Namespace) -> int:
    """Says what the ballot holds; exit 1 where it is not what the booth showed."""
    from secret_ballot.v1.contents import read_contents
    from secret_ballot.v1.elections import read_election
    from secret_ballot.v1.opened import check_opened

    contents = read_contents(options.archive.read_bytes(), partial=True)
    election = read_election(contents.election)
    try:
        choices = check_opened(election, options.record.read_bytes(), options.digest)
    except BallotError as error:
        print(f"不成立 · NOT VALID\n{error.where}: {error.text} [{error.code}]")
        print(f"    {error.finding.text_en}")
        return 1
    print("成立：密文就是下面的选择 · VALID: this is what was encrypted")
    for question, chosen in zip(election.questions, choices, strict=True):
        names = ("（空白 · blank）", *question.answers) if question.blank else question.answers
        said = [name for name, bit in zip(names, chosen, strict=True) if bit]
        print(f"{question.question}: {'、'.join(said) or '（未选 · none）'}")
    return 0


def _add_simulate(commands: Any) -> None:
    parser = commands.add_parser(
        "simulate", help="模拟一次投票 · make an archive of invented votes"
    )
    parser.add_argument(
        "--voters", type=_number(1), required=True, help="票证张数 · how many cards"
    )
    parser.add_argument(
        "--ballots", type=_number(0), required=True, help="more than voters: re-votes"
    )
    parser.add_argument(
        "--questions",
        type=Path,
        required=True,
        metavar="TEMPLATE.json",
        help="表决事项 · what is voted on",
    )
    parser.add_argument("--trustees", type=_number(1), required=True, help="监票人数 · how many")
    parser.add_argument("--threshold", type=_number(1), help="Pedersen, so many of the trustees")
    groups = [name for name in NAMES if name not in READ_ONLY]
    parser.add_argument(
        "--group", choices=groups, default=BELENIOS_2048, help="密码群 · the group of the election"
    )
    parser.add_argument("--seed", type=_number(0), help="of the choices; of nothing else")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="写到哪个文件夹 · a new folder"
    )
    parser.add_argument("--workers", type=_number(1), help="processes (default: one a core)")
    parser.add_argument("--json", action="store_true", help="one JSON document (always)")
    parser.set_defaults(run=run_simulate, needs_database=False)


def run_simulate(options: argparse.Namespace) -> int:
    """Writes the archive and expected.json; prints the seconds of every phase."""
    from secret_ballot.simulate import Plan, simulate
    from secret_ballot.templates import read_template

    if options.threshold is not None and options.threshold > options.trustees:
        raise BallotError("threshold", "--threshold")
    plan = Plan(
        voters=options.voters,
        ballots=options.ballots,
        template=read_template(options.questions),
        suite=suite_of(options.group),
        trustees=options.trustees,
        threshold=options.threshold,
        seed=secrets.randbits(64) if options.seed is None else options.seed,
        workers=options.workers or cores(),
    )
    _print_json(simulate(plan, options.out))
    return 0


def cores() -> int:
    """How many processes may run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _print_json(document: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main())
