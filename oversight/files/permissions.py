"""谁可以存取文件。 Predicates; an app that attaches files to its own things judges those itself."""

from __future__ import annotations

import rules

from oversight.audit.actors import Actor
from oversight.files.models import StoredFile
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import OFFICE, READERS, holds


@rules.predicate
def can_store_file(actor: Actor, place: Jurisdiction) -> bool:
    """本地办事机构的人和联络员可以上传文件。 Who may upload for the place."""
    return holds(actor, place, OFFICE | {"office", "liaison", "unit_head"}) and actor.may_use(
        "files:write"
    )


@rules.predicate
def can_list_files(actor: Actor, place: Jurisdiction) -> bool:
    """能看本地监督事项的人可以看文件清单；系统管理员不办理监督事项，不看。 Who may see the list of files."""
    return holds(actor, place, READERS - {"admin"}) and actor.may_use("files:read")


@rules.predicate
def can_read_file(actor: Actor, file: StoredFile) -> bool:
    """能看文件清单的人可以看清单里的文件，上传人可以看自己的。 Readers of the list, and who uploaded it."""
    place = file.jurisdiction
    own = actor.account_id is not None and file.uploaded_by_id == actor.account_id
    listed = can_list_files(actor, place) and not file.confined
    return listed or (own and actor.place == place.code and actor.may_use("files:read"))
