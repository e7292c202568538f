"""留痕：act()、只增不改的记录链、待办信箱。 act(), the append-only chain of records, the outbox."""
