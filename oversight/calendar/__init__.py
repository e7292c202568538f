"""日历：工作日、期限、提醒、会期。 Working days, legal deadlines, the overdue ladder, planned meetings."""
