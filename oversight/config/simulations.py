"""模拟总表: which sections of a rulebook can be tried on the past, assembled by hand."""

from __future__ import annotations

from collections.abc import Mapping

from oversight.hotline.simulations import simulate_double_rise
from oversight.rulebooks.simulating import Simulate
from oversight.voting.simulations import simulate_ratings

SIMULATIONS: Mapping[str, Simulate] = {
    "double_rise": simulate_double_rise,
    "ratings": simulate_ratings,
}
