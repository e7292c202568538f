"""演示人员: terms, bodies, a standing committee of 45, 300 deputies, heads, liaison officers, accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from unittest.mock import patch

from django.contrib.auth import base_user
from django.contrib.auth.hashers import make_password

from oversight.accounts import actions as accounts
from oversight.accounts.models import Account
from oversight.audit.actors import Actor
from oversight.config.demo import names, places
from oversight.institutions import actions, queries
from oversight.institutions.models import Body, Jurisdiction, Person, Term, Unit

PASSWORD = "yunchuan-2026"  # noqa: S105  printed for everybody on the demonstration site
TERM_BEGINS = date(date.today().year - 2, 1, 12)
DEPUTIES = 300
COMMITTEE = 45
CHAIR_NAME, MEMBER_NAME, DEPUTY_NAME = "陆景行", "顾怀远", "李松和"
DEPUTY_AT = 60
"""The first deputy of those who are invited to meetings; the committee's members come before."""
TOWN_CHAIR_NAME, TOWN_OFFSET = "孟书和", 6000
NAMED = {
    0: {0: CHAIR_NAME, 9: MEMBER_NAME, DEPUTY_AT: DEPUTY_NAME},
    TOWN_OFFSET: {0: TOWN_CHAIR_NAME},
}
"""Those who sign in, by position among the deputies of the city and of the printed town."""
HEAD_NAME, LIAISON_NAME = "许望舒", "程予安"


@dataclass(frozen=True)
class Login:
    """One account of the demonstration, as printed at the start."""

    username: str
    label: str
    name: str
    role: str
    place: str
    unit: str | None = None
    body: str | None = None


LOGINS = (
    Login("clerk", "经办人", "周砚清", "clerk", "yunchuan"),
    Login("reviewer", "审核人", "沈知微", "reviewer", "yunchuan"),
    Login("chair", "主任", CHAIR_NAME, "chair", "yunchuan"),
    Login("office", "城建环资工委工作人员", "林知微", "office", "yunchuan", body="城建环资工委"),
    Login("member", "委员", MEMBER_NAME, "member", "yunchuan"),
    Login("liaison", "联络员（市住房和城乡建设局）", LIAISON_NAME, "liaison", "yunchuan", "市住房和城乡建设局"),
    Login("head", "单位负责人（市住房和城乡建设局）", HEAD_NAME, "unit_head", "yunchuan", "市住房和城乡建设局"),
    Login("auditor", "审计员", "秦望川", "auditor", "yunchuan"),
    Login("admin", "系统管理员", "温若兰", "admin", "yunchuan"),
    Login("county", "临溪县经办人", "杜若舟", "clerk", "linxi"),
    Login("town", "青石镇经办人（小机关）", "方景澄", "clerk", "qingshi"),
    Login("townchair", "青石镇人大主席", TOWN_CHAIR_NAME, "chair", "qingshi"),
)  # fmt: skip


def create_bodies(actor: Actor, place: Jurisdiction) -> dict[str, Body]:
    """The standard bodies and offices of a place, its term and next meeting numbers."""
    bodies = actions.create_standard_bodies(
        actor, place, quota=COMMITTEE if place.level == "city" else None
    )
    if not place.has_congress:
        return bodies
    term_no = {"city": 16, "county": 18, "town": 19}[place.level]
    term = actions.create_term(
        actor,
        place,
        term_no=term_no,
        valid_from=TERM_BEGINS,
        valid_to=date(TERM_BEGINS.year + 5, 1, 11),
    )
    for kind, next_no in (("congress", 6), ("standing_committee", 34), ("presidium", 12)):
        if kind in bodies:
            actions.set_meeting_counter(
                actor, place, body=bodies[kind], term=term, next_meeting_no=next_no
            )
    return bodies


# Which office follows which departments (对口联系); the others are followed by the last one.
FOLLOWS = {
    "城建环资工委": ("住房", "城市管理", "交通", "生态", "自然资源", "供热", "公积金"),
    "财经工委": ("市场监督", "税务", "审批", "数据"),
    "教科文卫工委": ("教育", "卫生", "文化", "体育", "广播", "医疗"),
    "监察和法制工委": ("公安", "消防", "应急"),
    "农业农村工委": ("农业", "水务"),
}


def following(offices: list[Body], unit: Unit) -> Body:
    """The office that follows the department."""
    for office in offices:
        if any(word in unit.name for word in FOLLOWS.get(office.name, ())):
            return office
    return offices[-1]


def create_offices(actor: Actor, place: Jurisdiction, under: Body) -> list[Body]:
    """The working offices that follow departments (对口联系)."""
    wanted = (
        "城建环资工委",
        "财经工委",
        "教科文卫工委",
        "监察和法制工委",
        "农业农村工委",
        "社会建设工委",
    )
    return [
        actions.create_body(actor, place, kind="working_office", name=name, parent=under)
        for name in wanted
    ]


