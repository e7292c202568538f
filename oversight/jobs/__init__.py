"""后台任务：租约、心跳、重试、定时。 Background work with leases, heartbeats, attempts, schedule."""
