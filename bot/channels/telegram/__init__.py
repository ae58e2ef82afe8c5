"""Customers who write on Telegram."""
