"""规则簿：按地方、按日期的规则版本，经通过才生效。 Dated versions of a place's rules, in force only by adoption."""
