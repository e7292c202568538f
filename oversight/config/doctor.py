"""会前检查 (hall doctor): whether this machine and its names can carry a vote by card, and what to do where not.

Every check is a function that finds one thing or a few; nothing is changed but a job that the worker must take up.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import system
from oversight.config import doctor_network as network
from oversight.config.doctor_findings import BAD, GOOD, WARNING, WORKER_SECONDS, Asked, Finding
from oversight.jobs import kinds
from oversight.jobs.actions import enqueue
from oversight.jobs.models import Job
from oversight.jobs.presence import Working, working
from oversight.voting.secret import bundle, journal

CLOCK_SECONDS, CLOCK_BAD = 2.0, 30.0
FREE_GIB, FREE_BAD = 5.0, 1.0


def asked_of(site: str = "", booth: str = "", worker_seconds: float = WORKER_SECONDS) -> Asked:
    """From the command line, else from the settings, else this machine's port: the booth has the site's."""
    here = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    site = (site or settings.SITE_URL or here).rstrip("/")
    if not booth and settings.BOOTH_HOST:
        found = urlsplit(site)
        port = f":{found.port}" if found.port else ""
        booth = f"{found.scheme}://{settings.BOOTH_HOST}{port}"
    return Asked(site, booth.rstrip("/"), worker_seconds)


def examine(asked: Asked) -> list[Finding]:
    """Every check in turn; one that fails in an unforeseen way is a finding too."""
    found: list[Finding] = []
    for check in CHECKS:
        try:
            found += check(asked)
        except Exception as error:
            name = check.__name__.removeprefix("check_")
            text = _("检查本身没有完成：%(why)s") % {"why": f"{type(error).__name__}: {error}"}
            found.append(Finding(name, BAD, name, text, _("把这一行告诉管理员。")))
    return found


def is_only_here(asked: Asked) -> bool:
    """Whether no telephone of the hall opens it: a name of this machine, or no HTTPS."""
    found = [urlsplit(address) for address in (asked.site, asked.booth)]
    return any(one.scheme != "https" or network.is_local(one.hostname or "") for one in found)


def ending(asked: Asked, ready: bool) -> str:
    """The last line: what all this comes to."""
    if not ready:
        return _("还不能用投票卡表决：先办好 ✗ 的各项。")
    if is_only_here(asked):
        return _(
            "只能在这台电脑上试：会场的手机打不开，或者没有 HTTPS。正式表决以前，先办好 ! 的各项。"
        )
    return _("可以用投票卡表决。")


def check_bundle(asked: Asked) -> Iterator[Finding]:
    """The page of one file is here, and is what its name says."""
    title = _("投票页的文件")
    try:
        found = bundle.current()
        content = found.path.read_bytes()
    except (bundle.NotBuilt, OSError) as error:
        todo = _("重新安装程序；在源码里运行的，运行 make setup。")
        yield Finding("bundle", BAD, title, str(error), todo)
        return
    if hashlib.sha256(content).hexdigest() != found.sha256:
        text = _("投票页的内容与它的校验值不符。")
        yield Finding("bundle", BAD, title, text, _("重新安装程序，不要用这一份。"))
        return
    values = {"sha": found.sha256, "size": len(content) // 1024}
    yield Finding("bundle", GOOD, title, _("%(sha)s，%(size)d KB") % values)


def check_clock(asked: Asked) -> Iterator[Finding]:
    """This machine against its database, and against what the site's answers are dated."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT CURRENT_TIMESTAMP")
        told = cursor.fetchone()[0]
    moment = told if isinstance(told, datetime) else datetime.fromisoformat(str(told))
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    yield clock("clock_database", _("时钟（对数据库）"), moment)
    try:
        _status, date, _body = network.fetched(f"{asked.site}/healthz")
        yield clock("clock_http", _("时钟（对网站的回应）"), parsedate_to_datetime(date))
    except (OSError, ValueError, TypeError):
        text = _("没有取得网站回应的时间。")
        yield Finding("clock_http", WARNING, _("时钟（对网站的回应）"), text, _("先让网站能打开。"))


def clock(code: str, title: str, moment: datetime) -> Finding:
    """How far it is off."""
    off = abs((datetime.now(UTC) - moment).total_seconds())
    text = _("相差 %(seconds).1f 秒。") % {"seconds": off}
    if off <= CLOCK_SECONDS:
        return Finding(code, GOOD, title, text)
    todo = _("打开时间同步（systemd-timesyncd、chrony），指向会场能连到的时间服务器。")
    return Finding(code, BAD if off > CLOCK_BAD else WARNING, title, text, todo)


