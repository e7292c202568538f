"""调整、暂停、恢复、终止、补选的用语: what an application says on the agenda and in messages."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oversight.meetings.rules import notes
from oversight.projects.models import ProjectChange
from oversight.projects.pages.works import WorkRow, money
from oversight.projects.rules import reserve
from oversight.ui import formats

NOTE_CHARACTERS = 1000  # as many as an item of the agenda holds


def reason_words(change: ProjectChange) -> str:
    """On what the application rests, as the agenda says it."""
    if change.replaces is not None:
        return _("“%(title)s”已由大会决定终止，名额空出") % {"title": change.replaces.title}
    if change.kind == reserve.ACT:
        return _("票决选定的少于应选项数，名额空缺")
    return _("政府因%(cause)s提出") % {"cause": change.get_cause_display()}


def note_words(change: ProjectChange, row: WorkRow) -> str:
    """议题的说明: the reason, and what stands now beside what shall be, so that deputies know what they vote on."""
    wanted, project = change.wanted, change.project
    lines = [_("理由：%(text)s") % {"text": change.text}]
    if wanted.get("due"):
        lines.append(due_words(row, wanted["due"]))
    if wanted.get("budget_yuan"):
        sums = {"old": row.budget_words or "–", "new": money(wanted["budget_yuan"])}
        lines.append(_("预算：%(old)s 改为 %(new)s。") % sums)
    if wanted.get("content"):
        texts = {"old": project.requirement, "new": wanted["content"]}
        lines.append(_("建设内容：%(old)s 改为：%(new)s") % texts)
    return notes.within("\n".join(lines), NOTE_CHARACTERS)


def due_words(row: WorkRow, wanted: str) -> str:
    """完工日期: the plan's day as the congress decided it, the unit's own new day where there is one, and the one wanted."""
    days = {"old": formats.day(row.promised) or "–", "new": formats.day(wanted)}
    if row.own_due is None:
        return _("完工日期：%(old)s 改为 %(new)s。") % days
    days["own"] = formats.day(row.own_due)
    return _("完工日期：计划 %(old)s（单位说明的新时限 %(own)s）改为 %(new)s。") % days


def words(change: ProjectChange) -> dict[str, str]:
    """Project and kind for a sentence."""
    project = change.project
    return {
        "code": project.code,
        "title": project.title,
        "what": str(change.get_kind_display()),
    }
