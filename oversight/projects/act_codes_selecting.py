"""初选、论证、候选项目的行为."""

ACTS: dict[str, object] = {}
