"""The game in a browser: a server of terminals, with a process for each session."""
