"""A hall made: its office, keys, frozen ballot and listed cards.

The secrets of everybody go into a file beside the home, where no server looks.
"""

from __future__ import annotations

import argparse
import json
from typing import Any

from tools.balloting.people import actor, everywhere

CASES: dict[str, dict[str, Any]] = {
    "a": {
        "kind": "choose",
        "options": [f"项目{n:02d}" for n in range(1, 21)],
        "k": 10,
        "rule": "congress_more_than_half_of_all",
    },
    "b": {
        "kind": "vote",
        "options": ["关于甲事项的决议", "关于乙事项的决议", "关于丙事项的决议"],
        "k": None,
        "rule": "congress_more_than_half_of_all",
    },
}
"""Of the protocol summary: none to ten of twenty; three questions, each approve, against, abstain or nothing."""


def prepare(options: argparse.Namespace) -> dict[str, Any]:
    """Everything up to the listed cards; the codes of cards and holders into ``secrets``."""
    from oversight.voting.tests import builders as b
    from oversight.voting.tests import secret_builders as s

    office = b.make_office()
    keys = s.make_keys(office, group=options.group)
    secrets = {
        **frozen(office, keys, options),
        "seeds": s.seeds(),
        "trustees": keys.trustees,
        "sealed": [holder.sealed for holder in keys.holders.order_by("number")],
        "ceremony": ceremony_codes(keys),
    }
    options.secrets.write_text(json.dumps(secrets), encoding="utf-8")
    return {"uuid": secrets["uuid"], "cards": options.deputies}


def frozen(office: Any, keys: Any, options: argparse.Namespace) -> dict[str, Any]:
    """A ballot frozen, its cards listed, tried out; what the ticket office knows of it."""
    from oversight.voting.tests import builders as b
    from oversight.voting.tests import secret_builders as s

    present = options.deputies
    more = {**CASES[options.case], "title": "大会表决", "roll": b.roll(present, present)}
    hall = s.make_hall(office, keys, present, trial=False, **more)
    hall.fix_cards()
    hall.try_out()
    hall.work(trial=True)
    box = hall.box
    return {
        "uuid": box.uuid,
        "election": box.election,
        "group": options.group,
        "codes": hall.codes,
    }


def ceremony_codes(keys: Any) -> list[str]:
    """New codes for the holders' tools, in their order."""
    from oversight.voting.secret import keys_actions

    place = keys.jurisdiction
    return [
        keys_actions.issue_ceremony_code(actor("clerk"), place, keys, number=number)[1]
        for number in range(1, keys.holders.count() + 1)
    ]


def own_keys(options: argparse.Namespace) -> dict[str, Any]:
    """An office whose scrutineers make their keys themselves: one code for each one's tool."""
    from oversight.voting.tests import builders as b
    from oversight.voting.tests import ceremonies

    office = b.make_office()
    keys = ceremonies.make_key_set(office, group=options.group)
    return {"codes": ceremony_codes(keys), "place": office.place.code}


def elected(options: argparse.Namespace) -> dict[str, Any]:
    """Everything up to the listed cards with keys that three tools have made."""
    from oversight.institutions.models import RoleGrant
    from oversight.voting.models import KeySet
    from oversight.voting.secret import keys_actions
    from oversight.voting.tests import builders as b

    keys = KeySet.objects.in_scope(everywhere()).select_related("jurisdiction").get()
    grants = {grant.role: grant for grant in RoleGrant.objects.in_scope(everywhere())}
    office = b.Office(keys.jurisdiction, grants)
    keys = keys_actions.activate_keys(
        actor("clerk"), office.place, keys, elected_by="第三次会议举手通过", present={1, 2, 3}
    )
    secrets = {**frozen(office, keys, options), "place": office.place.code}
    options.secrets.write_text(json.dumps(secrets), encoding="utf-8")
    return {"uuid": secrets["uuid"], "cards": options.deputies}
