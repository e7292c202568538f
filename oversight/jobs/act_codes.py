"""行为名称: the acts of this app."""

ACTS = {
    "jobs.stop_job": "停止后台任务",
    "jobs.retry_job": "重办后台任务",
}
