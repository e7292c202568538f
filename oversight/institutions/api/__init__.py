"""接口: places, units, people, bodies, roles, records and spreadsheets over HTTP. Assembled by hand."""

from ninja import Router

from oversight.institutions.api.bodies import router as bodies
from oversight.institutions.api.people import router as people
from oversight.institutions.api.public import router as public
from oversight.institutions.api.records import router as records
from oversight.institutions.api.roles import router as roles
from oversight.institutions.api.sheets import router as sheets
from oversight.institutions.api.unit_acts import router as unit_acts

router = Router(tags=["institutions"])
for part in (public, unit_acts, people, bodies, roles, records, sheets):
    router.add_router("", part)
