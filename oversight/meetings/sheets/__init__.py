"""会议的表格: lists to take out, the attendance table that comes back, plans that are read in."""
