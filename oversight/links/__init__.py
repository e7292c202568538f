"""关联：任何两件记录之间的关系，双向可见。 Links between any two records, seen from both ends."""
