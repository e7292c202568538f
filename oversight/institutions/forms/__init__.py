"""表单: what people fill in for the acts of this app. One file per subject."""
