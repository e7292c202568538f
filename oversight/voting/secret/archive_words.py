"""投票档案怎样公布的话: which of the three ways the rulebook has for a kind of matter, and what follows from it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from oversight.rulebooks.sections.secret_ballots import ARCHIVES, MATTERS
from oversight.voting.models import Poll
from oversight.voting.secret.governing import Governing, governing_poll
from oversight.voting.secret.publishing import archive_rule

FOLLOWS = {
    "public": gettext_noop(
        "宣布以后公布结果、校验值、计入的每张票的追踪码，任何人可以下载档案验证"
    ),
    "on_request": gettext_noop(
        "宣布以后公布结果、校验值、计入的每张票的追踪码；档案不能下载，向办公室书面申请"
    ),
    "hash_only": gettext_noop("只公布校验值，档案和追踪码不公布；凭回执可以查自己的票"),
}
"""What everybody may see, by the way that the rulebook names."""


def archive_facts(poll: Poll) -> list[tuple[str, str]]:
    """投票档案: the way that the rulebook of the vote has for its kind of matter, and what follows."""
    rule = archive_rule(poll) if poll.is_announced else governing_poll(poll).archive
    text = _("%(rule)s：%(follows)s。%(source)s") % {
        "rule": _(dict(ARCHIVES)[rule]),
        "follows": _(FOLLOWS[rule]),
        "source": archive_source(poll),
    }
    return [(_("投票档案"), text)]


def archive_source(poll: Poll) -> str:
    """By what the archive is published so: the row of the rulebook, or counts that are withheld in the end."""
    found = governing_poll(poll)
    if poll.is_announced and archive_rule(poll) != found.archive:
        return _("有的项人数不够，不公布票数，所以档案也只公布校验值。")
    return source(found)


def source(found: Governing) -> str:
    row = found.archive_row
    return _("规则簿（%(book)s）“电子无记名投票”中“%(matter)s”一行，依据：%(basis)s。") % {
        "book": found.rulebook.label,
        "matter": _(dict(MATTERS)[row.matter]),
        "basis": _(row.basis),
    }
