"""回避怎么公布: paper, page of the case and public page say alike how many recused, why, and the base; no name."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from oversight.cases.pages.hearing import count_words
from oversight.cases.publishing import figures_part
from oversight.meetings.drafts.results import recused_line
from oversight.voting.values import Outcome

FIGURES: dict[str, Any] = {
    "base": 45,
    "present": 38,
    "rows": [
        {"name": "县水利局", "satisfied": 30, "silent": 8},
        {"name": "县民政局", "satisfied": 28, "silent": 8},
    ],
    "bases": {"县民政局": 43, "县水利局": 45},
    "recusals": [
        {
            "option": "县民政局",
            "name": "方知行",
            "reason": "在被测评单位任职",
            "detail": "副局长",
            "by_rule": True,
        },
        {
            "option": "县民政局",
            "name": "沈清和",
            "reason": "近亲属任局长",
            "detail": "",
            "by_rule": False,
        },
    ],
}
WORDS = "；回避 2 人（在被测评单位任职、本人申报），不计入基数，基数 43 人"


def test_the_paper_names_options_reasons_and_bases_but_nobody():
    assert recused_line(Outcome("valid", (), figures=FIGURES)) == [
        "回避的不计入基数：县民政局2人（在被测评单位任职、本人申报），基数43人。"
    ]
    assert recused_line(Outcome("valid", (), figures={**FIGURES, "recusals": []})) == []


def test_page_of_the_case_and_public_page_say_the_same():
    public = figures_part(FIGURES)
    assert "方知行" not in str(public)
    assert count_words(FIGURES)[1] == count_words(public)[1]
    assert count_words(public)[1][1] == ("县民政局", f"满意 28，未按或未填 8{WORDS}")
    result = {"number": 1, "passed": True, "meeting": "", "on": "2026-09-28", "figures": public}
    page = render_to_string("cases/public/result.html", {"content": {"results": [result]}})
    assert WORDS in page and "全体组成人员的半数才通过" not in page
