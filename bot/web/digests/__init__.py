"""Digests: who gets which where, how one looks, and one now."""
