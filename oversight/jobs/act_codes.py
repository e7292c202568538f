"""行为名称: the acts of this app."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "jobs.stop_job": _("停止后台任务"),
    "jobs.retry_job": _("重办后台任务"),
}
