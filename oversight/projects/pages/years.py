"""项目年页面的内容: chain of states, figures that open into lists."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.institutions.models import Jurisdiction
from oversight.projects.models import ProjectYear, Proposal
from oversight.projects.publishing import NOTICE, notice_content
from oversight.projects.publishing_selecting import CANDIDATES, PRELIMINARY
from oversight.projects.queries.ballots import still_voting
from oversight.projects.queries.proposals import Counts, counts_of, untold
from oversight.publications import queries as publications
from oversight.publications.entries import content_digest
from oversight.publications.models import PublicationVersion
from oversight.ui import formats
from oversight.ui.page import Step

CHAIN = (
    ("collecting", ("collecting",)),
    ("preliminary", ("preliminary",)),
    ("proposed", ("proposed",)),
    ("candidate", ("candidate",)),
    ("considered", ("considered", "measure_adopted")),
    ("voted", ("voted",)),
    ("announced", ("announced", "filed")),
    ("implementing", ("implementing", "supervised")),
    ("completed", ("completed", "unfinished")),
    ("rated", ("rated",)),
)
"""What the chain shows, and the states of the year that belong to each of its steps."""


def names() -> dict[str, str]:
    """The steps in words."""
    return {
        "collecting": pgettext("chain", "征集"),
        "preliminary": pgettext("chain", "初选"),
        "proposed": pgettext("chain", "论证"),
        "candidate": pgettext("chain", "候选"),
        "considered": pgettext("chain", "大会审议"),
        "voted": pgettext("chain", "票决"),
        "announced": pgettext("chain", "公告报备"),
        "implementing": pgettext("chain", "实施督导"),
        "completed": pgettext("chain", "完成情况"),
        "rated": pgettext("chain", "测评"),
    }


def chain_of(year: ProjectYear) -> list[Step]:
    """Where the year stands: what a state names is reached; after collecting the next one is under way.

    While a tie or an open place waits for another vote, the vote is under way.
    """
    words = names()
    at = next((n for n, (_code, states) in enumerate(CHAIN) if year.state in states), -1)
    if still_voting(year):
        at -= 1
    collecting_over = year.state == "collecting" and year.collecting_ended_at is not None
    found = []
    for number, (code, _states) in enumerate(CHAIN):
        if number < at or (number == at and (number > 0 or collecting_over)):
            state = "done"
        elif number == at or (number == at + 1 and at >= 0):
            running = number == at or at > 0 or collecting_over
            state = "current" if running else "future"
        else:
            state = "future"
        notes = collecting_notes(year) if code == "collecting" else ()
        found.append(Step(words[code], state, notes=notes))
    return found


def collecting_notes(year: ProjectYear) -> tuple[str, ...]:
    """The days of collecting under its step, a line each: a step is narrow."""
    if year.collecting_from is None or year.collecting_to is None:
        return ()
    first, last = formats.short_day(year.collecting_from), formats.short_day(year.collecting_to)
    return (_("%(day)s起") % {"day": first}, _("%(day)s止") % {"day": last})


@dataclass(frozen=True)
class YearRow:
    """清单里的一年。"""

    year: ProjectYear
    url: str
    chain: list[Step]
    counts: Counts
    word: str


def year_row(place: Jurisdiction, year: ProjectYear) -> YearRow:
    """One year with its chain and how much came in."""
    url = reverse("projects:year", args=[place.code, year.year])
    return YearRow(year, url, chain_of(year), counts_of(year), year.state_word)


def years_title(rows: list[YearRow]) -> str:
    """The first sentence of the list."""
    if not rows:
        return _("还没有设立项目年")
    newest = rows[0]
    values = {"year": newest.year.year, "state": newest.word}
    return _("%(year)d年民生实事：%(state)s") % values


def year_title(year: ProjectYear, counts: Counts) -> str:
    """What the year's page says first."""
    values = {"year": year.year, "n": counts.counted, "open": counts.open, "held": counts.held}
    if year.state == "prepared":
        return _("%(year)d年民生实事项目：还没有开始征集") % values
    if year.state == "collecting":
        return _("收到建议 %(n)d 条，%(open)d 条没有结论，%(held)d 条待查看") % values
    return str(year)


def year_lead(year: ProjectYear) -> list[str]:
    """Year, how many to choose, the money, the days left."""
    parts = [_("%(year)d年") % {"year": year.year}]
    if year.to_choose:
        parts.append(_("拟选定 %(n)d 项") % {"n": year.to_choose})
    if year.frame_yuan:
        parts.append(_("资金盘子 %(n)s 万元") % {"n": formats.figure(year.frame_yuan / 10_000)})
    parts.append(year.state_word)
    return parts


