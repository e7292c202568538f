"""在浏览器里验证: the public page of an announced vote by card, its button pressed, a mirror that was changed, a tracker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from secret_ballot.v1.ballots import read_ballot
from secret_ballot.v1.contents import read_contents
from secret_ballot.v1.elections import read_election
from secret_ballot.verify import verify

from oversight.files import blobs
from oversight.voting import actions, queries
from oversight.voting.secret import archives, publishing
from oversight.voting.secret.board import card_of
from oversight.voting.secret.receipts import tracker_of
from oversight.voting.secret.receiving import cast
from oversight.voting.tests import builders as b
from oversight.voting.tests import secret_builders as s
from packages.secret_ballot.tests.made import changed, written

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHOICES = [[[1, 1, 0]], [[1, 0, 0]], [[0, 1, 1]]]


@pytest.fixture(scope="session", autouse=True)
def django_beside_the_browser() -> Iterator[None]:
    """The browser's loop runs in this thread until the end; Django's calls are not in it, which it cannot know."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def booth(monkeypatch: pytest.MonkeyPatch) -> None:
    """A booth page as if it were built."""
    page = b"<!doctype html><style>a{}</style><script>1</script>"
    monkeypatch.setattr("oversight.voting.secret.actions.freezing.kept", lambda: blobs.put(page))


@pytest.fixture
def hall(booth: None) -> s.Hall:
    """Three ballots for projects, of which anybody may read the archive."""
    office = b.make_office()
    hall = s.make_hall(office, s.make_keys(office), trial=False, matter="project_choice")
    return announced(s.voted(hall, CHOICES))


def announced(hall: s.Hall) -> s.Hall:
    """Opened, signed, announced, the archive's check value fixed."""
    office = hall.office
    hall.declare()
    hall.decrypt(1, 3)
    for signer in queries.signers_of(hall.fresh()):
        actions.sign_by_code(
            office.actor("clerk"), office.place, hall.poll, name=signer.name, drawing=b.DRAWING
        )
    b.announced(office, hall.fresh())
    publishing.fix_archive(hall.fresh())
    return hall


def test_the_button_counts_again_and_refuses_a_changed_mirror(
    hall: s.Hall, browser: Any, live_server: Any, tmp_path: Path, settings: Any
):
    raw = archives.archive_file(hall.box).read_bytes()
    contents = read_contents(raw)
    address = reverse("voting:verify_vote", args=[hall.office.place.code, hall.poll.public_id])
    context = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(20_000)
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if "Policy" in m.text else None)
    page.goto(live_server.url + address)
    card = page.locator("#in-browser")
    card.get_by_role("button", name="在这个浏览器里验证").click()
    card.get_by_text("有效：每一项核对都成立，结果与本页公布的相同").wait_for()
    assert card.locator('[data-state="held"]').count() == 7
    cells = [row.split("\t") for row in card.locator("tbody tr").all_inner_texts()]
    assert [row[1:] for row in cells if len(row) > 1] == [["2", "2"], ["2", "2"], ["1", "1"]]

    election = read_election(contents.election)
    credentials = {read["credential"] for read in map(s.members_of, contents.ballots)}
    tracker = read_ballot(election, credentials, contents.ballots[1]).tracker
    for typed, said in ((tracker, "是第 2 张，已计入总和"), ("A" * 43, "没有这个追踪码")):
        card.get_by_label("自己的追踪码").fill(typed)
        card.get_by_role("button", name="在档案里找").click()
        assert said in card.locator("[data-verify-found]").inner_text()

    spoiled = changed(contents.ballots[1], lambda v: v["signature"]["proof"].update(response="1"))
    mirror = written(contents, ballots=[contents.ballots[0], spoiled, contents.ballots[2]])
    (reason,) = verify(mirror).reasons
    (tmp_path / "mirror.bel").write_bytes(mirror)
    card.get_by_text("验证另外保存的档案").click()
    card.get_by_label("档案（.bel 文件）").set_input_files(tmp_path / "mirror.bel")
    card.get_by_role("button", name="验证所选的档案").click()
    card.get_by_text("无效：下面各处不成立").wait_for()
    assert card.locator("[data-verify-reasons]").inner_text() == (
        f"第 2 张选票 {reason.text} {reason.code} · {reason.where}"
    )
    page.evaluate(
        "for (const name of ['chosen', 'stop']) document.querySelector(`[data-verify-${name}]`).click()"
    )
    card.get_by_text("已停止，没有得出结论").wait_for()
    settings.VERIFY_MINUTES = 0
    page.goto(live_server.url + address)
    assert (
        "超过了在浏览器里验证的限度" in card.inner_text()
        and card.get_by_role("button").count() == 0
    )
    assert f"jiannuo-ballot verify {hall.box.uuid}.bel" in page.inner_text("main")
    assert complaints == []
    context.close()
    without_script(browser, live_server.url + address, settings)


