"""日历的行为: act codes with their names, as the record of acts shows them."""

ACTS: dict[str, object] = {}
