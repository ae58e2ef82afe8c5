"""Kiosks over HTTP: managers set them up, tablets ask and bring what was said."""
