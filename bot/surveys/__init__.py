"""What customers are asked: surveys as data, which fits and when, how it is worded, what an answer may be. Pure."""
