"""后台任务种类: kind → function, listed by hand; the worker knows no others."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

JOB_KINDS: Mapping[str, str] = {
    "jobs.clean": "oversight.jobs.cleaning.clean_jobs",
    "accounts.clean": "oversight.accounts.cleaning.clean_sign_in",
    "institutions.clean": "oversight.institutions.cleaning.clean_drafts",
    "inbox.digest": "oversight.inbox.digest.send_digests",
    "portal.remind": "oversight.portal.reminders.remind",
    "hotline.import": "oversight.hotline.jobs.import_tickets",
    "hotline.freeze": "oversight.hotline.jobs.freeze_month",
    "hotline.recompute": "oversight.hotline.rechecks.recompute",
    "hotline.refresh_cubes": "oversight.hotline.jobs.refresh_cubes",
    "projects.forget_contacts": "oversight.projects.cleaning.forget_due",
    "hotline.nightly": "oversight.hotline.jobs.nightly",
    "voting.watch_box": "oversight.voting.secret.jobs.watch_box",
    "hall.probe": "oversight.config.doctor.probe",
}

# What a job is called on pages where it has no title of its own.
JOB_LABELS: Mapping[str, str | Promise] = {
    "jobs.clean": _("清理办结三个月的后台任务"),
    "accounts.clean": _("清理过期的登录痕迹"),
    "institutions.clean": _("清理没有导入的名单"),
    "inbox.digest": _("发送每日摘要"),
    "portal.remind": _("到期提醒"),
    "hotline.import": _("导入热线数据"),
    "hotline.freeze": _("冻结热线月份"),
    "hotline.recompute": _("重算冻结结果"),
    "hotline.refresh_cubes": _("更新热线汇总"),
    "projects.forget_contacts": _("到期删除建议人的联系方式"),
    "hotline.nightly": _("每夜整理热线库"),
    "voting.watch_box": _("核验电子票"),
    "hall.probe": _("会前检查"),
}
