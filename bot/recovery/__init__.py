"""Recovery by HEARD: hear, empathise and apologise, resolve, diagnose. Decisions over frozen data, no I/O."""
