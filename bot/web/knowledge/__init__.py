"""Articles over HTTP: written, tried, published, imported; what customers asked in vain, and words."""
