"""行为名称: the acts of this app."""

ACTS = {"inbox.choose_digest": "选择每日摘要"}
