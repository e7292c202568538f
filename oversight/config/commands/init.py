"""`jiannuo init`: sets up a real office by questions, or from an answers file. No demonstration data."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

TEMPLATE = Path(__file__).resolve().parents[1] / "setup" / "answers.toml"


def add_parsers(groups: Any) -> None:
    init = groups.add_parser("init", help="开设办公 · set up a real office")
    init.add_argument(
        "--answers", type=Path, metavar="FILE.toml", help="answers instead of questions"
    )
    init.add_argument("--template", action="store_true", help="print an answers file to fill in")
    init.add_argument("--json", action="store_true", help="one JSON document with what was set up")
    init.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Set up; exit 2 with one line that names every mistake where the answers cannot be right."""
    from oversight.config.cli import UsageError
    from oversight.config.setup import answers, building, questions

    if options.template:
        print(TEMPLATE.read_text(encoding="utf-8"), end="")
        return 0
    try:
        if options.answers:
            given = answers.read(options.answers)
        elif sys.stdin.isatty():
            given = questions.ask_all(input, lambda text: print(text, file=sys.stderr))
        else:
            raise UsageError("没有终端：用 --answers FILE.toml（--template 打印样本）")
    except answers.AnswersError as error:
        name = options.answers.name if options.answers else "answers"
        raise UsageError(f"{name}: {error}") from error
    except (KeyboardInterrupt, EOFError) as error:
        raise UsageError("已停下，没有写入") from error
    built = building.build(given, lambda text: print(text, file=sys.stderr))
    if options.json:
        print(json.dumps(built.as_dict(), ensure_ascii=False))
    else:
        print_built(built)
    return 0


def print_built(built: Any) -> None:
    """What was set up, and each first password, shown this once."""
    print(f"{built.name} 已设好。")
    for step in built.steps:
        print(f"  · {step}")
    for username, password in built.passwords.items():
        print(f"  登录名 {username}　初始密码 {password}　（首次登录时改）")
    print("启动：jiannuo serve")
