"""会场大屏: the projector pages of a meeting, and where the office directs them."""
