"""规则: pure functions of counting, without Django."""
