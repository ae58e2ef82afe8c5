"""Calls over HTTP and the socket: ringing, the ways in, what is kept of them."""
