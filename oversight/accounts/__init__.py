"""账号：登录、双重验证、会话、接口令牌。 Sign-in, second factor, sessions, API tokens."""
