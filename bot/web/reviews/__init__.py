"""Sample conversations over HTTP: drawn and scored by supervisors, seen by the agents whose they are."""
