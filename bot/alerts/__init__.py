"""Who must know what at once: rules, what they say of a fact, and how many facts become one message. Pure."""
