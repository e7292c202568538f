"""热线的规则: pure functions and values; no database, no Django."""
