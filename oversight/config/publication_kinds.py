"""公开种类清单: every kind that may be published, by hand."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from oversight.publications.kinds import PublicationKind

KINDS: Mapping[str, PublicationKind] = {
    "case_report": PublicationKind("case_report", _("专项工作报告"), "cases/public/report.html"),
    "case_result": PublicationKind("case_result", _("表决结果"), "cases/public/result.html"),
    "case_opinions": PublicationKind("case_opinions", _("审议意见"), "cases/public/opinions.html"),
    "case_followup": PublicationKind(
        "case_followup", _("审议意见的研究处理情况"), "cases/public/followup.html"
    ),
    "meeting_result": PublicationKind(
        "meeting_result", _("会议表决结果公告"), "meetings/public/result.html"
    ),
    "ballot_archive": PublicationKind(
        "ballot_archive", _("投票档案的校验值"), "voting/public/archive.html", technical=True
    ),
    "booth_page": PublicationKind(
        "booth_page", _("投票页的校验值"), "voting/public/booth.html", technical=True
    ),
    "annual_plan": PublicationKind(
        "annual_plan", _("年度监督工作计划"), "meetings/public/annual_plan.html"
    ),
    "hotline_summary": PublicationKind(
        "hotline_summary", _("热线月度摘要"), "hotline/public_summary.html"
    ),
    "project_notice": PublicationKind(
        "project_notice", _("民生实事征集公告"), "projects/public/notice.html"
    ),
    "project_preliminary": PublicationKind(
        "project_preliminary", _("民生实事初选清单"), "projects/public/preliminary.html"
    ),
    "project_candidates": PublicationKind(
        "project_candidates", _("民生实事候选项目表"), "projects/public/candidates.html"
    ),
    "project_result": PublicationKind(
        "project_result", _("民生实事票决结果"), "projects/public/result.html"
    ),
    "project_change": PublicationKind(
        "project_change", _("民生实事项目调整决定"), "projects/public/project_change.html"
    ),
    "project_rollup": PublicationKind(
        "project_rollup", _("民生实事汇总"), "projects/public/rollup.html"
    ),
    "project_rating": PublicationKind(
        "project_rating", _("民生实事测评结果"), "projects/public/project_rating.html"
    ),
}
