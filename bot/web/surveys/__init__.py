"""Surveys over HTTP, for managers."""
