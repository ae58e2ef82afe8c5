"""The managers' figures as a letter: what is in it, and how it looks in mail, Telegram and plain text. Pure."""
