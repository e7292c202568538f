"""会议的页面: what each page shows to whom, on a world built once; the table in and out; own pages by phone."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from oversight.audit.actors import operator
from oversight.institutions import actions as institutions
from oversight.institutions.sheets.workbook import Sheet, write_workbook
from oversight.institutions.tests import builders as make
from oversight.meetings import actions
from oversight.meetings import queries as read
from oversight.meetings.forms import again
from oversight.meetings.models import AgendaItem, Meeting
from oversight.meetings.sheets.lists import ATTENDANCE_TITLE, HEADINGS
from oversight.meetings.tests import builders as build
from oversight.meetings.tests.builders import House
from oversight.voting import actions as voting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@dataclass
class World:
    """A meeting that signs in, one that sits, and who looks at them."""

    house: House
    desk: Meeting
    sitting: Meeting
    item: AgendaItem

    def client(self, role: str = "clerk") -> Client:
        return make.signed_in(self.house.grants[role])

    def url(self, name: str, *keys: str) -> str:
        return reverse(f"meetings:{name}", args=[self.house.place.code, *keys])


@pytest.fixture(scope="module")
def world(module_db: None) -> World:
    house = build.make_house(members=5)
    institutions.link_account(
        operator(), house.place, person=house.people[0], account=house.grants["member"].account
    )
    desk = build.notified(house, build.make_meeting(house, 0))
    desk = actions.convene(house.clerk, house.place, desk)
    sitting = build.in_session(house, build.make_meeting(house, 0, meeting_no=2), 4)
    item = build.considered(house, sitting, kind="decision")
    return World(house, desk, sitting, item)


def html(client: Client, url: str, status: int = 200) -> str:
    """The page as text."""
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_page_of_a_meeting_shows_the_quorum_and_the_item_at_hand(world: World) -> None:
    page = html(world.client(), world.url("meeting", world.sitting.public_id))
    assert "已达到法定人数" in page
    assert "审议后付表决" in page
    assert world.url("put_to_vote", world.sitting.public_id, world.item.public_id) in page


def test_without_a_quorum_the_page_says_how_many_are_missing_and_offers_no_opening(
    world: World,
) -> None:
    page = html(world.client(), world.url("meeting", world.desk.public_id))
    assert "还差 3 人达到法定人数" in page
    assert world.url("open_session", world.desk.public_id) not in page


def test_the_page_of_an_item_offers_only_what_is_possible_now(world: World) -> None:
    url = world.url("item", world.sitting.public_id, world.item.public_id)
    acts = [act.label for act in world.client().get(url).context["acts"]]
    assert acts == ["付表决", "暂不付表决", "撤回议题"]  # a decision ends by a counted vote only


def test_a_vote_from_the_form_freezes_who_is_there(world: World) -> None:
    url = world.url("put_to_vote", world.sitting.public_id, world.item.public_id)
    data = {
        "kind": "vote",
        "rule": "committee_more_than_half_of_all",
        "method": "paper",
        "chair": world.house.people[0].name,
    }
    answer = world.client().post(url, data)
    [poll] = read.polls_of(world.item)
    assert answer.url == reverse("voting:poll", args=[world.house.place.code, poll.public_id])
    assert (poll.base, poll.present) == (5, 4)


def test_after_cards_were_given_up_the_next_vote_is_by_another_method(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = (world.sitting.public_id, world.item.public_id)
    first = actions.put_to_vote(
        world.house.clerk, world.house.place, world.item, kind="vote", method="paper",
        rule="committee_more_than_half_of_all",
        chair=world.house.people[0].name,
    )  # fmt: skip
    voting.cancel_poll(world.house.clerk, world.house.place, first, reason="会场断网")
    form = world.client().get(world.url("vote_again", *keys)).context["form"]
    assert form.initial["method"] == "paper"
    world.client().post(world.url("vote_again", *keys), {"method": "hands"})
    assert [one.method for one in read.polls_of(world.item)] == ["paper", "hands"]
    sealed = [SimpleNamespace(method="cards", state="cancelled")]
    monkeypatch.setattr(read, "polls_of", lambda _item: sealed)
    assert again.method_again(world.item) == "paper"


def test_the_order_moves_by_buttons(world: World) -> None:
    meeting = build.make_meeting(world.house, 300)
    items = [build.make_item(world.house, meeting, f"议题{number}") for number in range(3)]
    url = world.url("order_items", meeting.public_id)
    world.client().post(url, {"move": f"up:{items[2].public_id}"})
    found = [one.title for one in read.items_of(meeting)]
    assert found == ["议题0", "议题2", "议题1"]


def test_a_member_signs_in_with_the_code_of_the_hall(world: World) -> None:
    client, key = world.client("member"), world.desk.public_id
    own = world.url("own_meeting", key)
    assert "签到" in html(client, own)
    meeting = html(client, world.url("meeting", key))
    assert f'href="{own}"' in meeting and "我的回执和请假" in meeting
    assert "我的回执和请假" not in html(world.client("clerk"), world.url("meeting", key))
    wrong = client.post(world.url("own_sign_in", key), {"code": "12"})
    assert wrong.status_code == 422
    right = client.post(world.url("own_sign_in", key), {"code": world.desk.hall_code})
    assert right.status_code == 302
    assert "到会" in html(client, world.url("own_meeting", key))


def test_the_desk_marks_all_others_at_once_and_takes_it_back(world: World) -> None:
    meeting = build.notified(world.house, build.make_meeting(world.house, 0, meeting_no=3))
    meeting = actions.convene(world.house.clerk, world.house.place, meeting)
    url, client = world.url("desk", meeting.public_id), world.client()
    first, second, *others = list(read.participants_of(meeting))

    def marks() -> dict[str, str]:
        return {one.public_id: one.attendance for one in read.participants_of(meeting)}

    actions.record_attendance(
        world.house.clerk, world.house.place, meeting, marks={second.public_id: "present"}
    )
    page = {f"was-{first.public_id}": "", f"was-{second.public_id}": ""}
    page |= {f"mark-{first.public_id}": "absent", f"mark-{second.public_id}": ""}
    client.post(url, page | {"act": "all"})
    assert marks() == {
        first.public_id: "absent",
        **dict.fromkeys([second.public_id, *(one.public_id for one in others)], "present"),
    }
    assert 'value="undo"' in html(client, url)
    client.post(url, {"act": "undo"})
    assert marks() == {
        first.public_id: "absent",
        second.public_id: "present",
        **dict.fromkeys([one.public_id for one in others], ""),
    }
    assert 'value="undo"' not in html(client, url)


def test_who_was_not_called_sees_no_meeting(world: World) -> None:
    client = world.client("deputy")
    html(client, world.url("own_meeting", world.desk.public_id), 404)
    assert "没有要参加的会议" in html(client, world.url("own_meetings"))


def test_the_code_of_the_hall_is_on_the_wall_only(world: World) -> None:
    code = world.desk.hall_code
    assert code in html(world.client(), world.url("hall_code", world.desk.public_id))
    for role in ("reviewer", "member"):
        html(world.client(role), world.url("hall_code", world.desk.public_id), 403)
    assert code not in html(world.client("reviewer"), world.url("meeting", world.desk.public_id))


def test_telephone_numbers_leave_only_with_the_clerk(world: World) -> None:
    url = reverse(
        "meetings:people_export", args=[world.house.place.code, world.desk.public_id, "csv"]
    )
    assert "出席证码" in world.client().get(url).content.decode()
    assert "出席证码" not in world.client("reviewer").get(url).content.decode()


def rows_of(world: World) -> list[list[Any]]:
    """The exported table, row by row."""
    answer = world.client().get(world.url("attendance_export", world.desk.public_id))
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_name(
        ATTENDANCE_TITLE
    )
    rows = sheet.to_python(skip_empty_area=False)
    assert tuple(rows[0]) == HEADINGS
    return [[int(cell) if isinstance(cell, float) else cell for cell in row] for row in rows[1:]]


def upload(world: World, rows: list[list[Any]]) -> Any:
    """The filled-in table sent back."""
    content = write_workbook([Sheet(ATTENDANCE_TITLE, HEADINGS, rows)])
    url = world.url("import_attendance", world.desk.public_id)
    return world.client().post(url, {"file": SimpleUploadedFile("签到.xlsx", content)})


def test_the_attendance_table_goes_out_and_comes_back_whole(world: World) -> None:
    rows = rows_of(world)
    rows[1][7], rows[2][7], rows[2][5] = "到会", "到会", "视频"
    assert upload(world, rows).status_code == 302
    quorum = read.quorum_of(read.meeting_by_id(world.house.place, world.desk.public_id))
    assert (quorum.present, quorum.by_video) == (2, 1)


def test_a_wrong_cell_is_named_and_nothing_is_imported(world: World) -> None:
    rows = rows_of(world)
    rows[1][7], rows[2][7] = "到会", "来了"
    rows[3][8] = 99
    rows[3][7] = "到会"
    answer = upload(world, rows)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "H4" in page and "来了" in page
    assert "H5" in page and "请重新导出" in page
    quorum = read.quorum_of(read.meeting_by_id(world.house.place, world.desk.public_id))
    assert quorum.present == 0


def test_the_list_finds_a_meeting_by_the_title_of_an_item(world: World) -> None:
    url = world.url("meetings")
    assert world.sitting.title in html(world.client(), f"{url}?q=供水")
    assert "没有符合条件的会议" in html(world.client(), f"{url}?q=没有这样的")


def test_the_first_page_tells_what_meetings_wait_for(world: World) -> None:
    waiting = read.participants_of(world.desk)[4]
    actions.ask_leave(world.house.clerk, world.house.place, waiting, reason="住院")
    url = reverse("portal:today", args=[world.house.place.code])
    assert world.sitting.title in html(world.client(), url)
    page = html(world.client("chair"), url)
    assert (
        reverse(
            "meetings:grant_leave",
            args=[world.house.place.code, world.desk.public_id, waiting.public_id],
        )
        in page
    )
