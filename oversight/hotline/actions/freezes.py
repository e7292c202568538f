"""冻结月份: fixes a month's content as a version and keeps the results computed from it.

The same content keeps its version, even where other months have changed since; other content is the next
version. A month without a single ticket or table figure cannot be frozen.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

import rfc8785
from django.utils import timezone
from django.utils.translation import gettext as _
from hotline_analytics.tickets import format_month

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.hotline import analyses, permissions, queries, store_writes
from oversight.hotline.governing import Governing, governing
from oversight.hotline.locks import store_lock
from oversight.hotline.models import FrozenResult, MonthFreeze
from oversight.hotline.questions import Question, Standing
from oversight.institutions.models import Jurisdiction
from oversight.jobs import actions as jobs
from oversight.jobs.models import Job

log = logging.getLogger("oversight.hotline")
KINDS_KEPT: tuple[frozenset[str] | None, ...] = (None, frozenset({"complaint"}))
Check = Callable[[], None]
REFRESH = "hotline.refresh_cubes"


def freeze_month(
    actor: Actor, place: Jurisdiction, *, month: int, hold: Check | None = None
) -> MonthFreeze:
    """冻结月份: returns the standing version where nothing of the month changed."""
    if not permissions.can_freeze(actor, place):
        raise NotPermitted()
    with store_lock(place.code):
        revision = queries.state_of(place).revision
        question = Question(month)
        sha256, tickets = analyses.fingerprint(place, question, revision)
        last = queries.latest_freeze(place, month)
        if last is not None and (last.sha256, last.tickets) == (sha256, tickets):
            return last
        if tickets == 0:
            text = _("%(month)s 没有工单，也没有报表数字，不能冻结。")
            raise Invalid("empty_month", text % {"month": format_month(month)}, where="month")
        frozen_at = timezone.now()
        rules = governing(place, timezone.localdate(frozen_at))
        results = frozen_results(place, month, Standing(revision, frozen_at), rules)
        freeze = MonthFreeze(
            jurisdiction=place,
            month=month,
            version=last.version + 1 if last else 1,
            format="snapshot-1" if analyses.has_tickets(place, question) else "counts-1",
            revision=revision,
            sha256=sha256,
            tickets=tickets,
            sources=[source.name for source in queries.sources_of(place)],
            frozen_at=frozen_at,
            frozen_by=actor.label[:100],
            rule=rules.rule.version,
            parameters_sha256=rules.grading.sha256,
            **rules.rulebook.stored,
        )
        return record_freeze(actor, place, freeze, results, hold)


def record_freeze(
    actor: Actor,
    place: Jurisdiction,
    freeze: MonthFreeze,
    results: list[FrozenResult],
    hold: Check | None,
) -> MonthFreeze:
    """The act: the version and its results in one transaction."""
    with act(
        "hotline.freeze_month",
        actor=actor,
        place=place.code,
        permitted=permissions.can_freeze(actor, place),
        rule=freeze.rule,
    ) as running:
        if hold is not None:
            hold()
        state = store_writes.locked_state(place)
        if state.revision != freeze.revision:
            raise Refused("store_changed", _("热线数据在冻结期间有改动，请重新冻结。"))
        freeze.save()
        for result in results:
            result.freeze = freeze
            result.save()
        jobs.enqueue(REFRESH, place=place, actor=actor, unique_key=f"{REFRESH}:{place.code}")
        running.facts = {
            "month": format_month(freeze.month),
            "version": freeze.version,
            "sha256": freeze.sha256,
            "tickets": freeze.tickets,
            "rulebook": freeze.rulebook,
            "rulebook_sha256": freeze.rulebook_sha256,
        }
    return freeze


def frozen_results(
    place: Jurisdiction, month: int, standing: Standing, rules: Governing
) -> list[FrozenResult]:
    """Every result that is kept: by unit and category, month and year to date, all kinds and complaints.

    What the rulebook asks is kept too, where it asks for other kinds.
    """
    from_tickets = analyses.has_tickets(place, Question(month))
    groupings = ("unit", "category") if from_tickets else ("unit",)
    kinds_kept = KINDS_KEPT if from_tickets else (None,)
    asked = [
        Question(month, by, window, kinds)
        for kinds in kinds_kept
        for by in groupings
        for window in ("month", "ytd")
    ]
    if from_tickets and rules.question(month) not in asked:
        asked.append(rules.question(month))
    return [frozen_result(place, question, standing) for question in asked]


def frozen_result(place: Jurisdiction, question: Question, standing: Standing) -> FrozenResult:
    """One result with its hash."""
    result = analyses.analysis(place, question, standing).as_dict()
    return FrozenResult(
        jurisdiction=place,
        by=question.by,
        window=question.window,
        kinds=question.kinds_code,
        result=result,
        sha256=hashlib.sha256(rfc8785.dumps(result)).hexdigest(),
    )


def recompute(freeze: MonthFreeze, by: str, window: str, kinds: frozenset[str] | None) -> Any:
    """The same question answered again from the frozen files: a comparison, never a change."""
    frozen_at: datetime = freeze.frozen_at
    standing = Standing(freeze.revision, frozen_at, freeze)
    return analyses.analysis(
        freeze.jurisdiction, Question(freeze.month, by, window, kinds), standing
    ).as_dict()


def request_freeze(actor: Actor, place: Jurisdiction, *, month: int) -> Job:
    """交办冻结: the worker freezes the month, since a page must not bring the analytics engines."""
    with act(
        "hotline.request_freeze",
        actor=actor,
        place=place.code,
        permitted=permissions.can_freeze(actor, place),
    ) as running:
        running.facts = {"month": format_month(month)}
        return jobs.enqueue(
            "hotline.freeze",
            place=place,
            actor=actor,
            payload={"month": month},
            unique_key=f"hotline.freeze:{place.code}:{month}",
            title=_("冻结 %(month)s") % {"month": format_month(month)},
        )
