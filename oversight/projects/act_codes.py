"""民生实事的行为: act codes with their names, as the record of acts shows them. Each part lists its own."""

from oversight.projects.act_codes_building import ACTS as BUILDING
from oversight.projects.act_codes_collecting import ACTS as COLLECTING
from oversight.projects.act_codes_rollup import ACTS as ROLLUP
from oversight.projects.act_codes_selecting import ACTS as SELECTING
from oversight.projects.act_codes_voting import ACTS as VOTING

ACTS: dict[str, object] = {**COLLECTING, **SELECTING, **VOTING, **BUILDING, **ROLLUP}
