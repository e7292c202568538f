"""预备民生实事: a town below its county with everybody who acts in a journey; run inside the home.

python -m tests.browser.prepare_projects town CODE     people, presidium, congress in session: keys and names
python -m tests.browser.prepare_projects passed CODE   the last day of collecting is over, two other projects are screened
python -m tests.browser.prepare_projects argued CODE   and argued, with their marks
python -m tests.browser.prepare_projects chosen CODE   the same town with a year whose result was announced
"""

from __future__ import annotations

import sys
from datetime import timedelta

ACCOUNTS = ("clerk", "reviewer", "chair", "liaison")
NAMES = {"clerk": "纪明远", "reviewer": "沈书瑶", "chair": "韩振声", "liaison": "罗正川"}
DEPUTIES = ("江一帆", "柏青山", "常若水", "丁书礼", "范远山", "高明月", "华岳", "简宁")
VILLAGE, UNIT = "河东村", "人民政府"
OTHERS = ("敬老院供暖改造", "农贸市场雨棚")
WORK = "背街小巷路灯"


def main(what: str, code: str) -> None:
    import django

    django.setup()
    for name, value in ACTS[what](code):
        print(name, value)


def town(code):
    """Deputies, presidium, accounts; the congress sits today and all are there."""
    from oversight.projects.tests.builders_voting import in_session

    made, deputy_code = people_of(code)
    meeting = in_session(made)
    return [
        ("deputy", deputy_code),
        ("meeting", meeting.public_id),
        ("year", meeting.starts_on.year),
    ]


def people_of(code):
    """The town as the builders know it, and the printed code of one deputy."""
    from oversight.audit.actors import operator
    from oversight.config.demo import people
    from oversight.institutions import actions
    from oversight.institutions.tests import builders as make
    from oversight.projects.tests.builders_voting import Town

    who = operator()
    county = make.make_place(f"{code}-county", "county", name="临泉县")
    make.make_bodies(county)
    place = make.make_place(code, "town", parent=county, name="西山镇")
    make.make_place(f"{code}-village", "village", parent=place, name=VILLAGE)
    bodies, term = make.make_bodies(place), make.make_term(place)
    unit = make.make_unit(place, f"{place.name}{UNIT}", kind="government")
    made = Town(place, county, bodies, unit)
    for number, name in enumerate(DEPUTIES):
        person = make.make_person(place, name)
        actions.add_deputyship(who, place, person=person, term=term)
        role = "chair" if number == 0 else "member"
        actions.add_membership(
            who,
            place,
            person=person,
            body=bodies["presidium"],
            role=role,
            valid_from=term.valid_from,
        )
        made.people.append(person)
    for role in ACCOUNTS:
        made.grants[role] = granted(who, place, f"{code}-{role}", NAMES[role], role, unit)
    granted(who, county, f"{code}-county", "杜若溪", "clerk", None)
    people.create_deputy_account(who, place, made.people[1])
    return made, people.issue_deputy_code(who, place, made.people[1])


def granted(who, place, username, name, role, unit):
    """An account with its role."""
    from oversight.config.demo import people
    from oversight.institutions import queries

    login = people.Login(username, name, name, role, place.code)
    of_unit = unit if role == "liaison" else None
    account = people.create_account(who, place, login, of_unit)
    return queries.grants_of(account)[0]


def passed(code):
    """Weeks go by: the collecting began and ended earlier, two projects of the government passed the screening."""
    from oversight.audit.actors import operator
    from oversight.audit.acts import act
    from oversight.config.demo.load import acting
    from oversight.institutions.queries import place_by_code, today, units_of
    from oversight.projects.actions import projects, screening
    from oversight.projects.tests.builders_selecting import MEETS

    place = place_by_code(code)
    year, clerk = year_of(place), acting(f"{code}-clerk")
    with act("projects.extend_collecting", actor=operator(), place=code, permitted=True):
        year.collecting_from, year.collecting_to = (today() - timedelta(days=n) for n in (40, 1))
        year.save()
    for title in OTHERS:
        made = projects.make_project(
            clerk, place, year, title=title, requirement=f"{title}，年底前完成。",
            unit=units_of(place).get(kind="government"), cost_yuan=400_000, category="elderly",
            due=today().replace(month=12, day=20),
            money_sources=[{"source": "镇财政", "yuan": 400_000}],
        )  # fmt: skip
        screening.screen_project(clerk, place, made, answers=MEETS)
    return []


def argued(code):
    """The task group came to the end with the others, and they have their marks."""
    from oversight.config.demo.load import acting
    from oversight.institutions.queries import place_by_code, today
    from oversight.projects.actions import arguing, candidates
    from oversight.projects.queries.years import projects_of

    place, clerk = place_by_code(code), acting(f"{code}-clerk")
    for project in projects_of(year_of(place)).filter(title__in=OTHERS):
        arguing.finish_argument(
            clerk, place, project, conclusion="feasible", finished_on=today(), text="可行。"
        )
        project.refresh_from_db()
        candidates.mark_project(
            clerk, place, project, urgency_mark=3, readiness_mark=4, merit_mark=4,
            urgency="锅炉老旧。", readiness="设计已完成。", merit="受益的人多。",
        )  # fmt: skip
    return []


def year_of(place):
    """The only one."""
    from oversight.projects.queries import years

    return years.years_of(place).get()


def chosen(code):
    """A project chosen by the congress; how that went has a journey of its own. The next meeting sits."""
    from oversight.institutions.queries import today
    from oversight.projects.tests.builders_building import chosen_year
    from oversight.projects.tests.builders_voting import in_session

    made, deputy_code = people_of(code)
    year = chosen_year(made, (WORK,), year=today().year)
    in_session(made)
    work = year.projects.get()
    return [("deputy", deputy_code), ("year", year.year), ("work", work.public_id)]


ACTS = {"town": town, "passed": passed, "argued": argued, "chosen": chosen}

if __name__ == "__main__":
    main(*sys.argv[1:])
