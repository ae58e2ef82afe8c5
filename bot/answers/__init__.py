"""What the bot knows: found by what a customer writes, told in the customer's words."""
