"""付表决的事: an item says what the meeting does, 听取和审议……的报告; what is voted is the report alone."""

from __future__ import annotations

import re

HEARD = re.compile(
    r"^(?:再次)?(?:听取(?:和|并|、)?审议|听取|审议)(?!的|和|并|、|意见|结果|情况|报告$)(?P<matter>.{2,})$"
)
PUT = re.compile(r"^对(?P<matter>.{2,})进行(?:满意与否的|满意度)?(?:表决|测评)$")

ASKED = {
    "appoint": "任命{name}为{post}",
    "remove": "免去{name}{post}职务",
    "resignation": "接受{name}辞去{post}职务的请求",
    "dismissal": "撤销{name}{post}职务",
}
"""What is voted on a person, by the kind of the appointment."""


def matter_of(title: str) -> str:
    """……的报告 of 听取和审议……的报告, of 对……的报告进行满意与否的表决; every other title as it is."""
    found = HEARD.match(title) or PUT.match(title)
    return found["matter"] if found else title
