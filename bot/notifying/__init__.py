"""What the team is told outside of the desk: gathered, sent, never silently lost."""
