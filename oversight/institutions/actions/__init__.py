"""机构的行为: every write of this app by subject; the list below is its public face."""

from oversight.institutions.actions.accounts import issue_deputy_code, open_account
from oversight.institutions.actions.bodies import (
    correct_body,
    create_body,
    end_body,
    set_meeting_counter,
)
from oversight.institutions.actions.imports import import_workbook, preview_import
from oversight.institutions.actions.liaison import (
    appoint_liaison,
    end_correspondence,
    end_liaison,
    hand_over_liaison,
    set_correspondence,
)
from oversight.institutions.actions.mandates import (
    add_deputyship,
    change_deputyship,
    end_deputyship,
    set_counts_in_base,
)
from oversight.institutions.actions.offices import (
    add_membership,
    add_post,
    end_membership,
    end_post,
)
from oversight.institutions.actions.people import correct_person, create_person, link_account
from oversight.institutions.actions.place_ends import (
    end_place,
    ended_words,
    require_still_there,
)
from oversight.institutions.actions.places import change_settings, create_place
from oversight.institutions.actions.roles import grant_role, revoke_role
from oversight.institutions.actions.rosters import (
    correct_constituency,
    correct_delegation,
    correct_station,
    correct_term,
    create_constituency,
    create_delegation,
    create_station,
    create_term,
    end_station,
)
from oversight.institutions.actions.standard import create_standard_bodies
from oversight.institutions.actions.successions import (
    abolish_unit,
    merge_units,
    record_succession,
    rename_unit,
    split_unit,
)
from oversight.institutions.actions.units import correct_unit, create_unit

__all__ = [
    "abolish_unit",
    "add_deputyship",
    "add_membership",
    "add_post",
    "appoint_liaison",
    "change_deputyship",
    "change_settings",
    "correct_body",
    "correct_constituency",
    "correct_delegation",
    "correct_person",
    "correct_station",
    "correct_term",
    "correct_unit",
    "create_body",
    "create_constituency",
    "create_delegation",
    "create_person",
    "create_place",
    "create_standard_bodies",
    "create_station",
    "create_term",
    "create_unit",
    "end_body",
    "end_correspondence",
    "end_deputyship",
    "end_liaison",
    "end_membership",
    "end_place",
    "end_post",
    "end_station",
    "ended_words",
    "grant_role",
    "hand_over_liaison",
    "import_workbook",
    "issue_deputy_code",
    "link_account",
    "merge_units",
    "open_account",
    "preview_import",
    "record_succession",
    "rename_unit",
    "require_still_there",
    "revoke_role",
    "set_correspondence",
    "set_counts_in_base",
    "set_meeting_counter",
    "split_unit",
]
