"""Calls for a time to come: when agents are free, and who is booked. Pure."""
