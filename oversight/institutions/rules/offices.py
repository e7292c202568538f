"""职务相容: a standing committee's member holds no office of a state organ that it supervises (地方组织法 art. 47).

The article names state administrative, supervisory, judicial and procuratorial organs; posts in enterprises,
institutions, associations and villages go together with the seat. Whoever holds one recuses from rating it.
"""

from __future__ import annotations

BASIS = "《地方组织法》第四十七条"
SUPERVISED = frozenset(
    {
        "government",
        "department",
        "supervisory_commission",
        "court",
        "procuratorate",
        "lower_government",
    }
)


def is_incompatible(body_kind: str, role_in_body: str, unit_kind: str) -> bool:
    """Whether the seat and the post may not be held on the same day."""
    seat = body_kind == "standing_committee" and role_in_body != "staff"
    return seat and unit_kind in SUPERVISED
