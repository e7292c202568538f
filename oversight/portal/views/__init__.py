"""门户与首页的视图。 Views of the public door and of the first page of each role."""
