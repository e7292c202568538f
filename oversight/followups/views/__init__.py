"""页面: the items of a place, one item, its acts, and the one desk of who speaks for units."""
