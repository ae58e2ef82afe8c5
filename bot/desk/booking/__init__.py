"""Calls for a time to come: who is free, who is booked, and what happens at the hour."""
