"""Rules, targets and history of alerts for managers; what stands behind the bell for agents."""
