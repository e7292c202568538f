"""留痕里的词: what the keys and codes of nested values of the record of acts are called, for every app."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.cases.models import OfficeOpinion, ReviewOpinions
from oversight.config.link_resolvers import RESOLVERS
from oversight.config.publication_kinds import KINDS as PUBLICATION_KINDS
from oversight.hotline.pages import words as hotline
from oversight.institutions.models import Body, Jurisdiction, PlaceProfile, RoleGrant
from oversight.links.kinds import KINDS as LINK_KINDS
from oversight.meetings.rules.kinds import KINDS as ITEM_KINDS
from oversight.projects.models import Argument, CandidateEntry, GroupMember, Screening
from oversight.rulebooks.sections.words import METHODS
from oversight.voting.rules.registry import RULES as COUNTING_RULES

LEFT_OUT = frozenset({"code", "digest", "format"})
"""Keys that say nothing beside the others; the unchanged JSON has them."""

NAMES = frozenset({"name", "unit_name"})
KEYS_BESIDE_A_NAME = frozenset({"id", "person", "unit_id"})
"""Public ids of records that a value also calls by name."""

TELLING = (
    "title",
    "name",
    "unit_name",
    "unit_id",
    "office_id",
    "person_id",
    "official",
    "speaker",
    "file_name",
    "number",
    "version",
    "on",
    "month",
    "side",
    "kind",
    "count_no",
    "round",
    "reported_label",
    "asked_label",
    "verified_label",
    "entered_label",
    "recorded_label",
)
"""What tells a record apart whose table gives it no name, the most telling first."""

RECORDS = (
    "institutions.Unit",
    "cases.Case",
    "meetings.Meeting",
    "meetings.AgendaItem",
    "documents.Paper",
    "voting.Poll",
    "followups.Followup",
    "calendar.PlannedMeeting",
    "institutions.Person",
    "institutions.Body",
    "publications.Filing",
    "meetings.InquiryMotion",
    "meetings.PlanItem",
    "meetings.Question",
    "hotline.MonthFreeze",
    "publications.Publication",
    "meetings.AnswerPromise",
    "rulebooks.Rulebook",
    "projects.LivelihoodProject",
    "projects.Proposal",
)
"""Records that others keep by their public id, the most frequent first."""

IDS_AS_KEPT = frozenset({"public_id", "session_key", "digest"})
"""Columns that look like a public id and are none of another record."""

KEYS: Mapping[str, Any] = {
    "abstain": _("弃权"),
    "base": _("基数"),
    "basis": pgettext_lazy("field", "依据"),
    "body_kind": _("机构种类"),
    "capacity": pgettext_lazy("field", "身份"),
    "cast": _("投票数"),
    "case": _("案件"),
    "categories": _("类别"),
    "chief": _("总监票人"),
    "closed": _("办结"),
    "closing": _("办结率"),
    "comparison": _("比较的对象"),
    "conclusion": pgettext_lazy("field", "结论"),
    "count": _("件数"),
    "counts_in_base": _("计入全体"),
    "decisions": _("审定意见"),
    "denominator": _("分母"),
    "direction": _("双升"),
    "double_rise": _("双升"),
    "double_rises": _("双升单位数"),
    "due": pgettext_lazy("field", "期限"),
    "earliest": _("最早的会期"),
    "excluded": _("不计入"),
    "expected_by_chance": _("偶然会有的双升"),
    "feasible": _("赶得上会前时限"),
    "flows": _("流转"),
    "freeze": _("冻结的版本"),
    "frozen_at": _("冻结时间"),
    "frozen_by": _("冻结人"),
    "grade": _("突出程度"),
    "group": pgettext_lazy("record", "小组"),
    "high": _("上限"),
    "id": pgettext_lazy("field", "编号"),
    "issuer": _("公开的地方"),
    "item": pgettext_lazy("field", "事项"),
    "kind": pgettext_lazy("field", "种类"),
    "kinds": pgettext_lazy("field", "种类"),
    "label": pgettext_lazy("field", "写法"),
    "last_year": _("去年同月"),
    "late": _("超期"),
    "lead_times": _("会前时限"),
    "least_raters": _("至少几人测评"),
    "low": _("下限"),
    "marks": _("打分"),
    "meeting": pgettext_lazy("field", "会议"),
    "members": _("应到人数"),
    "method": pgettext_lazy("field", "方式"),
    "minutes": _("会议纪要文号"),
    "mode": pgettext_lazy("field", "方式"),
    "mom": _("环比"),
    "month": pgettext_lazy("field", "月份"),
    "month_count": _("当月件数"),
    "name": pgettext_lazy("field", "名称"),
    "needed": _("至少要"),
    "no": _("反对"),
    "notes": _("说明"),
    "number": pgettext_lazy("field", "序号"),
    "numerator": _("分子"),
    "of": _("所关的记录"),
    "on": pgettext_lazy("field", "日期"),
    "on_time": _("按期"),
    "outcome": pgettext_lazy("field", "结果"),
    "overdue_open": _("逾期未办"),
    "page": _("页码"),
    "pages": _("页数"),
    "paper": pgettext_lazy("field", "公文"),
    "parameters_sha256": _("参数校验值"),
    "parts": _("分项"),
    "people": pgettext_lazy("field", "人员"),
    "person": pgettext_lazy("field", "人员编号"),
    "photos": _("照片"),
    "points": _("得分"),
    "present": _("到会"),
    "previous": _("上月"),
    "project": pgettext_lazy("record", "项目"),
    "projects": pgettext_lazy("record", "项目"),
    "proposal": _("建议"),
    "proposals": _("建议"),
    "quorum": _("法定人数"),
    "range": _("范围"),
    "rates": _("各率"),
    "reason": pgettext_lazy("field", "原因"),
    "reasons": pgettext_lazy("field", "理由"),
    "reference": _("文号"),
    "reopen": _("重办"),
    "repeat": _("重复"),
    "reserve": _("备选"),
    "resolution": _("解决率"),
    "response": _("响应率"),
    "rows": _("各行"),
    "rule": pgettext_lazy("field", "规则"),
    "rulebook": _("规则簿"),
    "rulebook_sha256": _("规则簿校验值"),
    "satisfaction": _("满意率"),
    "satisfaction_broad": _("满意率（宽口径）"),
    "sha256": _("校验值"),
    "silent": _("未按或未填"),
    "source": pgettext_lazy("field", "来源"),
    "text": pgettext_lazy("field", "内容"),
    "tickets": _("工单数"),
    "time": pgettext_lazy("field", "时间"),
    "title": pgettext_lazy("field", "名称"),
    "total": _("合计"),
    "unit_id": _("单位编号"),
    "unit_name": _("单位名称"),
    "units": pgettext_lazy("field", "单位"),
    "units_tested": _("比较的单位数"),
    "value": _("数值"),
    "values": _("数值"),
    "version": pgettext_lazy("field", "版本"),
    "voters": _("由谁表决"),
    "waived": _("不受会前时限限制"),
    "window": _("比较的时段"),
    "year": pgettext_lazy("field", "年份"),
    "yes": _("赞成"),
    "yoy": _("同比"),
}

HIDDEN_FACTS: Mapping[str, frozenset[str]] = {
    "cases.enter_view": frozenset({"view"}),
    "cases.give_view": frozenset({"view"}),
}
"""Facts that acts kept once and that are read no more: act → keys (procedures §9, who said what is secret)."""

RECORD_KINDS: Mapping[str, Any] = {one.kind: one.label for one in RESOLVERS.values()}

CODES: Mapping[str, Mapping[str, Any]] = {
    **dict.fromkeys(("about_kind", "from_kind", "to_kind"), RECORD_KINDS),
    **{one: dict(RoleGrant.ROLES) for one in ("reported_role", "verified_role", "owner_role")},
    "accounts.ApiToken.role": dict(RoleGrant.ROLES),
    "publications.FilingAccess.role": dict(RoleGrant.ROLES),
    "publications.Publication.kind": {one.code: one.label for one in PUBLICATION_KINDS.values()},
    "links.Link.kind": {one.code: one.word for one in LINK_KINDS.values()},
    "meetings.AgendaItem.kind": {one.code: _(one.title) for one in ITEM_KINDS.values()},
    "meetings.AgendaItem.rule": {one.code: _(one.title) for one in COUNTING_RULES.values()},
    "voting.Poll.rule": {one.code: _(one.title) for one in COUNTING_RULES.values()},
    "voting.Poll.quorum": {
        **dict(Body.KINDS),
        "by_custom": _("全体组成人员过半数"),
        "none": _("不适用"),
    },
    "by": hotline.GROUPINGS,
    "grade": {"strong": _("强"), "weak": _("弱"), "noise": _("或为偶然")},
    "modules": dict(PlaceProfile.MODULES),
    "outcomes": dict(ReviewOpinions.OUTCOMES),
    "outcome": dict(Screening.OUTCOMES),
    "conclusion": dict(Argument.CONCLUSIONS),
    "capacity": dict(GroupMember.CAPACITIES),
    "decisions": {code: word for code, word in CandidateEntry.DETERMINATIONS if code},
    "body_kind": dict(Body.KINDS),
    "causes": dict(OfficeOpinion.CAUSES),
    "direction": {"yes": _("是"), "no": _("否"), "manual": _("人工判断")},
    "double_rise": {"yes": _("是"), "no": _("否"), "manual": _("人工判断")},
    "kind": {
        "department": _("部门"),
        "text": _("按名称"),
        "unit": pgettext_lazy("field", "单位"),
        "body": pgettext_lazy("field", "机构"),
        **{one.code: one.label for one in PUBLICATION_KINDS.values()},
        **dict(Jurisdiction.KINDS),
    },
    "kinds": {"all": _("全部"), **hotline.KINDS},
    "method": {
        "paper": _("纸质票"),
        "keypad": _("表决器"),
        "hands": _("举手"),
        **dict(METHODS),
    },
    "mode": {"hall": _("在会场"), "video": _("视频")},
    "source": {"scan": _("扫描件"), "paper": pgettext_lazy("field", "公文")},
    "window": {"month": _("当月"), "ytd": _("年初至今")},
}
"""By key or field: what its codes are called."""
