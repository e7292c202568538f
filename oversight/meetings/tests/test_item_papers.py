"""议题材料: versions against the lead times, and what must come back."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader, PdfWriter

from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, Refused
from oversight.institutions import actions as institutions
from oversight.institutions import queries as places
from oversight.institutions.tests import builders as make
from oversight.meetings import packet
from oversight.meetings.actions import item_papers as actions
from oversight.meetings.models import ItemPaper
from oversight.meetings.queries import item_papers as queries
from oversight.meetings.tests import builders as build
from oversight.meetings.tests.hearings import photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def house(module_db) -> build.House:
    return build.make_house(members=3)


@pytest.fixture(scope="module")
def item(house) -> Any:
    """An item of a meeting in nine days."""
    meeting = build.make_meeting(house, days=9)
    found = build.placed(house, meeting)
    build.notified(house, meeting)
    return found


def add(house: build.House, item: Any, **more: Any) -> ItemPaper:
    values = {"kind": "report", "title": "供水报告", "file": photo("初稿.png")}
    return actions.add_item_paper(house.clerk, house.place, item, **{**values, **more})


def test_a_version_is_late_by_the_days_after_its_step(house, item):
    paper = add(house, item, lead_code="draft", received_on=places.today() - timedelta(days=12))
    first = queries.versions_of(paper).get()
    assert (first.late_days, first.due) == (0, item.meeting.starts_on - timedelta(days=20))
    second = actions.add_version(
        house.clerk, house.place, paper, file=photo("二稿.png"), lead_code="final"
    )
    assert (second.number, second.late_days, second.rulebook[:9]) == (2, 1, "template@")
    third = actions.add_version(
        house.clerk, house.place, paper, file=photo("三稿.png"), lead_code="members"
    )
    assert third.late_days == 0
    with pytest.raises(Invalid):
        actions.add_version(house.clerk, house.place, paper, file=photo(), lead_code="no_such_step")
    with pytest.raises(RuntimeError):
        first.save()


def test_who_returned_a_copy_is_known(house, item):
    place, clerk = house.place, house.clerk
    paper = add(house, item, to_return=True)
    one, two, three = actions.hand_out_copies(clerk, place, paper, holders=["甲", "乙", "丙"])
    actions.take_back_copy(clerk, place, one)
    actions.take_back_copy(clerk, place, two, lost_note="会后遗失，已书面说明")
    assert queries.counted(paper).out == 2
    with pytest.raises(Refused):
        actions.take_back_copy(clerk, place, one)
    more = actions.hand_out_copies(clerk, place, paper, holders=["丁"])
    assert [more[0].number, three.number] == [4, 3]
    with pytest.raises(Refused):
        actions.hand_out_copies(clerk, place, add(house, item), holders=["甲"])


def test_what_must_come_back_is_given_out_on_paper_alone(house, item):
    clerk, member = make.signed_in(house.grants["clerk"]), make.signed_in(house.grants["member"])
    free, kept = add(house, item), add(house, item, to_return=True)

    def file(paper: ItemPaper) -> str:
        return reverse("meetings:item_paper_file", args=[house.place.code, paper.public_id, 1])

    assert [member.get(file(free)).status_code, member.get(file(kept)).status_code] == [200, 403]
    assert clerk.get(file(kept)).status_code == 200


def test_the_office_registers_papers_and_hands_them_out_by_page(house, item):
    clerk = make.signed_in(house.grants["clerk"])
    new = reverse("meetings:item_paper_new", args=[house.place.code, item.public_id])
    data = {
        "kind": "report",
        "title": "供暖报告",
        "file": photo("报告.png"),
        "received_on": places.today().isoformat(),
        "lead_code": "final",
        "to_return": "on",
    }
    made = clerk.post(new, data)
    assert made.status_code == 302
    listed = reverse("meetings:item_papers", args=[house.place.code, item.public_id])
    text = clerk.get(listed).content.decode()
    assert "迟到 1 天" in text and "供暖报告" in text
    form = clerk.get(made.url + "copies/").context["form"]
    assert len(form["holders"].value().splitlines()) == 3
    assert clerk.post(made.url + "copies/", {"holders": "甲\n乙"}).status_code == 302
    shown = clerk.get(made.url)
    copy = shown.context["copies"][0]
    back = reverse(
        "meetings:copy_back",
        args=[house.place.code, shown.context["paper"].public_id, copy.public_id],
    )
    assert clerk.post(back).status_code == 302
    assert clerk.get(made.url).context["counted"].out == 1
    assert "甲" in clerk.get(made.url + "?form=csv").content.decode("utf-8-sig")
    drop = {"reason": "换新稿"}
    assert clerk.post(made.url + "drop/", drop).status_code == 302
    assert clerk.post(made.url + "drop/", drop).status_code == 409


def pdf(pages: int = 2) -> SimpleUploadedFile:
    writer, out = PdfWriter(), BytesIO()
    for _page in range(pages):
        writer.add_blank_page(width=595, height=842)
    writer.write(out)
    return SimpleUploadedFile("报告.pdf", out.getvalue(), "application/pdf")


def test_who_is_called_opens_the_papers_of_the_agenda_and_the_packet_holds_them(house):
    meeting = build.make_meeting(house, days=30)
    item = build.placed(house, meeting, "听取报告")
    build.notified(house, meeting)
    report = add(house, item, title="养老报告", file=pdf())
    add(house, item, title="会场照片")
    add(house, item, title="涉密清单", file=pdf(1), to_return=True)
    add(house, item, title="作废稿", file=pdf(1))
    actions.drop_item_paper(
        house.clerk, house.place, queries.papers_in(house.place).get(title="作废稿"), reason="错"
    )
    member = house.grants["member"]
    institutions.link_account(
        operator(), house.place, person=house.people[0], account=member.account
    )
    client = make.signed_in(member)
    page = client.get(reverse("meetings:own_meeting", args=[house.place.code, meeting.public_id]))
    text = page.content.decode()
    url = reverse("meetings:item_paper_file", args=[house.place.code, report.public_id, 1])
    assert url in text and "涉密清单（纸质发放，用后收回）" in text and "作废稿" not in text
    answer = client.get(url)
    assert answer.status_code == 200 and answer["Content-Disposition"].startswith("inline")
    made = packet.build(meeting)
    assert [(one.title, one.pages, one.source) for one in made.lines] == [
        ("养老报告", 2, "received"), ("会场照片", 0, "beside"), ("涉密清单", 0, "to_return"),
    ]  # fmt: skip
    assert len(PdfReader(BytesIO(made.content)).pages) == 2
