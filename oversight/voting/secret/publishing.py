"""投票档案和投票页的公布: check values fixed by a publication, by the system, without a name of anybody.

The page that is voted with is kept by its content and named before the vote; the archive once the chair has announced.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import system
from oversight.audit.acts import act
from oversight.files import blobs
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.publications import actions as publications
from oversight.publications import queries as published
from oversight.publications.models import PublicationVersion
from oversight.rulebooks.sections.secret_ballots import OF_PERSONS
from oversight.voting import queries
from oversight.voting.actions.support import KEPT_IN
from oversight.voting.models import BallotBox, Poll
from oversight.voting.secret import archives, bundle
from oversight.voting.secret.actions.support import METHOD, locked_box
from oversight.voting.secret.governing import governing_poll
from oversight.voting.secret.queries import box_of, cards_of, invalid_of, replaced_of

ARCHIVE, BOOTH = "ballot_archive", "booth_page"


def on_frozen(entry: Any) -> None:
    """After ``voting.freeze_ballot``: the page that is voted with is kept and its check value published, once a place."""
    place = institutions.place_by_code(entry.place)
    poll = queries.poll_by_id(place, str(entry.facts.get("poll", ""))) if place else None
    box = box_of(poll) if poll is not None else None
    if place is not None and box is not None:
        publish_booth(place, box.bundle)


def publish_booth(place: Jurisdiction, sha256: str) -> None:
    """投票页的校验值; the page itself is kept under it since the freezing."""
    if published.published_under(place, BOOTH, sha256) is not None or not blobs.exists(sha256):
        return
    page = blobs.read(sha256)
    content = {"sha256": sha256, "bytes": len(page), "csp": bundle.policy_of(page)}
    with override(KEPT_IN):
        title = _("投票页（校验值 %(sha)s）") % {"sha": f"{sha256[:8]}…{sha256[-4:]}"}
    publish(place, BOOTH, sha256, title, content)


def on_announced(entry: Any) -> None:
    """After ``voting.announce`` of a vote by card: its archive's check value is published."""
    place = institutions.place_by_code(entry.place)
    poll = queries.poll_by_id(place, str(entry.facts.get("poll", ""))) if place else None
    if poll is not None and poll.method == METHOD:
        fix_archive(poll)


def fix_archive(poll: Poll) -> BallotBox | None:
    """固定投票档案的校验值: nothing where it is fixed already or the box was not opened."""
    box = box_of(poll)
    if box is None or box.state != "decrypted" or box.archive:
        return None
    place, path = poll.jurisdiction, archives.archive_file(box)
    with act("voting.fix_archive", actor=system(), place=place.code, permitted=True) as running:
        box = locked_box(box)
        if box.archive:  # another worker was quicker
            return box
        box.archive = archives.sha256_of(path)
        put(box)
        content = archive_content(poll, box, path.stat().st_size)
        with override(KEPT_IN):
            title = _("投票档案：%(title)s") % {"title": title_of(poll)}
        publish(place, ARCHIVE, poll.public_id, title, content)
        running.facts = {"poll": poll.public_id, "sha256": box.archive}
    return box


def title_of(poll: Poll) -> str:
    """What was voted on; of persons no more than that it was about persons."""
    persons = poll.candidates or poll.matter in OF_PERSONS
    return _("人事事项的表决") if persons else poll.title


def archive_content(poll: Poll, box: BallotBox, size: int) -> dict[str, Any]:
    """Check values and numbers of cards; nothing of a choice and no name."""
    cards = cards_of(box)
    with override(KEPT_IN):
        title = title_of(poll)
    return {
        "title": title,
        "election": box.uuid,
        "fingerprint": box.fingerprint,
        "configuration": box.configuration,
        "booth": box.bundle,
        "keys": box.key_set.fingerprint,
        "archive_sha256": box.archive,
        "archive_bytes": size,
        "archive_rule": archive_rule(poll),
        "handed_out": cards.handed_out if cards is not None else None,
        "ballots": box.ballots,
        "rejected": invalid_of(box),
    } | revoted_content(box)


def revoted_content(box: BallotBox) -> dict[str, Any]:
    """By which clause cards voted again, and how many ballots of the archive therefore do not count."""
    if not box.may_revote:
        return {}
    return {"revote_clause": box.revote_clause, "replaced": replaced_of(box)}


def archive_rule(poll: Poll) -> str:
    """public | on_request | hash_only as the rulebook of the vote says; hash only where counts are withheld."""
    outcome = queries.outcome_of(poll)
    if outcome is not None and any("withheld" in row for row in outcome.figures["rows"]):
        return "hash_only"
    return governing_poll(poll).archive


def publish(
    place: Jurisdiction, kind: str, key: str, title: str, content: dict[str, Any]
) -> PublicationVersion:
    """Proposed and published by the system: what it says follows from what was fixed before."""
    with override(KEPT_IN):
        made = publications.propose(
            system(), place, kind=kind, key=key, title=title[:200], content=content
        )
        return publications.publish(system(), place, made)


def publication_of(poll: Poll) -> PublicationVersion | None:
    """Where the archive's check value was published."""
    return published.published_under(poll.jurisdiction, ARCHIVE, poll.public_id)
