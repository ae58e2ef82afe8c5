"""Hints from who writes to who reads."""
