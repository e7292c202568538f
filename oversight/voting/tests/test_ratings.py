"""测评规则: what a body has adopted, kept with the vote; too few raters give no result and no counts."""

from __future__ import annotations

import pytest
from django.urls import reverse

from oversight.audit.errors import Invalid, Refused
from oversight.institutions.tests import builders as make
from oversight.rulebooks import queries as rulebooks
from oversight.rulebooks.sections import Ratings
from oversight.rulebooks.tests.builders import change, make_adopted, make_draft
from oversight.voting import actions, queries
from oversight.voting.actions.locking import content_of
from oversight.voting.pages.words import cited_basis, quorum_word, rule_word
from oversight.voting.simulations import simulate_ratings
from oversight.voting.tests import builders as b
from oversight.voting.values import Voters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
OWN = [
    {
        "code": "by_share", "body_kind": "standing_committee", "satisfied_from": 70,
        "basically_from": 40, "least_raters": 12, "basis": "《测评办法》第五条", "text": "本级的界限",
    },
    {
        "code": "half_of_all_counts", "body_kind": "raters", "satisfied_from": 0,
        "basically_from": 0, "least_raters": 5, "basis": "《测评办法》第六条", "text": "群众代表测评",
    },
]  # fmt: skip

UNLIMITED = {"satisfied_from": 0, "basically_from": 0}


@pytest.fixture(scope="module")
def office(module_db) -> b.Office:
    found = b.make_office()
    make_adopted(found.place, ratings={"rows": OWN})
    return found


def test_a_body_rates_by_its_own_limits_and_the_vote_keeps_them(office: b.Office):
    poll = b.make_rating(office, rule="by_share")
    assert poll.rating == {"least_raters": 12, "satisfied_from": 70, "basically_from": 40}
    assert rulebooks.at(poll.rulebook, office.place).section("ratings").to_dict() == {"rows": OWN}
    rows = [(26, 9, 0, 3), (26, 11, 0, 1)]
    outcome = queries.outcome_of(b.through(office, poll, rows, 38))
    assert outcome.grades == {"县民政局": "satisfied", "县水利局": "satisfied"}
    assert "满意 70% 以上为满意，40% 以上为基本满意；参加测评不到 12 人的不出结果" in outcome.text
    assert (
        f"依据{office.place.name}规则簿 {rulebooks.in_force(office.place).label}，按"
        in outcome.text
    )
    sheet = queries.sheet_of(b.fresh(poll))
    assert sheet.content["rating"] == poll.rating


def test_a_measure_that_was_typed_is_a_title_and_none_is_the_rulebook(office: b.Office):
    with pytest.raises(Invalid) as refused:
        b.make_rating(office, measure="办法")
    assert (refused.value.code, refused.value.where) == ("measure_too_short", "measure")
    typed = b.make_rating(office, rule="by_share", measure="工作评议办法")
    assert cited_basis(typed) == "《工作评议办法》"
    label = rulebooks.in_force(office.place).label
    assert (
        cited_basis(b.make_rating(office, rule="by_share")) == f"{office.place.name}规则簿 {label}"
    )


@pytest.mark.parametrize(
    ("rule", "voters"),
    [
        ("half_of_all_counts", Voters("县人大常委会", "standing_committee")),
        ("share_80_50", Voters("县人大常委会", "standing_committee")),
        ("by_share", Voters("群众代表")),
        ("rates_only", Voters("县人民代表大会", "congress")),
    ],
)
def test_a_rule_that_the_body_has_not_adopted_is_refused(office: b.Office, rule: str, voters):
    with pytest.raises(Refused) as refused:
        b.make_rating(office, rule=rule, voters=voters)
    assert (refused.value.code, refused.value.where) == ("rule_not_adopted", "rule")


def test_too_few_raters_give_neither_grade_nor_counts_to_anybody_else(office: b.Office):
    voters = Voters("群众代表")
    poll = b.make_rating(office, voters=voters, roll=b.roll(9, 9))
    poll = b.through(office, poll, [(0, 1, 3, 5), (4, 1, 1, 3)], 9)
    outcome = queries.outcome_of(poll)
    why = "参加测评 4 人，不到 5 人，不出结果。"
    assert outcome.grades == {"县民政局": None, "县水利局": "basically_satisfied"}
    assert outcome.withheld == {"县民政局": why}
    assert f"“县民政局”：{why}" in outcome.text
    row = {"name": "县民政局", "withheld": why}
    assert outcome.figures["rows"][0] == row == outcome.figures["parts"][0]["rows"][0]
    assert outcome.figures["rates"]["县民政局"] == [None, None]
    reader, clerk = (make.signed_in(office.grants[role]) for role in ("auditor", "clerk"))
    for name in ("poll", "result_print"):
        url = reverse(f"voting:{name}", args=[office.place.code, poll.public_id])
        shown = reader.get(url).context["grids"][0].rows
        assert [[cell.first for cell in one.cells] for one in shown] == [[None] * 4, [4, 1, 1, 3]]
    count = reverse("voting:count", args=[office.place.code, poll.public_id])
    assert (reader.get(count).status_code, clerk.get(count).status_code) == (403, 200)


