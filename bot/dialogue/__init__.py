"""What the bot makes of a message and does about it: rules without I/O. The desk loads, these decide, the desk does."""
