"""任务页面的数据: what a template is told of a job, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.jobs import kinds, permissions
from oversight.jobs.models import Job
from oversight.jobs.presence import working
from oversight.ui import formats

BADGES = {
    Job.WAITING: "waiting",
    Job.RUNNING: "running",
    Job.DONE: "done",
    Job.FAILED: "failed",
    Job.CANCELLED: "returned",
}
SILENT = timedelta(seconds=30)


def state_words() -> dict[str, str]:
    """The states as pages say them."""
    return {
        Job.WAITING: _("等候办理"),
        Job.RUNNING: _("正在办理"),
        Job.DONE: _("已办完"),
        Job.FAILED: _("没有办成"),
        Job.CANCELLED: _("已停止"),
    }


@dataclass(frozen=True)
class JobView:
    """任务: one job on a page. ``share`` is 0–1; ``poll_url`` is empty once it has ended."""

    url: str
    title: str
    badge: str
    state: str
    is_open: bool
    owner: str
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    attempts: str
    share: float
    progress: str
    stopping: bool
    silent: str
    error: str
    error_note: str
    result_text: str
    result_url: str
    poll_url: str
    stop_url: str
    retry_url: str


def view_of(job: Job, actor: Actor) -> JobView:
    """The job as the actor may see it."""
    where = {"place": job.place, "public_id": job.public_id}
    control = permissions.can_control_job(actor, job)
    ended_badly = job.state in {Job.FAILED, Job.CANCELLED}
    result = job.result or {}
    return JobView(
        url=reverse("jobs:job", kwargs=where),
        title=str(kinds.label_of(job)),
        badge=BADGES[job.state],
        state=state_words()[job.state],
        is_open=job.is_open,
        owner=job.owner_label,
        created_at=job.created_at,
        started_at=job.started_at,
        ended_at=job.ended_at,
        attempts=attempts_words(job),
        share=share_of(job),
        progress=progress_words(job),
        stopping=job.cancel_requested and job.is_open,
        silent=silence(job),
        error=job.error if job.state != Job.DONE else "",
        error_note=error_note(job),
        result_text=str(result.get("text", "")) if job.state == Job.DONE else "",
        result_url=own_path(result.get("url") or job.url) if not job.is_open else "",
        poll_url=reverse("jobs:job_progress", kwargs=where) if job.is_open else "",
        stop_url=reverse("jobs:stop_job", kwargs=where)
        if control and job.is_open and not job.cancel_requested
        else "",
        retry_url=reverse("jobs:retry_job", kwargs=where)
        if control and ended_badly and job.can_retry
        else "",
    )


def workers_line() -> str:
    """How many workers there are and how much there is to do; that nothing is done where there is none."""
    now = working()
    if not now.workers:
        return _("没有后台进程在运行，任务不会办理：请管理员启动 jiannuo worker。")
    values = {"count": now.workers, "running": len(now.running), "waiting": now.waiting}
    text = _(
        "后台进程 %(count)d 个，一个进程一次办一件；全系统正在办理 %(running)d 件，等候 %(waiting)d 件。"
    )
    return text % values


def own_path(url: str) -> str:
    """Only addresses of this site are linked."""
    return url if url.startswith("/") and not url.startswith("//") else ""


def share_of(job: Job) -> float:
    """How much of the work is done, 0–1; 0 where the total is not known."""
    if job.state == Job.DONE:
        return 1.0
    return min(1.0, job.done / job.total) if job.total else 0.0


def progress_words(job: Job) -> str:
    """``已办 640,000，共 1,000,000（64%）。读工单`` as far as known."""
    parts = {"done": formats.figure(job.done), "total": formats.figure(job.total)}
    if job.total:
        parts["percent"] = formats.percent(share_of(job), 0)
        figures = _("已办 %(done)s，共 %(total)s（%(percent)s）。") % parts
    elif job.done:
        figures = _("已办 %(done)s。") % parts
    else:
        figures = ""
    return f"{figures}{job.text}"


def attempts_words(job: Job) -> str:
    """Which attempt this is."""
    parts = {"attempt": job.attempts, "most": job.max_attempts}
    return _("第 %(attempt)d 次，最多 %(most)d 次") % parts if job.attempts else _("还没有开始")


def silence(job: Job) -> str:
    """A worker without a sign of life is said so before its lease runs out."""
    if job.state != Job.RUNNING or job.heartbeat_at is None:
        return ""
    quiet = timezone.now() - job.heartbeat_at
    if quiet < SILENT:
        return ""
    seconds = {"seconds": int(quiet.total_seconds())}
    return _("办理进程已有 %(seconds)d 秒没有回音；超过时限后由另一进程接着办。") % seconds


def error_note(job: Job) -> str:
    """What to do about the error."""
    if not job.error:
        return ""
    if job.state == Job.WAITING:
        at = {"at": formats.short_moment(job.run_after)}
        return _("上一次没有办成，%(at)s 后再试。") % at
    if job.error_code == "unexpected":
        number = {"number": job.public_id}
        return (
            _("这是程序出错，不是材料的问题。详情记在服务器日志里，任务编号 %(number)s。") % number
        )
    return ""
