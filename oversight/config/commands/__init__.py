"""命令: one module per command of `jiannuo`."""
