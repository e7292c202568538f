"""文件：校验、去除照片位置信息、按内容存放。 Uploads checked, cleaned, stored by content."""
