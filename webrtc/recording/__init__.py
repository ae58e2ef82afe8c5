"""A call kept in one file while everyone present agrees."""
