"""开设的办理: makes the place, bodies, term, accounts, rosters and carried-in work, step by step.

Every step asks first whether it is already there, so a run that was cut off can be repeated. All answers
were checked before; rosters are checked whole before anything of them is written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from oversight.accounts import actions as accounts
from oversight.accounts.models import Account
from oversight.audit.actors import Actor, operator
from oversight.audit.acts import Act, act
from oversight.audit.errors import Invalid
from oversight.config.setup.answers import Answers, CarriedFile, NewAccount
from oversight.hotline import actions as hotline
from oversight.institutions import actions, permissions, queries
from oversight.institutions.models import Jurisdiction

Say = Callable[[str], None]


@dataclass
class Built:
    """What was set up; the passwords are shown once and kept nowhere."""

    code: str
    name: str
    steps: list[str] = field(default_factory=list)
    passwords: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return {
            "jurisdiction": self.code,
            "name": self.name,
            "steps": self.steps,
            "passwords": self.passwords,
        }


def build(answers: Answers, say: Say) -> Built:
    """Set up the office; returns what was done."""
    actor = operator()
    built = Built(answers.code, answers.name)
    with transaction.atomic():
        place = set_up_place(actor, answers, built)
        set_up_bodies(actor, place, answers, built)
        for wanted in answers.accounts:
            set_up_account(actor, place, wanted, built)
        for subject, path, label in (
            ("units", answers.units, "单位名单"),
            ("people", answers.people, "人员名单"),
        ):
            if path is not None:
                rows = carry_in_roster(actor, place, subject, path)
                built.steps.append(f"{label}：带入 {rows} 行")
    for item in answers.carry_in:
        say(f"带入 {item.file.name}")
        built.steps.append(carry_in_work(actor, place, item))
    return built


def set_up_place(actor: Actor, answers: Answers, built: Built) -> Jurisdiction:
    """The place itself, under its parent."""
    existing = queries.place_by_code(answers.code)
    if existing is not None:
        if existing.name != answers.name:
            text = f"代码“{answers.code}”已经是{existing.name}的。换一个代码。"
            raise Invalid("place_exists", text, where="place.code")
        built.steps.append("地方：已经开设过")
        return existing
    parent = queries.place_by_code(answers.parent) if answers.parent else None
    if answers.parent and parent is None:
        text = f"没有代码为“{answers.parent}”的上级地方。先开设它，或删去这一行。"
        raise Invalid("unknown_parent", text, where="place.parent")
    built.steps.append(f"地方：{answers.name}")
    return actions.create_place(
        actor,
        code=answers.code,
        name=answers.name,
        kind=answers.kind,
        parent=parent,
        body_name=answers.body_name,
        screen_name=answers.screen_name,
        small_office=answers.small_office,
        require_totp=answers.require_totp,
        modules=list(answers.modules),
        timezone=answers.timezone,
    )


def set_up_bodies(actor: Actor, place: Jurisdiction, answers: Answers, built: Built) -> None:
    """The standard bodies of the level, the term, the next meeting numbers."""
    if not queries.bodies_of(place).exists():
        made = actions.create_standard_bodies(actor, place)
        built.steps.append(f"机构：{'、'.join(body.name for body in made.values())}")
    if answers.term_no is None:
        return
    term = queries.terms_of(place).filter(term_no=answers.term_no).first()
    if term is None:
        term = actions.create_term(
            actor,
            place,
            term_no=answers.term_no,
            valid_from=answers.term_begins,
            valid_to=answers.term_ends,
        )
        built.steps.append(f"届次：第{answers.term_no}届")
    for kind, number in answers.next_meetings.items():
        body = queries.bodies_of(place).filter(kind=kind).first()
        if body is None:
            text = f"{place.name}没有这个机构，不写它的会议次数。"
            raise Invalid("no_such_body", text, where=f"next_meeting.{kind}")
        actions.set_meeting_counter(actor, place, body=body, term=term, next_meeting_no=number)


def set_up_account(actor: Actor, place: Jurisdiction, wanted: NewAccount, built: Built) -> None:
    """One account with its role; an existing one of the same name is left as it is."""
    if Account.objects.filter(username=wanted.username).exists():
        built.steps.append(f"账号 {wanted.username}：已经有了")
        return
    account, password = accounts.create_account(
        actor,
        place.code,
        permitted=permissions.can_manage_accounts(actor, place),
        display_name=wanted.name,
        username=wanted.username,
    )
    actions.grant_role(actor, place, account=account, role=wanted.role)
    built.passwords[wanted.username] = password
    built.steps.append(f"账号：{wanted.name}（{wanted.username}）")


def carry_in_roster(actor: Actor, place: Jurisdiction, subject: str, path: Path) -> int:
    """带入名单: whole or not at all; refused with every cell that cannot be right."""
    content = path.read_bytes()
    with carrying(actor, place, path) as running:
        found = actions.preview_import(actor, place, subject=subject, content=content)
        if found.problems:
            shown = [f"{p.sheet} {p.cell}（{p.heading}）{p.text}" for p in found.problems[:20]]
            raise Invalid("roster", "；".join(shown), where=path.name)
        outcome = actions.import_workbook(actor, place, subject=subject, content=content)
        running.facts |= {"kind": subject, **outcome.counts}
    return outcome.counts["new"] + outcome.counts["changed"]


def carry_in_work(actor: Actor, place: Jurisdiction, item: CarriedFile) -> str:
    """带入正在办的工作: tickets or monthly tables; what they change has its own entries as well."""
    if item.kind == "hotline_tickets" and item.mapping is not None:
        batch = hotline.import_tickets(
            actor, place, path=item.file, mapping=item.mapping.read_text(encoding="utf-8")
        )
        facts: dict[str, Any] = {"accepted": batch.accepted, "quarantined": batch.quarantined}
        words = f"工单 {item.file.name}：带入 {batch.accepted} 件，隔离 {batch.quarantined} 行"
    else:
        text = item.mapping.read_text(encoding="utf-8") if item.mapping else ""
        table = hotline.import_table(actor, place, path=item.file, mapping=text)
        facts = {"rows": len(table.rows), "findings": len(table.findings)}
        words = f"统计表 {item.file.name}：带入 {len(table.rows)} 行，疑点 {len(table.findings)} 处"
    with carrying(actor, place, item.file) as running:
        running.facts |= {"kind": item.kind, **facts}
    return words


@contextmanager
def carrying(actor: Actor, place: Jurisdiction, path: Path) -> Iterator[Act]:
    """The act 带入 for one file, named by its hash."""
    with act(
        "setup.carry_in",
        actor=actor,
        place=place.code,
        permitted=permissions.can_manage_institutions(actor, place),
    ) as running:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        running.facts = {"file": path.name, "sha256": digest}
        yield running
