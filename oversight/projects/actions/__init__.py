"""民生实事的行为: one function per legal act; each module says which step of the year it serves."""
