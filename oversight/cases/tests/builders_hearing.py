"""听取测试的样例: cases brought to every state of the hearing loop, by the acts of those who may do them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from io import BytesIO
from typing import Any

from oversight.audit.actors import operator, system
from oversight.cases import actions, queries_hearing
from oversight.cases.models import Case, CaseHearing
from oversight.cases.tests import builders as b
from oversight.documents import actions as documents
from oversight.documents.tests.builders import PDF
from oversight.files.actions import store_file
from oversight.institutions import actions as institutions
from oversight.institutions import queries
from oversight.institutions.models import Jurisdiction, Person, RoleGrant
from oversight.institutions.tests.builders import make_deputy
from oversight.meetings import actions as meetings
from oversight.meetings import queries as meetings_read
from oversight.meetings.models import Meeting


def make_meeting(office: b.Office, days: int = 40) -> Meeting:
    """The standing committee's meeting so many days from today, made once; the days are its number."""
    on = queries.today() + timedelta(days=days)
    known = meetings_read.meetings_of(office.place).filter(starts_on=on).first()
    return known or meetings.plan_meeting(
        office.actor("clerk"),
        office.place,
        body=office.bodies["standing_committee"],
        term_no=18,
        meeting_no=days,
        starts_on=on,
        place_text="会议厅",
    )


def report(office: b.Office, case: Case, text: str = "正式报告。") -> None:
    """The liaison writes, the head hands in."""
    actions.draft_report(office.actor("liaison"), office.place, case, text=text)
    actions.submit_report(office.actor("unit_head"), office.place, case)


def find(office: b.Office, case: Case) -> None:
    """A finding recorded and sent to the unit."""
    lead = office.actor("office")
    actions.record_finding(lead, office.place, case, title="返修慢", text="看了 3 个小区。")
    actions.send_findings(lead, office.place, case)


def told(office: b.Office) -> Case:
    """Notified; a report was handed in, another is drafted, a finding waits for its answer, one is unsent."""
    make_meeting(office)
    case = b.notified(office)
    report(office, case, "初稿。")
    actions.draft_report(office.actor("liaison"), office.place, case, text="再改的一稿。")
    find(office, case)
    lead = office.actor("office")
    actions.record_finding(lead, office.place, case, title="资金慢", text="申请要 40 天。")
    return b.fresh(case)


def placed(office: b.Office, case: Case | None = None, days: int = 40) -> Case:
    """On the agenda."""
    meeting = make_meeting(office, days)
    if case is None:
        case = b.notified(office)
        report(office, case)
    actions.place_hearing(office.actor("clerk"), office.place, case, meeting=meeting)
    return b.fresh(case)


def result(office: b.Office, case: Case, passes: bool) -> Case:
    """The vote as the reaction hands it over."""
    made = queries_hearing.hearing_ahead(case)
    assert made is not None
    figures = {"base": 5, "present": 5, "rows": [{"name": "报告", "yes": 4 if passes else 2}]}
    found = actions.Announced(
        "", "", "valid", ["报告"] if passes else [], {}, figures, "宣布结果。", made.on
    )
    actions.record_result(system(), office.place, made.item_id, found)
    return b.fresh(case)


def failed(office: b.Office) -> Case:
    """The first vote failed; research has found something, the unit has reported again."""
    case = result(office, placed(office), passes=False)
    find(office, case)
    report(office, case, "再次报告。")
    return b.fresh(case)


def failed_twice(office: b.Office) -> Case:
    """The second vote failed too."""
    return result(office, placed(office, failed(office), 80), passes=False)


def passed(office: b.Office) -> Case:
    """The vote passed."""
    return result(office, placed(office), passes=True)


def issue(office: b.Office, paper_id: str) -> None:
    """A paper through its sign-off until it is issued."""
    place, clerk = office.place, office.actor("clerk")
    paper = b.paper_of(place, paper_id)
    documents.submit_for_check(office.actor("office"), place, paper=paper)
    documents.approve_check(office.actor("reviewer"), place, paper=paper)
    documents.sign(office.actor("chair"), place, paper=paper)
    scan = store_file(clerk, place, name="用印件.pdf", stream=BytesIO(PDF))
    documents.attach_sealed_scan(clerk, place, paper=paper, file=scan)
    documents.issue(clerk, place, paper=paper)


def tracking(office: b.Office, case: Case | None = None) -> Case:
    """The review opinions went out."""
    case = case or passed(office)
    lead = office.actor("office")
    made = actions.draft_opinions(lead, office.place, case, items=["加快返修。", "公开进度。"])
    issue(office, made.paper_id)
    actions.note_opinions_sent(system(), office.place, made.paper_id)
    return b.fresh(case)


def replied(office: b.Office, case: Case | None = None) -> Case:
    """The unit has reported on the opinions."""
    case = case or tracking(office)
    report(office, case, "都已落实。")
    return b.fresh(case)


def verified(office: b.Office, case: Case | None = None) -> Case:
    """Another person has verified the unit's report."""
    case = case or replied(office)
    actions.verify_reply(
        office.actor("reviewer"), office.place, case, text="抽查属实。", outcomes=["done", "done"]
    )
    return b.fresh(case)


def joined(place: Jurisdiction, grant: RoleGrant) -> Person:
    """The deputy behind an account, made and joined once."""
    known = queries.people_of(place).filter(account=grant.account).first()
    return known or institutions.link_account(
        operator(), place, person=make_deputy(place).person, account=grant.account
    )


def deputies(office: b.Office, number: int = 3) -> list[Person]:
    """So many deputies more of the register."""
    return [make_deputy(office.place).person for _one in range(number)]


def view(office: b.Office, case: Case, says: str = "solved", number: int = 3) -> None:
    """So many written views of deputies, all the same."""
    actions.enter_view(
        office.actor("clerk"),
        office.place,
        case,
        people=deputies(office, number),
        **{says: number},
        upload=("交表名单.pdf", BytesIO(PDF)),
    )


def closing(office: b.Office) -> Case:
    """A closing is proposed by the clerk."""
    case = verified(office)
    view(office, case)
    actions.propose_closing(office.actor("clerk"), office.place, case, text="问题已经解决。")
    return b.fresh(case)


def resolved(office: b.Office) -> Case:
    """Another person has verified the closing."""
    case = closing(office)
    actions.verify_closing(office.actor("reviewer"), office.place, case, text="属实。")
    return b.fresh(case)


STATES: Mapping[str, Callable[[b.Office], Case]] = {
    "judged": lambda office: b.judged(office, b.make_case(office)),
    "told": told,
    "placed": placed,
    "failed": failed,
    "failed_twice": failed_twice,
    "passed": passed,
    "tracking": tracking,
    "replied": replied,
    "closing": closing,
    "resolved": resolved,
}


def hearing(case: Case) -> CaseHearing:
    """The newest hearing."""
    found = queries_hearing.last_hearing(case)
    assert found is not None
    return found


def scan(office: b.Office) -> Any:
    """A stored scan."""
    return store_file(office.actor("clerk"), office.place, name="签字件.pdf", stream=BytesIO(PDF))
