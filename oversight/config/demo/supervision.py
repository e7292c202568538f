"""演示监督: a rulebook in force, planned meetings, cases on their way, papers, promises and a report up.

Made through the acts of the demonstration's own people, so that every page has what it shows and the
record of acts verifies. The last findings of the last frozen month stay for the visitor.
"""

from __future__ import annotations

from datetime import date, timedelta

from oversight.calendar import actions as calendar
from oversight.calendar import queries as calendar_queries
from oversight.calendar.models import PlannedMeeting
from oversight.cases import actions as cases
from oversight.cases import queries as case_queries
from oversight.cases.actions.deciding import Met
from oversight.cases.models import Case
from oversight.config.demo.days import after, settle
from oversight.config.demo.papers import People, bring_to
from oversight.config.demo.places import RISING_UNIT
from oversight.documents import actions as documents
from oversight.documents.queries import paper_by_id
from oversight.followups import actions as followups
from oversight.followups import queries as followup_queries
from oversight.hotline import actions as hotline
from oversight.hotline.findings import findings
from oversight.hotline.queries import latest_freeze
from oversight.institutions import queries
from oversight.institutions.models import Jurisdiction, Unit
from oversight.links import actions as links
from oversight.publications.filings import actions as filings
from oversight.rulebooks import actions as rulebooks
from oversight.rulebooks import queries as rulebook_queries
from oversight.rulebooks.models import Rulebook

TERM = 16
TASK = "报送物业服务整改方案"
FROM_PLAN, FROM_PETITION = "城市照明和环境卫生", "新建小区不动产登记"
LEFT_OUT = "升幅在本单位正常波动之内，下月再看。"


def load(
    city: Jurisdiction,
    county: Jurisdiction,
    people: People,
    heard: Case,
    month: int,
    today: date,
) -> list[PlannedMeeting]:
    """What follows the case that was heard, in the order of the work; gives the meetings to come."""
    copy_rulebook(county, rulebook_of(city))
    tell_of_petition(city, people)
    dispose(city, people, month)
    promises(city, people, heard, today)
    links.link(
        people.clerk,
        city,
        first=("case", heard.public_id),
        second=("case", case_on(city, FROM_PLAN).public_id),
        kind="related",
        note="同属小区管理问题",
    )
    return list(calendar_queries.meetings_of(city).filter(on__gt=today).order_by("on"))


def adopt_rulebook(city: Jurisdiction, people: People) -> Rulebook:
    """The template as the city's first version, recorded by another than who drafted it."""
    today = queries.today()
    body = queries.body_of_kind(city, "chairpersons_meeting")
    draft = rulebooks.draft_version(people.clerk, city, body=body, note="首版，采用样本")
    return rulebooks.adopt_version(
        people.reviewer,
        city,
        version=draft,
        body=body,
        term_no=TERM,
        meeting_no=37,
        on=today,
        paper_number=f"云人常〔{today.year}〕1号",
        valid_from=today,
    )


def rulebook_of(city: Jurisdiction) -> Rulebook:
    """The version that the city has adopted."""
    return rulebook_queries.adopted_versions(city).get()


def copy_rulebook(county: Jurisdiction, source: Rulebook) -> None:
    """The county has drafted a copy of the city's version; its own meeting has not adopted it yet."""
    from oversight.config.demo.load import acting

    body = queries.body_of_kind(county, "chairpersons_meeting")
    rulebooks.copy_version(acting("county"), county, body=body, source=source, note="参照市级版本")


def plan_meetings(city: Jurisdiction, people: People, today: date) -> list[PlannedMeeting]:
    """The next standing committee meetings: one in seven weeks, one two months later."""
    body = queries.body_of_kind(city, "standing_committee")
    days = [after(today, n) for n in (48, 110)]
    return [
        calendar.plan_meeting(
            people.clerk, city, body=body, on=day, meeting_no=34 + n, term_no=TERM
        )
        for n, day in enumerate(days)
    ]


