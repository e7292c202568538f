"""表决的接口: a paper vote from its preparation to the outcome by tokens alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from oversight.accounts import actions as accounts
from oversight.audit.actors import operator
from oversight.documents.tests.builders import PDF
from oversight.voting.tests import builders as b

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def office(module_db) -> b.Office:
    return b.make_office()


class Program:
    """A program with a token of one role."""

    def __init__(self, office: b.Office, role: str) -> None:
        grant = office.grants[role]
        scopes = ["voting:read", "voting:write"]
        _token, plain = accounts.issue_token(
            operator(), office.place.code, account=grant.account, role=role, name="试", days=5,
            scopes=scopes, permitted=True, unit_key=None, body_key=grant.body_id,
        )  # fmt: skip
        self.client = Client(headers={"Authorization": f"Bearer {plain}"})
        self.root = f"/api/v1/voting/{office.place.code}"

    def post(self, path: str, body: Any = None, **more: Any) -> Any:
        more.setdefault("content_type", "application/json")
        answer = self.client.post(f"{self.root}{path}", body or {}, **more)
        assert answer.status_code in {200, 201}, answer.content.decode()
        return answer.json()

    def get(self, path: str) -> Any:
        return self.client.get(f"{self.root}{path}")


def test_a_satisfaction_poll_on_paper_by_tokens_alone(office: b.Office):
    clerk, reviewer, chair, member = (
        Program(office, role) for role in ("clerk", "reviewer", "chair", "member")
    )
    made = clerk.post(
        "",
        {
            "title": "对三个单位的满意度测评", "kind": "satisfaction", "method": "paper",
            "options": ["县民政局", "县水利局"], "rule": "half_of_all_counts",
            "measure": "《满意度测评办法》第五条", "roll": b.roll(34, 29).as_rows(),
            "scrutineers": [{"name": "秦望川", "chief": True}],
        },
    )  # fmt: skip
    key = f"/{made['id']}"
    assert (
        made["possible"][:2] == ["name_scrutineers", "declare_recusal"] and made["outcome"] is None
    )
    clerk.post(f"{key}/open")
    clerk.post(f"{key}/close")
    chair.post(f"{key}/declare", {"issued": 29, "returned": 29})
    rows = {"paper.0": (20, 8, 1, 0), "paper.1": (17, 11, 1, 0)}
    codes = ("satisfied", "basically_satisfied", "dissatisfied", "silent")
    figures = {
        f"{row}.{code}": count
        for row, counts in rows.items()
        for code, count in zip(codes, counts, strict=True)
    }
    figures |= {"paper.valid": 29, "paper.invalid": 0}
    first = clerk.post(f"{key}/entries", {"figures": figures})
    assert first["entered"] == ["first"] and reviewer.get(f"{key}/count").status_code == 403
    lines = ["测评对象,满意,基本满意,不满意,未填", "县民政局,20,8,1,0", "县水利局,17,10,1,0"]
    lines += ["有效票,29,,,", "无效票,0,,,"]
    file = SimpleUploadedFile("读票.csv", "\n".join(lines).encode(), "text/csv")
    path = f"{reviewer.root}{key}/entries/file?source=reader_file"
    answer = reviewer.client.post(path, {"file": file})
    assert answer.status_code == 200, answer.content.decode()
    count = reviewer.get(f"{key}/count").json()
    assert [one["where"] for one in count["matters"]] == ["paper.1.basically_satisfied"]
    assert not count["may_be_locked"]
    reviewer.post(
        f"{key}/corrections",
        {
            "side": "second", "cell": "paper.1.basically_satisfied", "value": 11,
            "reason": "看原票", "witness": "秦望川",
        },
    )  # fmt: skip
    locked = clerk.post(f"{key}/lock")
    assert locked["state"] == "locked" and len(locked["sheet_sha256"]) == 64
    scan = SimpleUploadedFile("签字.pdf", PDF, "application/pdf")
    path = f"{clerk.root}{key}/signatures/scan?capacity=chief_scrutineer&name=秦望川"
    assert clerk.client.post(path, {"file": scan}).status_code == 200
    for program, role in ((clerk, "clerk"), (reviewer, "reviewer")):
        signed = {"capacity": "teller", "name": office.actor(role).label}
        program.post(f"{key}/signatures", signed)
    assert member.get(key).json()["outcome"] is None
    done = chair.post(f"{key}/announce")
    outcome = member.get(key).json()["outcome"]
    assert outcome == done["outcome"]
    assert outcome["grades"] == {"县民政局": "satisfied", "县水利局": "satisfied"}
    assert outcome["passed"] == ["县民政局", "县水利局"]
    assert "《满意度测评办法》第五条" in outcome["text"]
    assert member.get(f"{key}/count").json()["corrections"][0]["old"] == 10
