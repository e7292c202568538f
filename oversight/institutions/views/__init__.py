"""页面: work pages of this app, one file per subject."""
