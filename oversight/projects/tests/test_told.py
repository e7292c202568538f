"""凭回执码看到的话: how far the project of a proposal came; nothing of a vote before its announcement."""

from __future__ import annotations

import pytest

from oversight.institutions.models import Jurisdiction
from oversight.projects.models import LivelihoodProject, ProjectYear, Proposal
from oversight.projects.pages.told import told_of
from oversight.projects.rules.stages import PROJECT_STATES, YEAR_STATES

PLACE = Jurisdiction(code="xihu", name="西湖镇")


def told(state: str, year_state: str, proposal: str = "taken"):
    """Of a proposal whose project is there, in a year that stands there."""
    year = ProjectYear(jurisdiction=PLACE, year=2027, state=year_state)
    project = LivelihoodProject(
        jurisdiction=PLACE, project_year=year, state=state, state_reason="没有用地"
    )
    return told_of(Proposal(project_year=year, state=proposal), None, project)


@pytest.mark.parametrize(
    ("state", "year", "words"),
    [
        ("preliminary", "preliminary", "初选项目"),
        ("proposed", "proposed", "正在论证"),
        ("set_aside", "proposed", "没有用地"),
        ("candidate", "candidate", "等人大代表票决"),
        ("chosen", "voted", "等主席团公告"),
        ("chosen", "announced", "已经选定为2027年民生实事项目"),
        ("implementing", "implementing", "现在：实施中"),
        ("accepted", "rated", "现在：已验收"),
        ("reserve", "announced", "不自动递补"),
        ("not_chosen", "filed", "没有选定"),
        ("candidate", "announced", "下次会议另行票决"),
    ],
)
def test_whoever_proposed_reads_how_far_its_project_came(state, year, words):
    assert words in told(state, year).text
    assert bool(told(state, year).url) == (words.startswith(("已经选定", "现在")))


@pytest.mark.parametrize("state", ["chosen", "reserve", "not_chosen", "implementing"])
def test_nothing_of_a_vote_is_told_before_its_announcement(state):
    for year in YEAR_STATES[: YEAR_STATES.index("announced")]:
        assert told(state, year) == told("chosen", year)


def test_every_state_has_its_words_and_a_deleted_proposal_only_its_own():
    for state in PROJECT_STATES:
        for year in YEAR_STATES:
            found = told(state, year)
            assert found.word and found.badge and "%(" not in found.text
    assert "已经应你的要求删除" in told("implementing", "rated", "deleted").text
