"""`jiannuo demo`: loads the demonstration once, then serves it (`make demo`)."""

from __future__ import annotations

import argparse
import os
import sys
import time
from typing import Any

UNFINISHED = "demo-unfinished"
"""A file of the home while the demonstration is being loaded; what a broken-off load left is no demonstration."""


def add_parsers(groups: Any) -> None:
    demo = groups.add_parser("demo", help="演示数据 · load the demonstration once and serve it")
    demo.add_argument(
        "--port",
        type=int,
        default=int(os.environ.get("PORT", "8000")),
        help="default: PORT, else 8000",
    )
    demo.add_argument("--load-only", action="store_true", help="load the data, do not serve")
    demo.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Load where the home is empty, print one login per role, serve in the foreground."""
    from django.conf import settings

    from oversight.config.demo import load

    if (settings.HOME.root / UNFINISHED).exists():
        print(
            f"没有启动。上一次装入演示数据中断了，{settings.HOME.root} 里的数据不完整。"
            "把这个文件夹移走（或者用 JIANNUO_HOME 另指一个），再运行一次。",
            file=sys.stderr,
        )
        return 1
    if not load.is_loaded():
        load_with_progress()
    print_logins(options.port)
    if options.load_only:
        return 0
    command = [sys.executable, "-m", "oversight.config.cli", "serve", "--port", str(options.port)]
    sys.stdout.flush()
    os.execv(sys.executable, command)  # noqa: S606
    return 0


def load_with_progress() -> None:
    """Say what is being made and how long it took; keep the deputy's code for the next start."""
    from django.conf import settings

    from oversight.config.demo import load

    started, unfinished = time.monotonic(), settings.HOME.root / UNFINISHED
    unfinished.touch()
    print("装入演示数据（只在第一次）", flush=True)
    loaded = load.load(lambda step: print(f"  · {step}", flush=True))
    print(f"  用时 {time.monotonic() - started:.0f} 秒", flush=True)
    for name, text in (("", loaded.deputy_code), ("-town", loaded.town_deputy_code)):
        code = settings.HOME.root / f"demo-deputy-code{name}"
        code.write_text(text, encoding="utf-8")
        code.chmod(0o600)
    unfinished.unlink()


def print_logins(port: int) -> None:
    """The address and one login per role."""
    from django.conf import settings

    from oversight.config.demo import towns
    from oversight.config.demo.people import DEPUTY_NAME, LOGINS, PASSWORD

    site = f"http://127.0.0.1:{port}"
    print(f"\n践诺演示 · 打开 {site}/")
    print(f"公众页面 {site}/p/yunchuan/    登录 {site}/account/login/\n")
    print(f"密码都是 {PASSWORD}")
    for login in (*LOGINS, *towns.LOGINS):
        print(f"  {login.username:<12} {login.label}　{login.name}")
    for who, name in ((DEPUTY_NAME, ""), (towns.DEPUTY_WORD, "-town")):
        code = settings.HOME.root / f"demo-deputy-code{name}"
        if code.exists():
            text = code.read_text(encoding="utf-8")
            print(f"  代表 {who} 用登录码：{text}　{site}/d/{text.replace('-', '')}")
    print("\n按 Ctrl+C 停止。", flush=True)
