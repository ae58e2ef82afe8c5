"""Media in processes of its own: what they are told, what they tell, and who keeps them alive."""
