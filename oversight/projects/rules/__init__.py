"""项目的规则: pure functions of a year of projects, of its ballots, and of participatory-budgeting instances."""
