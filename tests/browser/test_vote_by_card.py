"""一次有人的表决: scrutineers, ticket office, ten deputies, chair, clerk, projector; anybody verifies the archive."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess

import pytest

from tests.browser import case_steps, loop_steps
from tests.browser import election_steps as steps
from tests.browser.case_steps import DESK
from tests.browser.hands import Mouse
from tests.browser.serving import run_python

pytestmark = pytest.mark.browser

NAMES = ("秦望川", "沈清和", "顾明远")
RESULT = re.compile(r"赞成\s*6\b")
ANSWERS = ["赞成"] * 6 + ["反对"] * 3 + ["弃权"]


@pytest.fixture
def people(visitor):
    return case_steps.People(visitor, Mouse)


@pytest.fixture
def sitting(site):
    """A meeting that sits has considered a draft: made by the acts of those people."""
    lines = run_python(site.home, "tests.browser.prepare", "sitting").splitlines()
    return dict(line.split(maxsplit=1) for line in lines)


def test_a_secret_vote_by_card_from_the_keys_to_the_verified_archive(
    people, sitting, site, browser, tmp_path
):
    clerk, chair = people["clerk"], people["chair"]
    watching = [steps.Scrutineer(name, tmp_path / f"s{n}", site) for n, name in enumerate(NAMES)]
    with steps.at_their_machines(watching):
        keys = hold_the_ceremony(clerk, watching)
        vote = steps.put_to_vote(clerk, sitting["meeting"], sitting["item"], NAMES)
        steps.freeze(clerk, vote)
        office, cards = hand_out_cards(clerk, vote, site, tmp_path)
        uuid = next(one["uuid"] for one in steps.elections(site) if not one["trial"])
        for one in watching:
            one.begin("watch", "--uuid", uuid, "--ballots", len(ANSWERS))
        receipts = [
            steps.vote_in_booth(browser, site, code, answer)
            for code, answer in zip(cards, ANSWERS, strict=True)
        ]
        assert not RESULT.search(wall_of(people, sitting["meeting"]))
        steps.act_on_vote(clerk, vote, "结束表决", "表决已结束")
        steps.wait_for(clerk, f"{DESK}voting/{vote}/", "收回选票")
        chair.open(f"{chair.desk}voting/{vote}/")
        chair.press("link", "宣布是否有效")
        chair.press("button", "宣布表决有效")
        case_steps.done(chair, "已登记主持人的宣布")
        said = [one.end() for one in watching]
        assert sum("解密并交上" in each for each in said) >= 2, said
    assert not RESULT.search(wall_of(people, sitting["meeting"]))
    loop_steps.sign_by_telephone(clerk, people.telephone(), vote, *NAMES)
    assert "赞成 6" not in chair.text()
    loop_steps.announce(chair, vote, "未通过")
    verify(clerk, people.telephone(), vote, uuid, receipts, tmp_path)
    office.wipe()
    assert RESULT.search(wall_of(people, sitting["meeting"]))
    assert keys and not office.codes.exists()


def wall_of(people, meeting):
    """What stands on the projector now."""
    clerk = people["clerk"]
    clerk.open(f"{DESK}meetings/{meeting}/hall/")
    return clerk.page.inner_text("body")


def hold_the_ceremony(clerk, watching):
    """The day before: keys made together by three tools; the meeting elects them, the fingerprint is read aloud."""
    keys = steps.make_keys(clerk, "第六十次会议监票密钥", NAMES)
    steps.give_codes(clerk, keys, watching)
    for one in watching:
        one.prepare()
        one.begin("join")
    said = [one.end() for one in watching]
    found = {re.search(r"\b[0-9a-f]{4}(?: [0-9a-f]{4}){3,}", each) for each in said}
    assert None not in found, said
    fingerprint = next(iter(found))[0].replace(" ", "")
    steps.activate(clerk, keys, watching, fingerprint)
    return keys


def hand_out_cards(clerk, vote, site, folder):
    """Two of the ticket office make fourteen cards, ten are drawn; the trial, then the vote is opened."""
    office = steps.TicketOffice(folder, 14, len(ANSWERS))
    offered = steps.elections(site)
    trial = next(one for one in offered if one["trial"])
    port = site.address.rpartition(":")[2]
    office.make(f"http://booth.localhost:{port}/", "0" * 64)
    cards = office.drawn()
    steps.fix_cards(clerk, vote, "trial", office.list_for(trial["uuid"]), office)
    steps.act_on_vote(clerk, vote, "开始试投", "试投已开始")
    steps.act_on_vote(clerk, vote, "结束试投", "试投已结束")
    uuid = next(one["uuid"] for one in steps.elections(site) if not one["trial"])
    steps.fix_cards(clerk, vote, "main", office.list_for(uuid), office)
    steps.act_on_vote(clerk, vote, "开始表决", "表决已开始")
    return office, cards


def verify(clerk, anybody, vote, uuid, receipts, folder):
    """The archive that the office gives on request, judged by our tool and by one that we did not write."""
    answer = clerk.page.request.get(f"{clerk.site.address}{DESK}voting/{vote}/cards/{uuid}.bel")
    assert answer.status == 200
    raw = answer.body()
    told = f"/p/{DESK.split('/')[2]}/votes/{vote}/"
    steps.wait_for(anybody, told, hashlib.sha256(raw).hexdigest()[:4])
    path = folder / "vote.bel"
    path.write_bytes(raw)
    report = json.loads(steps.tool("verify", path, "--json"))
    assert report["valid"] and report["result"] == [[6, 3, 1]]
    key = re.search(r"[A-Za-z0-9+/]{43}=", anybody.text())
    for receipt in receipts:
        known = ("--key", key[0]) if key else ()
        steps.tool("receipt", receipt, *known, "--archive", path)
    if shutil.which("belenios-tool"):
        alone = folder / "reference"
        alone.mkdir()
        (alone / f"{uuid}.bel").write_bytes(raw)
        done = subprocess.run(
            ["belenios-tool", "election", "verify"], cwd=alone, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
