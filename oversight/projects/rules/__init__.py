"""项目的规则: pure functions of instances, scores and selections."""