def create_deputies(
    actor: Actor, place: Jurisdiction, term: Term, count: int, offset: int
) -> list[Person]:
    """Deputies in ten delegations and constituencies."""
    groups = [
        actions.create_delegation(actor, place, term=term, name=f"第{number}代表团")
        for number in "一二三四五六七八九十"
    ]
    kind = "district" if place.level in {"county", "town"} else "electing_unit"
    word = "选区" if kind == "district" else "选举单位"
    areas = [
        actions.create_constituency(
            actor, place, term=term, name=f"第{number}{word}", kind=kind, seats=count // 10
        )
        for number in range(1, 11)
    ]
    people = []
    for number in range(count):
        name = NAMED.get(offset, {}).get(number, names.name(offset + number))
        person = actions.create_person(
            actor,
            place,
            name=name,
            gender="female" if number % 3 == 0 else "male",
            birth_year=1952 + (number * 17) % 48,
            namesake=True,
        )
        actions.add_deputyship(
            actor,
            place,
            person=person,
            term=term,
            constituency=areas[number % 10],
            delegation=groups[number % 10],
            valid_from=TERM_BEGINS,
        )
        people.append(person)
    return people


def create_committee(actor: Actor, place: Jurisdiction, body: Body, people: list[Person]) -> None:
    """The standing committee: a chair, six vice chairs, a secretary, the rest members."""
    roles = ["chair", *["vice_chair"] * 6, "secretary"]
    for number, person in enumerate(people[:COMMITTEE]):
        role = roles[number] if number < len(roles) else "member"
        actions.add_membership(
            actor, place, person=person, body=body, role=role, valid_from=TERM_BEGINS
        )


def create_small_body(
    actor: Actor, place: Jurisdiction, body: Body, people: list[Person], roles: list[str]
) -> None:
    """The chairpersons' meeting or a town's presidium: who sits in it, by role."""
    for person, role in zip(people, roles, strict=False):
        actions.add_membership(
            actor, place, person=person, body=body, role=role, valid_from=TERM_BEGINS
        )


HEAD_TITLES = (
    ("人民法院", "院长"),
    ("人民检察院", "检察长"),
    ("残疾人联合会", "理事长"),
    ("妇女联合会", "主席"),
    ("总工会", "主席"),
    ("工商业联合会", "主席"),
    ("科学技术协会", "主席"),
    ("红十字会", "会长"),
    ("街道办事处", "主任"),
    ("县人民政府", "县长"),
    ("区人民政府", "区长"),
    ("镇人民政府", "镇长"),
    ("乡人民政府", "乡长"),
    ("委员会", "主任"),
    ("管委会", "主任"),
    ("办公室", "主任"),
    ("中心", "主任"),
    ("集团", "董事长"),
    ("公司", "董事长"),
    ("医院", "院长"),
    ("学校", "校长"),
    ("支队", "支队长"),
    ("局", "局长"),
    ("委", "主任"),
    ("办", "主任"),
)
"""How the head of a unit is called, by the end of its name."""


def head_title(unit_name: str) -> str:
    """市残疾人联合会 → 理事长; 主要负责人 where the name tells nothing."""
    return next((title for end, title in HEAD_TITLES if unit_name.endswith(end)), "主要负责人")


def staff_units(
    actor: Actor, place: Jurisdiction, units: dict[str, Unit], offices: list[Body], today: date
) -> None:
    """A head and two liaison officers for each department, and the office that follows it."""
    for number, unit in enumerate(units.values()):
        if not unit.holds_on(today):
            continue
        called = [names.name(4000 + number * 3 + extra) for extra in range(3)]
        if unit.name == places.RISING_UNIT:
            called[:2] = HEAD_NAME, LIAISON_NAME
        head, first, second = (
            actions.create_person(actor, place, name=name, namesake=True) for name in called
        )
        begins = unit.valid_from or TERM_BEGINS
        actions.add_post(
            actor,
            place,
            person=head,
            unit=unit,
            title=head_title(unit.name),
            is_head=True,
            valid_from=begins,
        )
        for person, rank in ((first, "A"), (second, "B")):
            actions.appoint_liaison(
                actor, place, person=person, unit=unit, rank=rank, valid_from=begins
            )
        actions.set_correspondence(
            actor, place, office=following(offices, unit), unit=unit, valid_from=begins
        )


@cache
def hashed(password: str) -> str:
    """Everybody has the same password, which is printed; hashing is made to take long, and once is enough."""
    return make_password(password)


def create_account(
    actor: Actor, place: Jurisdiction, login: Login, unit: Unit | None, body: Body | None = None
) -> Account:
    """One account with its role."""
    with patch.object(base_user, "make_password", hashed):
        account, _ = accounts.create_account(
            actor,
            place.code,
            permitted=True,
            display_name=login.name,
            username=login.username,
            password=PASSWORD,
        )
    actions.grant_role(actor, place, account=account, role=login.role, unit=unit, body=body)
    return account


def create_deputy_account(actor: Actor, place: Jurisdiction, person: Person) -> None:
    """An account for a deputy, who signs in by a printed code."""
    account, _ = accounts.create_account(
        actor, place.code, permitted=True, display_name=person.name, kind="deputy"
    )
    actions.grant_role(actor, place, account=account, role="deputy")
    actions.link_account(actor, place, person=person, account=account)


def deputy_in(place: Jurisdiction) -> Person:
    """The city's deputy who signs in."""
    person: Person = queries.people_of(place).get(name=DEPUTY_NAME)
    return person


def issue_deputy_code(actor: Actor, place: Jurisdiction, person: Person) -> str:
    """A deputy's printed code."""
    account = person.account
    _, code = accounts.issue_login_code(actor, place.code, account=account, permitted=True)
    return str(code)


def link_people(actor: Actor, place: Jurisdiction, **names_of: str) -> None:
    """Accounts are those of people in the roll: by user name the name."""
    for username, name in names_of.items():
        account = Account.objects.get(username=username)
        person = queries.people_of(place).get(name=name)
        actions.link_account(actor, place, person=person, account=account)
