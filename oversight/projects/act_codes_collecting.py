"""项目年和征集的行为."""

ACTS: dict[str, object] = {}
