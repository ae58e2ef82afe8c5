"""What each receiver's link carries, and what senders may use for it."""
