"""公开：每次发布的条目、版本与内容。 What was published: entry, version, nonce, blob."""
