"""The database: SQL as plain functions over a transaction, a module for each kind of row."""