def dispose(city: Jurisdiction, people: People, month: int) -> None:
    """Of a frozen month's findings the first becomes a case, two are left out; the rest stay open."""
    freeze = latest_freeze(city, month)
    assert freeze is not None
    found = findings(city, freeze)
    rises = [one for one in found.rows if one.direction == "yes"]
    for number, finding in enumerate(rises[:3]):
        chosen = {"disposition": "open_case", "subject": "热线诉求双升"}
        if number:
            chosen = {"disposition": "left_out", "reason": LEFT_OUT}
        hotline.dispose_finding(people.clerk, city, freeze, unit_name=finding.name, **chosen)


def judge(city: Jurisdiction, people: People, case: Case, causes: str) -> None:
    """Both sides write and sign: the clerk writes, the reviewer signs; the office writes and signs."""
    opinion = {
        "causes": ["real_rise"],
        "cause_text": causes,
        "method": "special_work_report",
        "text": "建议听取专项工作报告，并开展专题询问。",
        "comparison_text": "同期未双升的同类单位没有同样的升幅。",
    }
    for actor in (people.clerk, people.office):
        cases.write_opinion(actor, city, case, **opinion)
    for actor in (people.reviewer, people.office):
        cases.sign_opinion(actor, city, case)


def decide(city: Jurisdiction, people: People, case: Case, meeting: str, number: int) -> None:
    """The chairpersons' meeting decides on a hearing at the planned meeting; the chair confirms the record."""
    body = queries.body_of_kind(city, "chairpersons_meeting")
    cases.record_decision(
        people.clerk,
        city,
        case,
        kind="action",
        met=Met(body, TERM, number, queries.today(), 8, 8),
        text="听取和审议专项工作报告，开展专题询问。",
        method="special_work_report",
        heard_at=meeting,
    )
    cases.confirm_decision(people.chair, city, case)


def tell(city: Jurisdiction, people: People, case: Case) -> None:
    """The notice issued, acknowledged by the liaison officer; the case learns of it."""
    notice = cases.draft_notice(people.clerk, city, case)
    paper = paper_by_id(city, notice.paper_id)
    assert paper is not None
    receipt = bring_to(city, people, paper, "issued").receipts.get()
    documents.acknowledge_receipt(people.liaison, city, receipt=receipt)
    settle()


def report_up(city: Jurisdiction, people: People, case: Case) -> None:
    """Reported to the committee, acknowledged, answered with a task."""
    today = queries.today()
    filing = cases.draft_report_up(people.clerk, city, case)
    paper = paper_by_id(city, filing.paper_id) if filing.paper_id else None
    if paper is not None:
        bring_to(city, people, paper, "issued")
        filing.refresh_from_db()
    number = paper.number_text if paper is not None else ""
    sent = {"on": today, "signed_by": "陆景行", "by": "周砚清", "number": number}
    filings.send(people.clerk, city, filing, **sent)
    for recipient in filing.recipients.all():
        filings.acknowledge(
            people.clerk, city, filing, recipient=recipient, on=today, by="机要室（演示）"
        )
    unit = queries.units_of(city).get(name=RISING_UNIT)
    filings.record_reply(
        people.clerk,
        city,
        filing,
        who="市委主要负责同志（演示）",
        office="市委",
        text="请市住房和城乡建设局限期拿出整改方案。",
        on=today,
        tasks=[
            {
                "text": TASK,
                "unit": unit.public_id,
                "due": (today + timedelta(days=21)).isoformat(),
            }
        ],
    )


def task_done(city: Jurisdiction, people: People) -> None:
    """What the committee's reply asked for came in, and another person has verified it."""
    task = followup_queries.followups_of(city).get(title=TASK)
    followups.report_done(people.liaison, city, task, text="整改方案已报送。")
    text = "方案列有七项措施，每项写明期限和责任人。"
    followups.verify(people.reviewer, city, task, text=text)


