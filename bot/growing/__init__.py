"""What customers ask and agents answer, made into knowledge."""
