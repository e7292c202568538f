"""读收件。"""

from oversight.audit.actors import Actor


def unread_count(actor: Actor) -> int:
    return 0
