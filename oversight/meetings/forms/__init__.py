"""会议的表单: one per act; what may be chosen comes from the place."""
