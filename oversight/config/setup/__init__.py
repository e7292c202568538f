"""开设办公: sets up a real office from answers, in a file or by questions (`jiannuo init`)."""
