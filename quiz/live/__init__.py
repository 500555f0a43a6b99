"""Playing together: one person hosts a room, the others join it over the network."""
