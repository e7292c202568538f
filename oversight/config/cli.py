"""命令行 `jiannuo`: one entry; each app brings its own commands.

Exit 0 = done, 1 = the thing checked is wrong, 2 = bad use or unreadable input, with one line that says
what and where. With ``--json`` standard output holds exactly one JSON document.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

COMMANDS = (
    "oversight.config.commands.serve",
    "oversight.config.commands.worker",
    "oversight.config.commands.init",
    "oversight.config.commands.demo",
    "oversight.config.commands.audit",
    "oversight.hotline.commands",
)


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
    """Run one command; returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oversight.config.settings")
    os.environ.setdefault("JIANNUO_LOG", "WARNING")
    import django

    django.setup()
    from oversight.audit.errors import Refused

    options = build_parser().parse_args(arguments)
    try:
        if getattr(options, "needs_database", True):
            from oversight.config.migration import ensure_migrated

            ensure_migrated()
        return int(options.run(options) or 0)
    except (UsageError, FileNotFoundError, IsADirectoryError) as error:
        return complain(one_line(error))
    except Refused as error:
        where = f"{error.where}: " if error.where else ""
        return complain(f"{where}{error.text} [{error.code}]")
    except BrokenPipeError:
        return 0


def one_line(error: BaseException) -> str:
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    return " ".join(str(error).split())


def complain(text: str) -> int:
    """One line on standard error, exit code 2."""
    print(f"jiannuo: {text}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
