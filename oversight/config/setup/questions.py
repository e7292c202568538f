"""开设的问答: the same answers asked one by one in a terminal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from oversight.config.setup.answers import COUNTED, KINDS, ROLES, Answers, from_tables

Ask = Callable[[str], str]
KIND_WORDS = dict(
    zip(
        ("省", "市", "县", "区", "县级市", "镇", "乡", "街道"),
        KINDS,
        strict=True,
    )
)
ROLE_WORDS = dict(zip(("经办人", "审核人", "主任", "委员", "审计员", "管理员"), ROLES, strict=True))
COUNTED_WORDS = {"congress": "人民代表大会", "standing_committee": "常委会", "presidium": "主席团"}


def ask_all(ask: Ask, say: Callable[[str], None]) -> Answers:
    """Ask everything; an empty answer takes what stands in brackets."""
    say("设立一个办公。直接回车表示用方括号里的值；随时可按 Ctrl+C 停下，什么都不会写入。")
    place = {
        "name": needed(ask, say, "地方名称（如 临溪县）"),
        "code": needed(ask, say, "代码（小写拼音，用在网址里，如 linxi）"),
        "kind": KIND_WORDS[choice(ask, say, "类别", list(KIND_WORDS))],
        "parent": ask("上级地方的代码（没有就回车）: ").strip(),
    }
    content: dict[str, Any] = {"place": place}
    content["office"] = {
        "body_name": needed(ask, say, "机关全称", f"{place['name']}人民代表大会"),
        "screen_name": needed(ask, say, "平台名称", f"{place['name']}人大监督工作平台"),
        "small": yes(ask, "办公室只有一两个人，由主任（主席）确认代替第二个人审核", False),
        "require_totp": yes(ask, "工作人员登录须双重验证", True),
    }
    if place["kind"] != "subdistrict":
        content |= ask_term(ask, say, place["kind"])
    content["accounts"] = ask_accounts(ask, say)
    content["rosters"] = {
        key: value
        for key, label in (("units", "单位名单"), ("people", "人员名单"))
        if (value := ask(f"{label}的 Excel 文件（以后再导入就回车）: ").strip())
    }
    return from_tables(content, Path.cwd())


def ask_term(ask: Ask, say: Callable[[str], None], kind: str) -> dict[str, Any]:
    """The term and the next meeting numbers."""
    town = kind in {"town", "township"}
    term: dict[str, Any] = {"no": number(ask, say, "现在是第几届")}
    for key, label in (("begins", "本届开始日期"), ("ends", "本届届满日期")):
        while text := ask(f"{label}（如 2022-01-12，不清楚就回车）: ").strip():
            try:
                term[key] = date.fromisoformat(text)
                break
            except ValueError:
                say(f"“{text}”不是日期。")
    asked = [name for name in COUNTED if name != ("standing_committee" if town else "presidium")]
    meetings = {
        name: number(ask, say, f"下一次{COUNTED_WORDS[name]}会议是第几次", 1) for name in asked
    }
    return {"term": term, "next_meeting": meetings}


def ask_accounts(ask: Ask, say: Callable[[str], None]) -> list[dict[str, str]]:
    """Accounts until an empty name."""
    say("给谁开账号？至少一个经办人。姓名留空就结束。")
    made: list[dict[str, str]] = []
    while True:
        name = ask("姓名: ").strip()
        if not name:
            return made
        username = needed(ask, say, "登录名（字母数字）")
        role = ROLE_WORDS[choice(ask, say, "职务", list(ROLE_WORDS))]
        made.append({"name": name, "username": username, "role": role})


def needed(ask: Ask, say: Callable[[str], None], label: str, default: str = "") -> str:
    """A text that may not be empty."""
    while True:
        shown = f"{label} [{default}]: " if default else f"{label}: "
        text = ask(shown).strip() or default
        if text:
            return text
        say("这一项要填。")


def choice(ask: Ask, say: Callable[[str], None], label: str, options: list[str]) -> str:
    """One of a few words."""
    while True:
        text = ask(f"{label}（{'、'.join(options)}）: ").strip()
        if text in options:
            return text
        say(f"没有“{text}”。")


def number(ask: Ask, say: Callable[[str], None], label: str, default: int | None = None) -> int:
    """A whole number from 1."""
    while True:
        text = ask(f"{label}{f' [{default}]' if default else ''}: ").strip() or str(default or "")
        if text.isdecimal() and int(text) >= 1:
            return int(text)
        say(f"“{text}”不是从 1 起的整数。")


def yes(ask: Ask, label: str, default: bool) -> bool:
    """是 or 否."""
    text = ask(f"{label}？（是/否）[{'是' if default else '否'}]: ").strip()
    return default if not text else text in {"是", "y", "Y", "yes"}
