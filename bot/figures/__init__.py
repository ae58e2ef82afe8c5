"""The reports' books in memory and on disk: opened when somebody asks for figures, closed when nobody does."""
