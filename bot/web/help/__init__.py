"""The public help centre: the articles as pages, rendered here, that need no JavaScript."""
