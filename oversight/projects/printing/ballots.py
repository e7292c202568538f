"""选票和结果海报的内容: ballots from measure and frozen list alone, the poster from the rounds as announced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import override

from oversight.institutions.queries import profile_of
from oversight.projects.models import BallotMeasure, CandidateList, ProjectBallot, ProjectYear
from oversight.projects.papers import KEPT_IN, day, wan
from oversight.projects.papers_voting import due, heads, numeral
from oversight.projects.printing.content import BRIEF
from oversight.projects.printing.sheets import Sheet
from oversight.projects.queries.ballots import plain, titles_of, whole_of
from oversight.projects.queries.candidates import on_ballot
from oversight.projects.rules.balloting import Round

BALLOT = Sheet("ballot.typ", "pdf", True)
RESULT = Sheet("result.typ", "pdf", True)
PAPERS = ("a5", "a4")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "approve_each": ("赞成", "反对", "弃权"),
    "choose_up_to_k": ("赞成",),
    "exactly_k": ("赞成",),
    "rank": ("位次",),
}
HOW = {
    "approve_each": "每项在一个方框内打“√”，只打一个；不填的视为弃权。",
    "choose_up_to_k": "在赞成的项目的方框内打“√”，最多{places}项；多于{places}项的，整张票作废。",
    "exactly_k": "在赞成的项目的方框内打“√”，正好{places}项；多于或者少于{places}项的，整张票作废。",
    "rank": "按急需程度在“位次”栏写1至{places}，一个位次只写一项；重复位次的，整张票作废。",
}
AGAIN = {"tied": "得票相同的项目再次投票", "open": "其余候选项目另行投票"}


@override(KEPT_IN)
def ballot_data(
    measure: BallotMeasure,
    found: CandidateList,
    held: Round,
    *,
    meeting: str,
    round_no: int,
    paper: str,
    copies: int,
) -> dict[str, Any]:
    """Everything that a ballot prints; every copy is the same, numbered by the position of the items alone."""
    names = set(held.names)
    rows = [row for row in on_ballot(found) if plain(row["title"]) in names]
    again = f"第{numeral(round_no)}次投票：{AGAIN[held.kind]}" if held.kind in AGAIN else ""
    chosen = f"候选{len(rows)}项，应选{held.places}项。"
    return {
        "paper": paper,
        "copies": copies,
        "kind": measure.ballot,
        "place": found.jurisdiction.name,
        "title": f"{found.project_year.year}年民生实事项目票决选票",
        "meeting": meeting,
        "round": again,
        "rules": [
            chosen + HOW[measure.ballot].format(places=held.places),
            "无记名，不写姓名，不做记号。用钢笔或者签字笔填写。",
        ],
        "columns": COLUMNS[measure.ballot],
        "items": [
            {"position": n, "title": row["title"], "detail": detail(row)}
            for n, row in enumerate(rows, 1)
        ],
        "foot": f"{found.jurisdiction.name}　候选项目表第{found.version}版　校验值 {found.sha256[:16]}",
        "demo": profile_of(found.jurisdiction).demo,
    }


def detail(row: Mapping[str, Any]) -> str:
    """Content, cost, due day, in one line."""
    parts = [str(row["requirement"]).rstrip("。")]
    if row["cost_yuan"] is not None:
        parts.append(f"投资{wan(row['cost_yuan'])}")
    if row["due"]:
        parts.append(f"{due(row)}完成")
    return "；".join(parts) + "。"


@override(KEPT_IN)
def poster_data(
    year: ProjectYear, measure: BallotMeasure, ballots: Sequence[ProjectBallot], meeting: str
) -> dict[str, Any]:
    """The chosen with their votes, the others by name and votes, the heads of every round."""
    last = [one for one in ballots if one.status == "valid"][-1]
    whole, chosen = whole_of(last), set(last.result["whole"]["chosen"])
    votes = votes_of(ballots)
    listed = on_ballot(last.list)
    word = "分" if measure.ballot == "rank" else "票赞成"
    base = last.figures["base"]
    return {
        "title": f"{year.jurisdiction.name}{year.year}年民生实事项目",
        "place": year.jurisdiction.name,
        "year": year.year,
        "summary": f"{day(last.announced_on)}由人大代表票决选定 {len(whole.chosen)} 项",
        "items": [
            {
                "title": row["title"],
                "brief": brief(row["requirement"]),
                "cost": wan(row["cost_yuan"]),
                "due": f"{due(row)}完成" if row["due"] else "",
                "unit": row["unit"],
                "votes": votes.get(row["project"], ""),
                "word": word if measure.ballot == "rank" else f"{word}（全体 {base} 人）",
            }
            for row in listed
            if row["project"] in chosen
        ],
        "rest": [
            f"{row['title']} {votes.get(row['project'], '')}{word[:1]}"
            for row in listed
            if row["project"] not in chosen
        ],
        "lines": [
            meeting,
            *(f"第{numeral(one.round)}次投票：{heads(one.figures)}" for one in ballots),
            f"依据《{measure.title}》票决。",
        ],
        "foot": f"候选项目表第{last.list.version}版　校验值 {last.list.sha256[:16]}",
        "demo": profile_of(year.jurisdiction).demo,
    }


def brief(text: str) -> str:
    return text if len(text) <= BRIEF else f"{text[: BRIEF - 1]}…"


def votes_of(ballots: Sequence[ProjectBallot]) -> dict[str, int]:
    """By project its votes (or points) in the newest round that it stood in."""
    found: dict[str, int] = {}
    for ballot in ballots:
        if ballot.status != "valid" or ballot.result["held"]["kind"] == "confirm":
            continue
        ids = {name: key for key, name in titles_of(ballot.list).items()}
        points = ballot.result["round"]["points"]
        for row in ballot.figures["rows"]:
            key = ids[row["name"]]
            found[key] = points.get(key, 0) if points else row["yes"]
    return found
