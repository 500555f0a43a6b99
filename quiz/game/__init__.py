"""A round: drawing, modes, session, scoring, results."""
