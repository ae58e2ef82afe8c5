"""Recovery cases over HTTP."""
