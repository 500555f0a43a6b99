"""The screens of a room: the host's and the players'."""
