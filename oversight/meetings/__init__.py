"""会议: meetings from plan to archive, agenda items, who attends, quorum, the roll that a vote is held on."""
