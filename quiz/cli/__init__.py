"""The command line: entry point, subcommands, the line-based front end."""
