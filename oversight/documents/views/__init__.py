"""公文页面: lists, one paper, its acts, receipts, registers, and what a unit received."""
