"""计票: two blind entries, locking once everything agrees, a recount by the chief scrutineer. Corrections: ``correcting``."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import put, said
from oversight.institutions.models import Jurisdiction
from oversight.voting import permissions, queries
from oversight.voting.actions.locking import content_of, digest, refuse_open_cells
from oversight.voting.actions.support import KEPT_IN, locked, require, tell
from oversight.voting.count_files import read_counts
from oversight.voting.interests import scrutineer, units_voted_on
from oversight.voting.models import CountEntry, CountSheet, Poll
from oversight.voting.naming import person_acting
from oversight.voting.queries.counts import has_entered, scrutinises
from oversight.voting.rules.scrutiny import OWN_COUNT, teller_objection

HIGHEST = 1_000_000


def enter_counts(
    actor: Actor,
    place: Jurisdiction,
    poll: Poll,
    *,
    figures: Mapping[str, int],
    source: str = "hand",
    file_name: str = "",
) -> CountEntry:
    """录入: all cells at once, unseen by the other; the same person never enters twice, one entry may be a file's.

    figures  cell → count, for just the cells of ``queries.entry_form_of(poll)``
    """
    with act(
        "voting.enter_counts",
        actor=actor,
        place=place.code,
        permitted=permissions.can_count(actor, place),
    ) as running:
        poll = locked(place, poll)
        require("enter_counts", poll)
        before = queries.entries_of(poll)
        check_teller(actor, poll)
        check_source(before, source)
        entry = CountEntry(
            jurisdiction=place,
            poll=poll,
            count_no=poll.count_no,
            side="second" if before else "first",
            source=source,
            file_name=file_name.replace("\x00", "")[:200],
            figures=checked(poll, figures),
            entered_by_id=actor.account_id,
            entered_label=actor.label[:100],
            entered_at=timezone.now(),
        )
        put(entry)
        if before:
            poll.state = "counted"
            put(poll)
        running.facts = {"poll": poll.public_id, "side": entry.side, "source": source}
    return entry


def enter_from_file(
    actor: Actor, place: Jurisdiction, poll: Poll, *, source: str, name: str, content: bytes
) -> CountEntry:
    """从文件录入: the table of a keypad system or a reader; a wrong cell refuses the whole file."""
    if not permissions.can_count(actor, place):
        raise NotPermitted
    require("enter_counts", poll)
    if source == "hand":
        raise Invalid("unknown_source", _("没有这一种来源。"), where="source")
    figures = read_counts(poll, name, content)
    return enter_counts(actor, place, poll, figures=figures, source=source, file_name=name)


def check_teller(actor: Actor, poll: Poll) -> None:
    """Nobody enters twice, and nobody counts what they watch over (procedures §9)."""
    if has_entered(actor, poll):
        raise Refused("entered_already", _("你已经录过一次，另一次须由另一人录入。"))
    if any(one["name"] == actor.label for one in poll.scrutineers) or scrutinises(actor, poll):
        raise Refused("scrutineer_counts", _(OWN_COUNT) % {"name": actor.label})
    refuse_interested_teller(actor, poll)


def refuse_interested_teller(actor: Actor, poll: Poll) -> None:
    """Nobody counts a vote on themselves or on a unit in which they hold a post."""
    person = person_acting(actor, poll.jurisdiction)
    if person is None:
        return
    teller = scrutineer(poll, {"name": person.name, "person": person.public_id})
    found = teller_objection(
        teller, options=poll.options, candidates=poll.candidates, units=units_voted_on(poll)
    )
    if found is not None:
        raise Refused(found.code, _(found.text) % found.values)


def check_source(before: list[CountEntry], source: str) -> None:
    """By hand, or a file; never both entries from files."""
    if source not in dict(CountEntry.SOURCES):
        raise Invalid("unknown_source", _("没有这一种来源。"), where="source")
    if source != "hand" and any(entry.source != "hand" for entry in before):
        raise Refused("two_files", _("两次录入至多一次来自文件，另一次须由人看票录入。"))


def checked(poll: Poll, figures: Mapping[str, int]) -> dict[str, int]:
    """Every cell of the sheet with a whole number from 0, and no other."""
    cells = queries.entry_form_of(poll).cells()
    if not cells:
        raise Refused("nothing_to_enter", _("投票卡的票数由封存的总和开启，没有要录入的。"))
    for name in figures:
        if name not in cells:
            raise Invalid("unknown_cell", _("计票报告单上没有这一格。"), where=str(name)[:60])
    found = {}
    for name in cells:
        count = figures.get(name)
        if count is None:
            raise Invalid("missing_figure", _("没有填这个数。"), where=name)
        if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= HIGHEST:
            raise Invalid("bad_figure", _("不是从 0 起的整数。"), where=name)
        found[name] = count
    return found


def lock_sheet(actor: Actor, place: Jurisdiction, poll: Poll) -> CountSheet:
    """锁定计票报告单: when every cell agrees and every sum holds; it is never edited again."""
    with act(
        "voting.lock_sheet",
        actor=actor,
        place=place.code,
        permitted=permissions.can_count(actor, place),
        rule=poll.rule_version,
    ) as running:
        poll = locked(place, poll)
        require("lock_sheet", poll)
        if not has_entered(actor, poll):
            raise NotPermitted(_("只有录入这张计票报告单的两人可以锁定。"))
        count = queries.count_of(poll)
        assert count is not None
        refuse_open_cells(count)
        with translation.override(KEPT_IN):
            content = content_of(poll, count)
        sheet = CountSheet(
            jurisdiction=place,
            poll=poll,
            count_no=poll.count_no,
            content=content,
            sha256=digest(content),
            locked_by_id=actor.account_id,
            locked_label=actor.label[:100],
            locked_at=timezone.now(),
        )
        put(sheet)
        poll.state = "locked"
        put(poll)
        running.facts = {"poll": poll.public_id, "sha256": sheet.sha256, "count": poll.count_no}
        title = _("%(title)s：计票报告单待签字") % {"title": poll.title}
        own = accounts_of_scrutineers(poll)
        tell(poll, ("clerk", "reviewer"), f"sign:{poll.count_no}", title, accounts=own)
    return sheet


def accounts_of_scrutineers(poll: Poll) -> tuple[int, ...]:
    """The accounts of those who sign on their own telephone."""
    persons = [one["person"] for one in poll.scrutineers if one["person"]]
    rows = institutions.people_of(poll.jurisdiction).filter(public_id__in=persons)
    return tuple(rows.exclude(account=None).values_list("account_id", flat=True))


def order_recount(
    actor: Actor, place: Jurisdiction, poll: Poll, *, reason: str, ordered_by: str
) -> Poll:
    """重新计票: ordered by the chief scrutineer before the announcement; the first sheet stays as it is."""
    with act(
        "voting.order_recount",
        actor=actor,
        place=place.code,
        permitted=permissions.can_order_recount(actor, place),
    ) as running:
        poll = locked(place, poll)
        require("order_recount", poll)
        if poll.method == "cards":
            raise Refused(
                "opened_for_good", _("投票卡的票数由封存的总和开启，可以验证，不重新计票。")
            )
        if poll.method == "named":
            raise Refused("named_for_good", _("记名表决的票数由各人的表决得出，不重新计票。"))
        chiefs = [one["name"] for one in poll.scrutineers if one["chief"]]
        ordered_by = said(ordered_by, "ordered_by", "no_name", _("没有写由谁宣布重新计票。"))
        if chiefs and ordered_by not in chiefs:
            text = _("重新计票由总监票人%(name)s宣布。") % {"name": chiefs[0]}
            raise Invalid("not_the_chief", text, where="ordered_by")
        reason = said(reason, "reason", "no_reason", _("没有写原因。"))
        sheet = queries.sheet_of(poll)
        if sheet is not None:
            sheet.set_aside_reason = reason[:300]
            put(sheet)
        said_at = timezone.now().isoformat()
        again = {"count": poll.count_no, "by": ordered_by, "reason": reason[:300], "at": said_at}
        poll.recounts = [*poll.recounts, again]
        poll.count_no += 1
        poll.state = "collected"
        put(poll)
        running.note = ordered_by
        running.facts = {"poll": poll.public_id, "count": poll.count_no}
    return poll
