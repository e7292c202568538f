"""权限总表: who may open what, reviewed row by row and walked by one test."""
