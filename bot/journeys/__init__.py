"""What follows when something happened to a contact elsewhere: journeys as data, and what is decided by them. Pure."""
