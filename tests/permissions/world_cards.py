"""权限世界里的投票卡: one vote by card at each point that a page of the table asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

from oversight.files import blobs
from oversight.voting import queries
from oversight.voting.secret import actions as secret
from oversight.voting.secret.receiving import cast
from oversight.voting.tests import builders
from oversight.voting.tests import secret_builders as s
from oversight.voting.tests.test_boxes import spoiled

if TYPE_CHECKING:
    from tests.permissions.world import World

CARDS, MATTER = 10, "project_choice"
WITH_TRIAL = frozenset({"frozen", "trial", "running"})
PAGE = b"<!doctype html><style>a{}</style><script>1</script>"


def build(world: World) -> None:
    """Votes of the county: ready to be frozen, frozen, listed, open, with a rejected ballot, sealed, announced."""
    grants = {role: world.grants[role, "own"] for role in ("clerk", "reviewer", "chair")}
    office = builders.Office(world.place, grants)
    keys = s.make_keys(office)
    world.ids["key_set_active"] = keys.public_id
    with patch("oversight.voting.secret.actions.freezing.kept", lambda: blobs.put(PAGE)):
        world.ids["cards_prepared"] = unfrozen(office).public_id
        made = {
            name: s.make_hall(office, keys, CARDS, trial=name in WITH_TRIAL, matter=MATTER)
            for name in ("frozen", "trial", "running", "open", "rejected", "sealed", "announced")
        }
    world.ids |= {f"cards_{name}": hall.poll.public_id for name, hall in made.items()}
    clerk, place = office.actor("clerk"), office.place
    for name in ("trial", "running"):
        made[name].fix_cards(trial=True)
    secret.open_trial(clerk, place, made["running"].poll)
    made["open"].fix_cards()
    made["open"].open()
    made["rejected"].fix_cards()
    made["rejected"].open()
    cast(made["rejected"].box.uuid, spoiled(made["rejected"], 1))
    made["rejected"].close()
    made["rejected"].work()
    world.ids["rejected_ballot"] = made["rejected"].box.rejected.get().hash
    for name in ("sealed", "announced"):
        s.voted(made[name], [[[1, 1, 0]]])
        made[name].declare()
    world.ids["cards_box"] = made["sealed"].box.uuid
    announce(office, made["announced"])


def unfrozen(office: builders.Office) -> builders.Poll:
    """A choice of projects by card whose ballot is not frozen yet."""
    return builders.make_poll(
        office, title="民生实事项目票决", kind="choose", options=s.OPTIONS, k=2, method="cards",
        rule="congress_more_than_half_of_all", roll=builders.roll(20, 15), measure=s.MEASURE,
        matter=MATTER,
    )  # fmt: skip


def announce(office: builders.Office, hall: s.Hall) -> None:
    """Opened, signed, announced."""
    hall.decrypt(1, 2)
    for signer in queries.signers_of(hall.fresh()):
        values = {"name": signer.name, "drawing": builders.DRAWING}
        builders.actions.sign_by_code(office.actor("clerk"), office.place, hall.poll, **values)
    builders.announced(office, hall.fresh())
