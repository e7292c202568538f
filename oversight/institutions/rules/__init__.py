"""规则: what the law says about bodies, offices and periods, as pure functions."""
