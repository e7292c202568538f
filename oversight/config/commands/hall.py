"""`jiannuo hall doctor`: before the meeting, whether this machine can carry a vote by card."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

ABOUT = """\
检查证书、域名、时钟、内存文件夹、磁盘、后台任务、投票页和扫码的条件，每一项写明怎样办。
在服务器上运行，网址照会场手机打开的写。Checks certificates, names, clock, memory folder, disk, worker,
booth page and what the camera needs; run it on the server.

退出码 · exit: 0 可以用 ready (warnings allowed)，1 有不能用的 something must be mended，2 用法不对 bad use
"""


def add_parsers(groups: Any) -> None:
    group = groups.add_parser("hall", help="会场 · the hall of a meeting")
    commands = group.add_subparsers(dest="hall_command", required=True, metavar="COMMAND")
    doctor = commands.add_parser(
        "doctor",
        help="会前检查 · is everything ready for a vote by card",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    doctor.add_argument(
        "--site",
        default="",
        metavar="URL",
        help="the site (default: JIANNUO_URL, else this machine at PORT or 8000)",
    )
    doctor.add_argument(
        "--booth", default="", metavar="URL", help="the booth (default: JIANNUO_BOOTH_HOST)"
    )
    doctor.add_argument(
        "--worker-seconds", type=float, default=20.0, metavar="N", help="how long a job may take"
    )
    doctor.add_argument("--json", action="store_true", help="one JSON document")
    doctor.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Exit 1 where something must be mended before a vote by card."""
    from django.conf import settings

    from oversight.config.cli import UsageError
    from oversight.config.doctor import asked_of, ending, examine, is_only_here
    from oversight.config.doctor_findings import BAD

    for address in (options.site, options.booth):
        if address and not address.startswith(("http://", "https://")):
            raise UsageError(f"{address}: not an address that begins with http:// or https://")
    asked = asked_of(options.site, options.booth, options.worker_seconds)
    found = examine(asked)
    ready = all(one.state != BAD for one in found)
    if options.json:
        here = is_only_here(asked)
        document = {"ready": ready, "only_here": here, "site": asked.site, "booth": asked.booth}
        print(
            json.dumps({**document, "findings": [asdict(one) for one in found]}, ensure_ascii=False)
        )
        return 0 if ready else 1
    if not options.site and not settings.SITE_URL:
        text = _("没有设置 JIANNUO_URL，试的是 %(site)s。网站开在别处的，写明：--site 网址")
        print(text % {"site": asked.site})
    words = {"good": "✓", "warning": "!", "bad": "✗"}
    for one in found:
        print(f"{words[one.state]} {one.title}：{one.text}")
        if one.todo:
            print(f"    → {one.todo}")
    print(ending(asked, ready))
    return 0 if ready else 1
