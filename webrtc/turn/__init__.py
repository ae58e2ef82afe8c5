"""TURN servers: credentials for browsers, and whether a server does what it should."""
