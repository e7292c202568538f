"""规则: pure functions, without Django."""
