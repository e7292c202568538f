"""会议的规则: what is possible when, quorum, kinds of items, the next step. They know no framework."""
