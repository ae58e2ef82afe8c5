"""Supervisors' reviews of sample conversations: which are drawn, and the form by which they are scored. Pure."""
