"""民生实事项目: livelihood projects, from proposal to rating; and the ballots of participatory budgeting elsewhere."""
