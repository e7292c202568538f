"""凭回执码看到的话: what became of a proposal, down to the project that was chosen and how it stands today."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.projects.models import LivelihoodProject, Proposal
from oversight.projects.pages.proposals import BADGES
from oversight.projects.pages.selecting import BADGES as PROJECT_BADGES
from oversight.projects.queries.building import CHOSEN
from oversight.projects.rules.stages import WITH_RESULT

ARGUED = frozenset({"proposed", "argued", "returned"})
VOTED = CHOSEN | {"reserve", "not_chosen"}


@dataclass(frozen=True)
class Told:
    """一条建议的结果: a word with its badge, a sentence, and where the project is to be followed."""

    word: str
    badge: str
    text: str
    url: str = ""


def told_of(proposal: Proposal, into: Proposal | None, project: LivelihoodProject | None) -> Told:
    """For whoever proposed it; of one that was taken, itself or as what it was turned into, what became of its project."""
    if proposal.state == "turned" and into is not None and project is not None:
        proposal = into
    if proposal.state == "taken" and project is not None:
        return told_of_project(project)
    word, badge = str(proposal.get_state_display()), BADGES[proposal.state]
    return Told(word, badge, words(proposal)[proposal.state])


def words(proposal: Proposal) -> dict[str, str]:
    """The state of a proposal in a sentence."""
    year = proposal.project_year.year
    return {
        "received": _("已收到，正在初选。每一条都会有结论。"),
        "held": _("已收到，等工作人员查看。"),
        "spam": _("工作人员看过，没有作为建议。有疑问的，请拨打咨询电话。"),
        "turned": _("工作人员把你反映的问题写成了一个项目建议，继续办理。"),
        "taken": _("已经列入%(year)d年民生实事初选项目。") % {"year": year},
        "not_taken": _("没有采纳，原因写在下面。"),
        "deleted": _("已经应你的要求删除，编号保留。"),
    }


def told_of_project(project: LivelihoodProject) -> Told:
    """How far its project came; nothing of a vote before its result was announced."""
    year, state = project.project_year, project.state
    word, badge = str(project.get_state_display()), PROJECT_BADGES[state]
    values = {"year": year.year, "why": project.state_reason, "state": word}
    if state in VOTED and year.state not in WITH_RESULT:
        return Told(_("已票决"), "waiting", _("已经票决，等主席团公告结果。"))
    if state in CHOSEN:
        text = _("已经选定为%(year)d年民生实事项目，现在：%(state)s。") % values
        url = reverse("projects:public_work", args=[project.jurisdiction.code, project.public_id])
        return Told(word, badge, text, url)
    if state == "candidate" and year.state in WITH_RESULT:
        return Told(word, badge, _("这次票决没有选定，名额留到下次会议另行票决。"))
    if state in ARGUED:
        return Told(word, badge, _("通过了初选，正在论证能不能办。"))
    ended = {
        "rejected": _("归入的项目没有通过初选：%(why)s"),
        "set_aside": _("通过了初选，论证以后没有提出：%(why)s"),
        "struck": _("论证以后没有列入候选项目：%(why)s"),
        "candidate": _("已经列为%(year)d年民生实事候选项目，等人大代表票决。"),
        "reserve": _("没有选定，列为备选项目；不自动递补，须由代表大会另行决定。")
        if year.state in WITH_RESULT
        else _("已经列为%(year)d年民生实事备选项目。"),
        "not_chosen": _("人大代表票决没有选定。票数在票决结果里。"),
    }
    text = ended.get(state, _("已经列入%(year)d年民生实事初选项目。"))
    return Told(word, badge, text % values)
