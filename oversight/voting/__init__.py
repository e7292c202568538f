"""表决与计票：基数、法定人数、计票规则。 Voting and counting: bases, quorum, the rules of a count."""