def dates_of(year: ProjectYear) -> list[tuple[str, str]]:
    """The days of collecting as facts."""
    return [
        (_("征集从"), formats.day(year.collecting_from)),
        (_("征集到"), formats.day(year.collecting_to)),
    ]


@dataclass(frozen=True)
class Figure:
    """一个数: it opens into its list."""

    label: str
    number: int
    url: str
    icon: str = ""


def figures_of(place: Jurisdiction, year: ProjectYear, counts: Counts) -> list[Figure]:
    """How many proposals stand where."""
    listed = reverse("projects:proposals", args=[place.code, year.year])
    wanted = (
        (_("收到的建议"), counts.counted, "", "inbox"),
        (_("还没有看过"), counts.unseen, "?state=unseen", "eye"),
        (_("待人工查看"), counts.held, "?state=held", "hourglass-split"),
        (_("没有转化的问题"), counts.problems, "?state=problems", "question-circle"),
        (_("没有结论"), counts.open, "?state=open", "circle-half"),
        (_("已列入初选"), counts.taken, "?state=taken", "check-circle-fill"),
        (_("未采纳"), counts.not_taken, "?state=not_taken", "arrow-return-left"),
        (_("未采纳、没有当面或书面答复"), untold(year), "?state=untold", "telephone"),
        (_("不作为建议"), counts.by_state.get("spam", 0), "?state=spam", "slash-circle"),
        (_("应本人要求删除"), counts.by_state.get("deleted", 0), "?state=deleted", "trash"),
    )
    return [Figure(label, number, listed + query, icon) for label, number, query, icon in wanted]


def channels_of(place: Jurisdiction, year: ProjectYear, counts: Counts) -> list[Figure]:
    """By which way they came."""
    listed = reverse("projects:proposals", args=[place.code, year.year])
    return [
        Figure(str(word), counts.by_channel.get(code, 0), f"{listed}?channel={code}")
        for code, word in Proposal.CHANNELS
    ]


@dataclass(frozen=True)
class Notice:
    """征集公告此刻的样子: the public version, what waits, and whether the words differ from what is public."""

    public: PublicationVersion | None = None
    waiting: PublicationVersion | None = None
    differs: bool = False
    public_url: str = ""
    desk_url: str = ""


def notice_of(place: Jurisdiction, year: ProjectYear) -> Notice:
    """How the publication of the notice stands."""
    if year.opened_at is None:
        return Notice()
    key = str(year.year)
    public = publications.published_under(place, NOTICE, key)
    waiting = publications.proposal_for(place, NOTICE, key)
    public_url = desk_url = ""
    if public is not None:
        keys = [place.code, public.publication.public_id]
        public_url = reverse("publications:publication", args=keys)
    if waiting is not None:
        desk_url = reverse("publications:review", args=[place.code, waiting.public_id])
    digest = content_digest(notice_content(year))
    shown = waiting or public
    differs = shown is None or shown.content_digest != digest
    return Notice(public, waiting, differs, public_url, desk_url)


def lists_of(place: Jurisdiction, year: ProjectYear) -> list[tuple[str, str]]:
    """The lists of a year that the public may read, each with its address."""
    wanted = ((PRELIMINARY, _("初选项目清单")), (CANDIDATES, _("候选项目表")))
    found = []
    for kind, word in wanted:
        public = publications.published_under(place, kind, year.public_id)
        if public is not None:
            keys = [place.code, public.publication.public_id]
            found.append((word, reverse("publications:publication", args=keys)))
    return found


def draft_title(place: Jurisdiction, year: ProjectYear) -> str:
    """A title to begin with."""
    values = {"place": place.name, "year": year.year}
    return _("关于征集%(place)s%(year)d年民生实事项目的公告") % values


def draft_text(place: Jurisdiction, year: ProjectYear) -> str:
    """Words to begin with; the office writes its own."""
    return _(
        "为把群众最盼的事列进%(year)d年民生实事项目，现向全社会公开征集建议。\n"
        "征集的项目应当是：群众有需求、财政可承担、事小而面广、当年可完工。\n"
        "可以在网上提，也可以到村（社区）和代表联络站填写建议表。每条建议都有回执，凭回执码可以查看结果；没有采纳的，说明原因。"
    ) % {"year": year.year}
