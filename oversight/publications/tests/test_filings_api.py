"""报送的接口: an act answers without the words, only opening shows them and is written down; the list searches."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from oversight.accounts import actions as accounts
from oversight.audit.actors import operator
from oversight.institutions.tests.builders import make_grant, make_place
from oversight.publications.filings import queries
from oversight.publications.filings.queries import ActionTaken
from oversight.publications.models import Filing
from oversight.publications.tests.builders import make_filing, make_sent

pytestmark = pytest.mark.django_db
DAY = "2026-07-09"


def program(place: Any, role: str) -> Client:
    grant = make_grant(place, role)
    _token, plain = accounts.issue_token(
        operator(),
        place.code,
        account=grant.account,
        role=role,
        unit_key=None,
        name="报送",
        scopes=["filings:read", "filings:write"],
        days=5,
        permitted=True,
    )
    return Client(headers={"Authorization": f"Bearer {plain}"})


def acts(filing: Filing) -> list[tuple[str, dict[str, Any]]]:
    """Every act on what was sent, in an order in which each can be done."""
    recipient = filing.recipients.first().public_id
    return [
        ("acknowledge", {"recipient": recipient, "on": DAY}),
        ("replies", {"who": "程远山", "text": "请抓紧整改。", "on": DAY}),
    ]


def test_no_act_answers_with_words_that_nobody_opened():
    place = make_place()
    clerk, filing = program(place, "clerk"), make_sent(place)
    address = f"/api/v1/filings/{place.code}/{filing.public_id}"
    for path, body in acts(filing):
        answer = clerk.post(f"{address}/{path}", body, content_type="application/json")
        assert answer.status_code == 200, answer.content
        assert not {"title", "action", "text", "replies"} & set(answer.json()), path
    draft = make_filing(place, action=ActionTaken("case", "casecasecase", "b", "专题询问"))
    change = {
        "title": "农村饮水",
        "action": "专题询问",
        "recipients": [{"name": "县委", "role": "report_to"}],
    }
    answer = clerk.put(
        f"/api/v1/filings/{place.code}/{draft.public_id}", change, content_type="application/json"
    )
    assert answer.status_code == 200 and "title" not in answer.json()
    assert not queries.accesses_of(filing).exists()
    assert [each["text"] for each in clerk.get(address).json()["replies"]] == ["请抓紧整改。"]
    opened = queries.accesses_of(filing).get()
    assert (opened.way, opened.with_content) == ("api", True)


def test_the_list_searches_and_filters_by_kind():
    place = make_place()
    filing = make_sent(place)
    clerk, auditor = program(place, "clerk"), program(place, "auditor")

    def found(by: Client, **query: str) -> int:
        return int(by.get(f"/api/v1/filings/{place.code}", query).json()["total"])

    assert found(clerk, q=filing.title[:6]) == 1
    assert found(auditor, q=filing.title[:6]) == 0, "the auditor knows numbers alone"
    assert found(auditor, q=filing.number) == 1
    assert found(clerk, q="没有这件") == found(clerk, q="\x00") - 1 == 0
    assert found(clerk, kind=filing.kind) == 1
    assert found(clerk, kind="filing") == 0
    assert found(clerk, kind="unknown") == 0
