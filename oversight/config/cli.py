"""命令行 `jiannuo`: one entry; each app brings its own commands.

Exit 0 = done, 1 = the thing checked is wrong, 2 = bad use or unreadable input, with one line that says
what and where. With ``--json`` standard output holds exactly one JSON document.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from secret_ballot import cli as secret_ballot

COMMANDS = (
    "oversight.config.commands.serve",
    "oversight.config.commands.worker",
    "oversight.config.commands.init",
    "oversight.config.commands.demo",
    "oversight.config.commands.audit",
    "oversight.config.commands.hall",
    "oversight.hotline.commands",
    "oversight.search.commands",
    "oversight.voting.commands",
    "oversight.projects.commands",
)
INTERRUPTED = 130  # 128 and the signal, as shells have it

log = logging.getLogger("oversight.config")


class UsageError(Exception):
    """Bad use or unreadable input; ends with exit code 2 and this one line."""


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line; `-h` shows the usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {one_line(ValueError(message))}\n")


def build_parser() -> argparse.ArgumentParser:
    """The whole command line; every command module adds its parsers."""
    parser = Parser(prog="jiannuo", description="践诺：人大监督工作平台")
    groups = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        importlib.import_module(name).add_parsers(groups)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. Whatever goes wrong ends with one line, never a traceback."""
    try:
        return run(arguments)
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        log.debug("the command failed", exc_info=True)  # JIANNUO_LOG=DEBUG shows where
        return complain(explained(error))


def run(arguments: Sequence[str] | None) -> int:
    """Prepare Django and the home, then run the command that the arguments name."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given[:1] == ["ballot"] and given[1:2] and given[1] in secret_ballot.COMMANDS:
        return secret_ballot.main(given[1:], "jiannuo ballot")  # needs nothing of the server
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oversight.config.settings")
    os.environ.setdefault("JIANNUO_LOG", "WARNING")
    import django

    django.setup()
    options = build_parser().parse_args(arguments)
    if getattr(options, "needs_database", True):
        from oversight.config.migration import ensure_migrated

        ensure_migrated()
    return int(options.run(options) or 0)


def explained(error: Exception) -> str:
    """What went wrong and where, in one line; a refusal ends with its code."""
    code, text = getattr(error, "code", None), getattr(error, "text", None)
    if code and text:
        where = getattr(error, "where", "")
        return one_line(ValueError(f"{where}: {text} [{code}]" if where else f"{text} [{code}]"))
    if isinstance(error, UsageError | OSError):
        return one_line(error)
    return f"{type(error).__name__}: {one_line(error)}"


def one_line(error: BaseException) -> str:
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    return " ".join(str(error).split())


def complain(text: str) -> int:
    """One line on standard error, exit code 2."""
    print(f"jiannuo: {text}", file=sys.stderr)
    return 2


if __name__ == "__main__":  # by its name, so that there is one UsageError only
    sys.exit(importlib.import_module("oversight.config.cli").main())
