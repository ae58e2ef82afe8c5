"""A model that tells what texts mean: questions are read at once or not at all, phrasings at leisure."""
