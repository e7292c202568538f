"""可以关联的记录: every kind of record that can be an end of a link, by hand."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.cases import linking as cases
from oversight.documents import linking as documents
from oversight.followups import linking as followups
from oversight.hotline import linking as hotline
from oversight.links import registers
from oversight.links.resolving import Resolver
from oversight.meetings import linking as meetings
from oversight.meetings import linking_items as meeting_items
from oversight.projects import linking as project_items
from oversight.projects import linking_building as projects
from oversight.projects import linking_voting as project_voting
from oversight.publications import linking as publications
from oversight.publications.filings import linking as filings
from oversight.voting import linking as voting

RESOLVERS: Mapping[str, Resolver] = {
    resolver.kind: resolver
    for resolver in (
        Resolver("unit", pgettext_lazy("record", "单位"), registers.unit, registers.find_units),
        Resolver(
            "person", pgettext_lazy("record", "人员"), registers.person, registers.find_people
        ),
        Resolver("body", pgettext_lazy("record", "机构"), registers.body, registers.find_bodies),
        Resolver("publication", _("公开内容"), publications.linked, publications.find),
        Resolver("filing", _("报送"), filings.linked, filings.find),
        Resolver("filing_reply", _("批示"), filings.linked_reply, filings.find_replies),
        Resolver("month", _("热线月份"), hotline.linked, hotline.find),
        Resolver("case", _("监督案件"), cases.linked, cases.find),
        Resolver("meeting", pgettext_lazy("record", "会议"), meetings.linked, meetings.find),
        Resolver("agenda_item", _("议题"), meetings.linked_item, meetings.find_items),
        Resolver("plan_item", _("计划事项"), meetings.linked_plan_item, meetings.find_plan_items),
        Resolver("paper", pgettext_lazy("record", "公文"), documents.linked, documents.find),
        Resolver("poll", pgettext_lazy("record", "表决"), voting.linked, voting.find),
        Resolver("followup", _("承诺与整改"), followups.linked, followups.find),
        Resolver(
            "question",
            pgettext_lazy("record", "询问"),
            meeting_items.question,
            meeting_items.find_questions,
        ),
        Resolver(
            "inquiry",
            _("询问、专题询问和质询案"),
            meeting_items.inquiry,
            meeting_items.find_inquiries,
        ),
        Resolver("project", _("民生实事项目"), project_items.linked, project_items.find),
        Resolver(
            "project_measure",
            _("票决办法"),
            project_voting.measure,
            project_voting.find_measures,
        ),
        Resolver("project_list", _("候选项目表"), project_voting.listed, project_voting.find_lists),
        Resolver(
            "project_chosen",
            _("排序票决的名单"),
            project_voting.chosen,
            project_voting.find_nothing,
        ),
        Resolver("project_change", _("民生实事项目调整"), projects.change, projects.find_changes),
        Resolver("project_rating", _("民生实事测评"), projects.rating, projects.find_ratings),
        Resolver(
            "supervision_record", _("民生实事监督记录"), projects.record, projects.find_records
        ),
        Resolver(
            "supervision_finding", _("民生实事监督发现"), projects.finding, projects.find_findings
        ),
    )
}
