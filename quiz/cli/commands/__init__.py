"""The subcommands, one module each: `add_arguments`, `run` and an options class."""