def test_no_correction_and_no_recount_tells_a_withheld_figure(office: b.Office):
    """Who counted reads on why it was counted again."""
    clerk, place = office.actor("clerk"), office.place
    poll = b.make_rating(office, voters=Voters("群众代表"), roll=b.roll(9, 9))
    poll = b.collected(office, poll, 9, 9)
    good = b.figures(poll, [(0, 1, 3, 5), (4, 1, 1, 3)], valid=9, invalid=0)
    change = {"side": "first", "reason": "看原票", "witness": "秦望川"}
    b.entered(office, poll, good)
    asked = {"reason": "第一项不满意少数了一票", "ordered_by": "秦望川"}
    actions.order_recount(clerk, place, b.fresh(poll), **asked)
    wrong = {"paper.0.dissatisfied": 7, "paper.1.dissatisfied": 8}
    poll = b.entered(office, b.fresh(poll), good | wrong, good)
    for cell, value in (("paper.0.dissatisfied", 3), ("paper.1.dissatisfied", 1)):
        actions.correct_cell(clerk, place, poll, cell=cell, value=value, **change)
    poll = b.announced(office, b.signed(office, b.fresh(poll)))
    for name in ("poll", "result_print"):
        url = reverse(f"voting:{name}", args=[place.code, poll.public_id])
        seen = {
            role: make.signed_in(office.grants[role]).get(url).context
            for role in ("auditor", "clerk")
        }
        assert [one["old"] for one in seen["auditor"]["corrections"]] == [8]
        assert (len(seen["auditor"]["recounts"]), len(seen["clerk"]["recounts"])) == (0, 1)


def test_another_round_keeps_rule_and_rulebook_together(module_db):
    """Void it goes on as it was; cancelled before anybody voted it is prepared under the rulebook in force."""
    office = b.make_office()
    clerk, place = office.actor("clerk"), office.place
    cancelled, void = (b.make_rating(office, rule="by_share") for _poll in range(2))
    former = {"least_raters": 0, "satisfied_from": 80, "basically_from": 50}
    assert cancelled.rating == void.rating == former
    void = b.collected(office, void, 30, 31)
    cancelled = actions.cancel_poll(clerk, place, cancelled, reason="改期")
    make_adopted(place, ratings={"rows": OWN})
    book = rulebooks.in_force(place)
    again = actions.hold_again(clerk, place, void, roll=void.roll)
    assert (again.rating, again.rulebook, again.rulebook_sha256) == (
        former, void.rulebook, void.rulebook_sha256
    )  # fmt: skip
    anew = actions.hold_again(clerk, place, cancelled, roll=cancelled.roll)
    assert anew.rating == {"least_raters": 12, "satisfied_from": 70, "basically_from": 40}
    assert (anew.rulebook, anew.rulebook_sha256) == (book.reference, book.sha256)
    assert book.reference != void.rulebook


def test_an_older_vote_is_counted_as_it_was(office: b.Office):
    """Kept before the rulebook had ratings: no parameters, the former code, no quorum said."""
    other = b.make_office()
    poll = b.make_rating(other, rule="share_80_50")
    assert poll.rating == {"least_raters": 0, "satisfied_from": 80, "basically_from": 50}
    poll = b.collected(other, poll, 38, 38)
    figures = b.figures(poll, [(30, 8, 0, 0), (31, 7, 0, 0)], valid=38, invalid=0)
    poll = b.entered(other, poll, figures)
    poll.rating, poll.quorum, poll.voters = {}, "", ""
    count = queries.count_of(poll)
    assert count is not None
    content = content_of(poll, count)
    grades = {"县民政局": "basically_satisfied", "县水利局": "satisfied"}
    assert content["result"]["grades"] == grades
    assert content["figures"]["quorum"] == {"code": "", "needed": None}
    assert (quorum_word(poll), rule_word(poll)[-16:]) == (
        "",
        "80% 以上为满意，50% 以上为基本满意"[-16:],
    )


def test_a_draft_says_what_it_would_have_made_of_the_ratings_announced(office: b.Office):
    place = office.place
    poll = b.make_rating(office, rule="by_share", title="模拟的测评")
    b.through(office, poll, [(26, 9, 0, 3), (18, 12, 5, 3)], 38)
    draft = make_draft(place)
    stricter = {**OWN[0], "satisfied_from": 75}
    change(draft, "ratings", rows=[stricter, OWN[1]])
    client = make.signed_in(office.grants["clerk"])
    address = reverse("rulebooks:simulate", args=[place.code, draft.public_id, "ratings"])
    found = client.get(address).context["result"]
    cells = [list(line.cells) for line in found.lines[:2]]
    assert cells[0] == ["26", "9", "0", "–", "45", "满意", "基本满意"]
    assert cells[1] == ["18", "12", "5", "–", "45", "基本满意", "基本满意"]
    assert (
        found.lines[0].name.startswith("县民政局（")
        and "县民政局：满意 → 基本满意" in (found.lines[0].changes[0])
    )
    change(draft, "ratings", rows=[{**OWN[0], "code": "half_of_all_counts", **UNLIMITED}])
    found = client.get(address).context["result"]
    assert found.lines[0].cells[-1] == "满意", "26 of 45, by the only rule that the draft has"
    change(draft, "ratings", rows=[OWN[1]])
    assert client.get(address).context["result"].lines[0].cells[-1] == "草稿没有这个机构的测评规则"


def test_without_an_announced_rating_there_is_nothing_to_try():
    place = make.make_place("voting-nothing-rated")
    found = simulate_ratings(place, Ratings(rows=()))
    assert (found.lines, found.words.none) == ([], "还没有宣布过的测评")