def without_script(browser: Any, address: str, settings: Any) -> None:
    """The page says so and keeps the commands."""
    settings.VERIFY_MINUTES = 5
    context = browser.new_context(locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert "这个浏览器没有开启" in page.inner_text("#in-browser")
    assert not page.get_by_role("button", name="在这个浏览器里验证").is_visible()
    assert "jiannuo-ballot verify" in page.inner_text("main")
    context.close()


def test_an_archive_that_was_received_is_compared_with_the_announced_result(
    booth: None, browser: Any, live_server: Any, tmp_path: Path
):
    """On request; each card may vote again, one did before anybody could read its first ballot, one left it open."""
    office = b.make_office()
    hall = s.make_hall(
        office, s.make_keys(office), trial=False, matter="decision", kind="vote", k=None,
        options=["示例路改造"], revote_clause="本次会议表决办法第六条",
    )  # fmt: skip
    hall.fix_cards()
    hall.open()
    first = cast(hall.box.uuid, hall.ballot(0, [[0, 1, 0]]))
    for voter, chosen in enumerate(([1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0])):
        cast(hall.box.uuid, hall.ballot(voter, [chosen]))
    hall.close()
    hall.work()
    announced(hall)
    raw = archives.archive_file(hall.box).read_bytes()
    (tmp_path / "received.bel").write_bytes(raw)
    address = reverse("voting:verify_vote", args=[office.place.code, hall.poll.public_id])
    for locale, width in (("zh-CN", 390), ("en", 1280)):
        context = browser.new_context(locale=locale, viewport={"width": width, "height": 900})
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.goto(live_server.url + address)
        card = page.locator("#in-browser")
        assert card.locator("[data-verify-start]").count() == 0
        card.locator("[data-verify-archive]").set_input_files(tmp_path / "received.bel")
        card.locator("[data-verify-chosen]").click()
        card.locator("[data-verify-good]").wait_for()
        cells = [row.split("\t") for row in card.locator("tbody tr").all_inner_texts()]
        assert [row[1:] for row in cells if len(row) > 1] == [[n, n] for n in ("2", "1", "1", "1")]
        page.screenshot(path=tmp_path / f"{locale}-{width}.png", full_page=True)
        if locale == "zh-CN":
            assert [row[0] for row in cells][1:] == ["赞成", "反对", "弃权", "未选"]
            lookups(hall, card, first.receipt)
        else:
            assert [row[0] for row in cells][1:4] == ["Yes", "No", "Abstain"]
        context.close()


def lookups(hall: s.Hall, card: Any, receipt: str) -> None:
    """A tracker that was replaced, then its card's check value, small or large."""
    earlier = receipt.split(".")[2]
    own = hall.box.board.get(card=card_of(hall.ballot(0, [[1, 0, 0]])))
    for typed, said in (
        (earlier, "可能在公示以前就被代替"),
        (own.card.upper(), f"追踪码：{tracker_of(bytes.fromhex(own.hash))}"),
        ("0" * 64, "没有这张卡的选票"),
        ("0" * 50, "卡的校验值是 64 个字符"),
    ):
        card.locator("[data-verify-tracker] input").fill(typed)
        card.locator("[data-verify-tracker] button").click()
        assert said in card.locator("[data-verify-found]").inner_text()
