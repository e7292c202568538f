"""演示数据: a fictional city with everything in it, made through the same acts as a user's."""
