"""Askings and ratings, and what follows from them."""