def other_cases(city: Jurisdiction, people: People) -> None:
    """One from the annual plan under judgment, one from a petition that both sides have judged."""
    today = queries.today()
    plan = cases.open_case(
        people.clerk,
        city,
        origin="annual_plan",
        unit=unit_named(city, "市城市管理局"),
        subject=FROM_PLAN,
        facts={"year": today.year, "item": "第4项", "text": "听取城市管理工作情况的报告"},
    )
    cases.write_opinion(
        people.clerk,
        city,
        plan,
        causes=["season"],
        cause_text="夏季夜间诉求集中。",
        method="thematic_research",
        text="建议先开展专题调研。",
    )
    petition = cases.open_case(
        people.clerk,
        city,
        origin="petition",
        unit=unit_named(city, "市自然资源和规划局"),
        subject=FROM_PETITION,
        facts={
            "number": f"信{today.year}-018",
            "on": (today - timedelta(days=9)).isoformat(),
            "people": 36,
            "text": "新建小区交付两年仍不能办理不动产登记。",
        },
    )
    judge(city, people, petition, "几个小区迟迟不能登记，反映集中。")


def decide_on_petition(city: Jurisdiction, people: People, meeting: PlannedMeeting) -> None:
    """A chairpersons' meeting of last week decided on its hearing."""
    decide(city, people, case_on(city, FROM_PETITION), meeting.public_id, 44)


def tell_of_petition(city: Jurisdiction, people: People) -> None:
    """The notice of its hearing is being signed off."""
    notice = cases.draft_notice(people.clerk, city, case_on(city, FROM_PETITION))
    paper = paper_by_id(city, notice.paper_id)
    assert paper is not None
    bring_to(city, people, paper, "signing")


def case_on(city: Jurisdiction, subject: str) -> Case:
    """The demonstration's case on this subject."""
    return case_queries.cases_of(city).get(subject=subject)


def unit_named(city: Jurisdiction, name: str) -> Unit:
    """A department of the demonstration."""
    return queries.units_of(city).get(name=name)


def promises(city: Jurisdiction, people: People, case: Case, today: date) -> None:
    """What units owe: accepted, half done, reported done, verified, asked to be postponed."""
    unit = unit_named(city, RISING_UNIT)
    about = {"about": ("case", case.public_id), "about_label": case.code}

    def assign(kind: str, title: str, requirement: str, days: int, to: Unit = unit, **more):  # type: ignore[no-untyped-def]
        return followups.assign(
            people.clerk,
            city,
            kind=kind,
            unit=to,
            title=title,
            requirement=requirement,
            due=today + timedelta(days=days),
            **more,
        )

    half = assign("promise", "七个小区维修事项排查", "逐户登记，列出清单。", 12, **about)
    followups.accept(people.liaison, city, half)
    followups.report_progress(
        people.liaison, city, half, text="已排查四个小区，登记 212 户。", percent=57
    )
    done = assign("rectification", "公布房屋维修责任单位", "在小区公示栏和网站公布。", 6, **about)
    followups.report_done(people.liaison, city, done, text="七个小区全部公布。")
    checked = assign(
        "rectification", "开通物业报修专线", "工作日有人接听，三日内上门。", 3, **about
    )
    followups.report_done(people.liaison, city, checked, text="专线已开通。")
    followups.verify(people.reviewer, city, checked, text="拨打三次，均有人接听。")
    later = assign("instruction", "维修资金使用办法修订", "征求业主意见后公布。", 20)
    reason = "须先完成合法性审查。"
    followups.ask_extension(
        people.liaison, city, later, due=today + timedelta(days=40), reason=reason
    )
    assign(
        "instruction",
        "末班公交时间调整",
        "公布方案和实施日期。",
        2,
        unit_named(city, "市交通运输局"),
    )
    assign("promise", "老旧路灯更换", "年内更换 800 盏。", 60, unit_named(city, "市城市管理局"))
