"""What managers and shops' programs do about touchpoints and journeys."""
