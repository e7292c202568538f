"""命令行的各条命令: parsers stand in ``commands``, what they do stands here by subject."""
