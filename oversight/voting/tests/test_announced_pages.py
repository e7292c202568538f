"""公布以后的页面: what everybody reads of an announced vote by card, in each of the three ways of the rulebook."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from oversight.files import blobs
from oversight.institutions.tests import builders as make
from oversight.voting import actions, queries
from oversight.voting.secret import receipts
from oversight.voting.secret.browser_verifier import answer_words
from oversight.voting.tests import builders as b
from oversight.voting.tests import secret_builders as s
from oversight.voting.tests.test_card_pages import CHOICES, plain, prepared, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db", "built")]


@pytest.fixture
def built(monkeypatch):
    """A booth page as if it were built."""
    page = b"<!doctype html><style>a{}</style><script>1</script>"
    monkeypatch.setattr("oversight.voting.secret.actions.freezing.kept", lambda: blobs.put(page))


@pytest.fixture(scope="module")
def office(module_db) -> b.Office:
    return b.make_office()


@pytest.fixture(scope="module")
def keys(office):
    return s.make_keys(office)


def test_an_archive_is_given_out_as_the_rulebook_says(office, keys, monkeypatch):
    hall = s.voted(s.make_hall(office, keys, trial=False), CHOICES)
    hall.declare()
    hall.decrypt(1, 2)
    for signer in queries.signers_of(hall.fresh()):
        actions.sign_by_code(
            office.actor("clerk"), office.place, hall.poll, name=signer.name, drawing=b.DRAWING
        )
    b.announced(office, hall.fresh())
    args = [office.place.code, hall.poll.public_id]
    box, tables = hall.box, "本浏览器算出"
    sheet = queries.sheet_of(hall.fresh())
    assert sheet is not None
    result = ("社区食堂", "须得票数", "赞成须 11 票及以上", in_fours(sheet.sha256))
    counted = [receipts.tracker_of(bytes.fromhex(one.hash)) for one in box.board.all()]
    for rule, told, kept in (
        ("public", ("按一个按钮", f"verify {box.uuid}.bel", *result, *counted), ("依申请提供",)),
        ("on_request", ("以书面向", "选这个文件", tables, f"存为 {box.uuid}.bel", *result, *counted), ("按一个按钮", "任何人都可以下载")),
        ("hash_only", ("只公布校验值", "公布的结果", "社区食堂"), ("按一个按钮", tables, ".bel", *counted)),
    ):  # fmt: skip
        for module in ("public", "announced", "archive_words"):
            monkeypatch.setattr(f"oversight.voting.secret.{module}.archive_rule", lambda poll, r=rule: r)  # fmt: skip
        page = plain(Client().get(reverse("voting:verify_vote", args=args)))
        assert [words for words in told if words not in page] == [], rule
        assert [words for words in kept if words in page] == [], rule
        by = "“其他议案、报告和决定”一行" if rule == "on_request" else "有的项人数不够，不公布票数"
        assert by in page and "现在宣布" not in page
        status = Client().get(reverse("voting:vote_archive", args=args)).status_code
        assert status == (200 if rule == "public" else 404)
    monkeypatch.setattr("oversight.voting.secret.announced.of_persons", lambda poll: True)
    page = plain(Client().get(reverse("voting:verify_vote", args=args)))
    assert "社区食堂" not in page and "人事事项的表决结果由会议的公告公布" in page


def in_fours(value: str) -> str:
    return " ".join(value[at : at + 4] for at in range(0, 64, 4))


def test_who_prepares_learns_how_the_archive_will_be_published(office, keys):
    poll, clerk = prepared(office, matter="decision"), make.signed_in(office.grants["clerk"])
    for address in (url(poll), url(poll, "freeze_ballot")):
        page = plain(clerk.get(address))
        assert "依申请提供：宣布以后公布结果" in page and "依据：本级议事规则" in page
    other = prepared(office)
    page = plain(clerk.get(url(other, "freeze_ballot")))
    assert "公开，任何人可以下载、验证" in page and "民生实事项目票决”一行" in page


def test_answers_of_the_protocol_are_told_in_english(office, keys):
    poll = prepared(office, kind="vote", options=["示例路改造"], k=None, matter="decision")
    with override("en"):
        known = answer_words(queries.form_of(poll))
    assert known == {"赞成": "Yes", "反对": "No", "弃权": "Abstain"}
    assert answer_words(queries.form_of(prepared(office))) == {}
