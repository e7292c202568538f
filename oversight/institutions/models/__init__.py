"""机构的表: places, bodies and terms, people, units, roles. One file per subject, listed here by hand."""

from oversight.institutions.models.bodies import (
    Body,
    Constituency,
    Delegation,
    LiaisonStation,
    MeetingCounter,
    Term,
)
from oversight.institutions.models.boundaries import Boundary, BoundarySet
from oversight.institutions.models.drafts import ImportDraft
from oversight.institutions.models.people import Deputyship, Membership, Person, Post
from oversight.institutions.models.places import Jurisdiction, PlaceProfile, PlaceSuccession
from oversight.institutions.models.roles import RoleGrant
from oversight.institutions.models.sent_forms import SentForm
from oversight.institutions.models.units import (
    LiaisonOfficer,
    OfficeCorrespondence,
    Unit,
    UnitSuccession,
)

__all__ = [
    "Body",
    "Boundary",
    "BoundarySet",
    "Constituency",
    "Delegation",
    "Deputyship",
    "ImportDraft",
    "Jurisdiction",
    "LiaisonOfficer",
    "LiaisonStation",
    "MeetingCounter",
    "Membership",
    "OfficeCorrespondence",
    "Person",
    "PlaceProfile",
    "PlaceSuccession",
    "Post",
    "RoleGrant",
    "SentForm",
    "Term",
    "Unit",
    "UnitSuccession",
]
