"""What is said to contacts unasked: touchpoints come in, journeys follow, and contacts may stop them."""
