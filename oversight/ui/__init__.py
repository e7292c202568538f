"""界面：基础页面、组件、格式。 Base pages, components, formats."""
