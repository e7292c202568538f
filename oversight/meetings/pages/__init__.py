"""会议页面的内容: values that the templates show."""
