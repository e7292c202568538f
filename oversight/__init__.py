"""践诺 Jiannuo: oversight of government by an elected council, as loops that close in public."""