def check_memory(asked: Asked) -> Iterator[Finding]:
    """The key of what is received lies in memory alone."""
    title = _("收票密钥的文件夹")
    try:
        path = journal.folder()
    except journal.FolderTakenError as error:
        text = _("%(path)s 属于这台机器的另一个用户。") % {"path": error}
        yield Finding("memory", BAD, title, text, _("请管理员查明、移走。"))
        return
    if journal.is_in_memory(path):
        text = _("%(path)s 在内存里。") % {"path": path}
        yield Finding("memory", GOOD, title, text)
        return
    text = _("%(path)s 在磁盘上：关机以后还能读出谁先谁后。") % {"path": path}
    todo = _("把 JIANNUO_RUN 设为内存文件系统（tmpfs），例如 /dev/shm。")
    yield Finding("memory", BAD, title, text, todo)


def check_disk(asked: Asked) -> Iterator[Finding]:
    """Room for what is received, the board and the archive."""
    free = shutil.disk_usage(settings.HOME.root).free / 1024**3
    text = _("%(path)s 还有 %(free).1f GB。") % {"path": settings.HOME.root, "free": free}
    title = _("磁盘空间")
    if free >= FREE_GIB:
        yield Finding("disk", GOOD, title, text)
        return
    todo = _("清理或者扩大磁盘，至少留出 %(n)d GB。") % {"n": FREE_GIB}
    yield Finding("disk", BAD if free < FREE_BAD else WARNING, title, text, todo)


def check_worker(asked: Asked) -> Iterator[Finding]:
    """A job is put in and must be done before long: workers check every ballot after the close."""
    title = _("后台任务")
    fresh = timezone.now() - timedelta(seconds=settings.JOB_LEASE_SECONDS)
    if Job.rows.filter(state=Job.RUNNING, heartbeat_at__gt=fresh).exists():
        yield Finding("worker", GOOD, title, _("正在办理任务。"))
        return
    began = time.monotonic()
    job = enqueue(
        PROBE, place="", actor=system(), priority=100, max_attempts=1, can_retry=False,
        title=_("会前检查"),
    )  # fmt: skip
    while time.monotonic() - began <= asked.worker_seconds:
        if Job.rows.filter(pk=job.pk, state=Job.DONE).exists():
            text = _("%(seconds).1f 秒内办完了一件任务。")
            seconds = time.monotonic() - began
            yield Finding("worker", GOOD, title, text % {"seconds": seconds})
            return
        time.sleep(0.2)
    Job.rows.filter(pk=job.pk, state=Job.WAITING).update(state=Job.CANCELLED)
    text = _("%(seconds)d 秒里没有人办理。") % {"seconds": asked.worker_seconds}
    todo = _("启动 jiannuo serve 或者 jiannuo worker；没有它，投票结束以后不会核验。")
    yield Finding("worker", BAD, title, text, todo)


def check_workers(asked: Asked) -> Iterator[Finding]:
    """One worker does one job at a time: a long import beside a vote delays its proofs."""
    now, title = working(), _("后台进程")
    text = workers_words(now)
    if now.takes(VOTE) > 1:
        yield Finding("workers", GOOD, title, text)
        return
    todo = _(
        "一个进程一次只办一件，导入等费时的事会耽误核验选票。会前给投票另开一个："
        "jiannuo worker --kinds voting（与网站在同一台机器、同一用户下运行），或者启动时用 jiannuo serve --vote-worker。"
    )
    yield Finding("workers", WARNING, title, text, todo)


def workers_words(now: Working) -> str:
    """How many run, how many of them for votes alone, what is under way and how many wait."""
    values = {"count": now.workers, "reserved": len(now.reserved), "waiting": now.waiting}
    text = _("%(count)d 个在运行，其中 %(reserved)d 个只办指定的种类") % values
    if not now.reserved:
        text = _("%(count)d 个在运行") % values
    named = _("、").join(str(kinds.label_of(job)) for job in now.running) or _("没有")
    rest = _("；正在办理：%(named)s；等候 %(waiting)d 件。") % {**values, "named": named}
    return text + rest


def check_database(asked: Asked) -> Iterator[Finding]:
    """PostgreSQL for a large hall; SQLite writes one ballot after another."""
    title = _("数据库")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        yield Finding("database", BAD, title, str(error), _("看数据库是否在运行。"))
        return
    if connection.vendor == "sqlite":
        text = _("SQLite：适合几十人的投票。")
        todo = _("几百人以上的会场，改用 PostgreSQL。")
        yield Finding("database", WARNING, title, text, todo)
        return
    yield Finding("database", GOOD, title, connection.vendor)


def probe(running: object) -> None:
    """Job kind ``hall.probe``: being done is all it is for."""


PROBE, VOTE = "hall.probe", "voting.watch_box"
Check = Callable[[Asked], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (
    network.check_names,
    network.check_origins,
    network.check_answers,
    network.check_desks,
    check_bundle,
    check_memory,
    check_clock,
    check_disk,
    check_database,
    check_worker,
    check_workers,
)
