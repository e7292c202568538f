"""候选项目表的页面: rows with marks and determination, the sums against places and money, the chain, the next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.documents import permissions as document_permissions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.naming import meeting_name
from oversight.projects import permissions
from oversight.projects.actions.candidates import opening_verdict
from oversight.projects.models import CandidateEntry, CandidateList, LivelihoodProject, ProjectYear
from oversight.projects.pages.selecting import card, people, url_of
from oversight.projects.queries import candidates as facts
from oversight.projects.queries.candidates import WAN
from oversight.projects.rulebook import projects_rules
from oversight.projects.rules import candidates, selecting
from oversight.ui import formats
from oversight.ui.page import Act, NextStep, Step

STEPS = ("drafting", "studied", "determined", "frozen")
OUTPUT_ICONS = {"candidates_wall": "broadcast"}
BADGE = {"": "new", "approve": "passed", "return": "returned", "strike": "returned"}


@dataclass(frozen=True)
class Row:
    """候选项目表的一行."""

    entry: CandidateEntry
    project: LivelihoodProject
    url: str
    place: int
    moved: bool
    marks: str
    badge: str
    word: str
    missing: str


@dataclass(frozen=True)
class Sums:
    """项数和资金: candidates against places and surplus, cost against the frame."""

    candidates: int
    reserve: int
    places: int
    surplus: int
    least_surplus: int
    total_yuan: int
    frame_yuan: int | None
    left_yuan: int | None
    unknown: int
    tabler: str

    @property
    def enough(self) -> bool:
        """Whether there are as many more candidates than places as the rulebook asks."""
        return self.surplus >= max(1, self.least_surplus)

    @property
    def over(self) -> bool:
        """Whether the candidates together cost more than the frame; only the chosen are built."""
        return self.left_yuan is not None and self.left_yuan < 0

    @property
    def share(self) -> float:
        """The part of the frame that the candidates would take, at most 1 for the bar."""
        return min(1.0, self.total_yuan / self.frame_yuan) if self.frame_yuan else 0.0


def sums_of(
    year: ProjectYear, found: CandidateList | None, entries: Sequence[CandidateEntry]
) -> Sums:
    """The sums of a list."""
    frame, money = facts.frame_of(year), facts.money_of(year, entries)
    listed = [one for one in entries if not facts.left_out(one)]
    section = projects_rules(year.jurisdiction)[1]
    tablers = {"presidium": _("主席团"), "government": _("镇人民政府")}
    return Sums(
        candidates=len(listed),
        reserve=sum(1 for one in entries if one.reserve),
        places=frame.places,
        surplus=len(listed) - frame.places,
        least_surplus=frame.least_surplus,
        total_yuan=int(money.total * WAN),
        frame_yuan=year.frame_yuan,
        left_yuan=None if money.left is None else int(money.left * WAN),
        unknown=money.unknown,
        tabler=tablers[section.candidate_tabler],
    )


def title_of(found: CandidateList | None, sums: Sums) -> str:
    """What the page says in one sentence."""
    if found is None:
        return _("还没有候选项目表")
    values = {"n": sums.candidates, "k": sums.places, "s": max(sums.surplus, 0)}
    if sums.surplus < max(1, sums.least_surplus):
        return _("%(n)d 个候选项目，应选 %(k)d 项，差额不够") % values
    return _("%(n)d 个候选项目，应选 %(k)d 项，差额 %(s)d 项") % values


def rows_of(
    place: Jurisdiction, found: CandidateList | None, entries: Sequence[CandidateEntry]
) -> list[Row]:
    """The rows with the place that their marks propose."""
    proposed = facts.proposed_order(one.project for one in entries)
    places = {one.id: one.place for one in proposed}
    order = [one.project.public_id for one in entries]
    moved = selecting.displaced([(one.id, one.place) for one in proposed], order)
    return [
        Row(
            entry=one,
            project=one.project,
            url=url_of(place, one.project),
            place=places[one.project.public_id],
            moved=one.project.public_id in moved,
            marks=marks_of(one.project),
            badge=BADGE[one.determination],
            word=str(one.get_determination_display()),
            missing=missing_words(one.project),
        )
        for one in entries
    ]


def missing_words(project: LivelihoodProject) -> str:
    """责任单位、完成时限: the columns that the list cannot be fixed without."""
    words = {
        "name": _("项目名称"),
        "content": _("建设内容"),
        "source": _("资金来源"),
        "unit": _("责任单位"),
        "cost": _("估算投资"),
        "due": _("完成时限"),
    }
    return "、".join(words[code] for code in candidates.missing(facts.as_candidate(project)))


def marks_of(project: LivelihoodProject) -> str:
    """急 5 熟 4 优 3."""
    if project.urgency_mark is None:
        return _("没有打分")
    values = {
        "urgency": project.urgency_mark,
        "readiness": project.readiness_mark,
        "merit": project.merit_mark,
    }
    return _("急需 %(urgency)s　成熟 %(readiness)s　优 %(merit)s") % values


def study_words(found: CandidateList | None) -> str:
    """Which meeting studied the list."""
    if found is None or found.study_body is None or found.study_on is None:
        return ""
    name = meeting_name(found.study_body, found.study_term_no or 0, found.study_meeting_no or 0)
    return f"{formats.day(found.study_on)}　{name}"


def chain_of(found: CandidateList | None) -> list[Step]:
    """起草 → 主席团研究 → 党委审定 → 确定."""
    names = (_("起草排序"), _("主席团研究"), _("党委逐项审定"), _("确定"))
    state = found.state if found else ""
    if state == "replaced":
        state = "frozen" if found and found.sha256 else "drafting"
    at = {"": 0, "drafting": 1, "studied": 2, "determining": 2, "determined": 3, "frozen": 4}[state]
    days = {
        1: found.study_on if found else None,
        2: found.party_on if found else None,
        3: found.frozen_at if found else None,
    }
    steps = []
    for number, name in enumerate(names):
        mark = "done" if number < at else "current" if number == at else "future"
        on = days.get(number)
        note = formats.short_day(on) if on is not None and number < at else ""
        steps.append(Step(name, mark, notes=(note,) if note else ()))
    return steps


def next_step(
    actor: Actor,
    place: Jurisdiction,
    year: ProjectYear,
    found: CandidateList | None,
    entries: Sequence[CandidateEntry],
) -> NextStep | None:
    """What comes next for the list, by whom; why not yet."""
    clerk = people(place, "clerk") or _("经办人")
    drafts = permissions.can_draft_list(actor, place)
    if found is None:
        verdict = opening_verdict(year, None)
        acts = [act(place, year, "open_list", _("起草候选项目表"), "list-ol")]
        step = card(
            _("起草候选项目表"), [(_("由谁"), clerk)], acts if drafts and verdict.allowed else []
        )
        return refused(step, "" if verdict.allowed else _(verdict.text))
    wanted = {
        "drafting": (_("主席团研究"), clerk, "record_study", _("登记主席团研究"), drafts),
        "studied": (_("党委（扩大）会议逐项审定"), clerk, "determine", _("登记党委审定"), drafts),
        "determining": (_("审定其余各项"), clerk, "determine", _("登记党委审定"), drafts),
        "determined": (
            _("确认审定结果"),
            people(place, "chair") or place.leader,
            "freeze_list",
            _("确定候选项目表"),
            permissions.can_freeze_list(actor, place),
        ),
    }
    if found.state not in wanted:
        return None
    title, who, name, label, may = wanted[found.state]
    why = ""
    if found.state == "determined":
        verdict = facts.freeze_verdict(found, entries)
        why = "" if verdict.allowed else _(verdict.text)
    acts = [act(place, year, name, label, "check-lg")] if may and not why else []
    if why and drafts and opening_verdict(year, found).allowed:
        acts = [act(place, year, "open_list", _("重新确定候选项目"), "arrow-repeat")]
    if found.state in {"drafting", "studied"}:
        verdict = facts.draft_verdict(found, entries)
        text = {} if verdict.allowed else {"why": _(verdict.text)}
        why = _("照现在这样，审定以后还不能确定：%(why)s") % text if text else ""
    if drafts and found.state in {"drafting", "studied"}:
        acts.append(act(place, year, "arrange_list", _("排定次序"), "list-ol"))
    return refused(card(title, [(_("由谁"), who)], acts), why)


def refused(step: NextStep, why: str) -> NextStep:
    """The card with why it cannot be done yet."""
    return NextStep(title=step.title, facts=step.facts, acts=step.acts, refusal=why)


def act(place: Jurisdiction, year: ProjectYear, name: str, label: str, icon: str) -> Act:
    return Act(label, reverse(f"projects:{name}", args=[place.code, year.year]), icon)


def others_of(
    actor: Actor, place: Jurisdiction, year: ProjectYear, found: CandidateList | None
) -> list[Act]:
    """What else may be done with the list."""
    if found is None:
        return []
    acts = []
    if found.state == "frozen":
        if document_permissions.can_draft(actor, place):
            name = "draft_candidate_sheet"
            acts.append(act(place, year, name, _("起草候选项目表公文"), "file-earmark-text"))
        if permissions.can_draft_list(actor, place):
            acts.append(act(place, year, "send_candidates", _("登记送代表"), "send"))
        if permissions.can_publish(actor, place):
            acts.append(act(place, year, "propose_candidates", _("拟公开候选项目表"), "globe2"))
    again = found.state in {"determining", "determined", "frozen"}
    if again and permissions.can_draft_list(actor, place) and opening_verdict(year, found).allowed:
        acts.append(act(place, year, "open_list", _("重新确定候选项目"), "arrow-repeat"))
    return acts


def outputs_of(
    place: Jurisdiction, year: ProjectYear, found: CandidateList | None
) -> list[tuple[Act, str]]:
    """What can be taken away of a frozen version, each with what it is for."""
    if found is None or not found.sha256:
        return []
    keys = [place.code, year.year, found.version]
    wanted = (
        ("booklet", _("候选项目手册（PDF）"), _("大字，带踏看照片，发给代表")),
        ("poster", _("张贴用海报（A3）"), _("村（社区）公告栏张贴")),
        ("candidates_wall", _("大屏页面"), _("会场、站点的大屏，逐页轮换，断网以后自己恢复")),
        ("screen_card", _("屏幕用图（16:9）"), _("公众号配图；没有网络的屏幕")),
        ("ballot_order", _("选票次序（JSON）"), _("印选票、导出用，带校验值")),
    )
    return [
        (
            Act(label, reverse(f"projects:{name}", args=keys), OUTPUT_ICONS.get(name, "download")),
            note,
        )
        for name, label, note in wanted
    ]
