"""Pages, sockets and HTTP: PROTOCOL.md and API.md describe them, routes.py names every address."""
