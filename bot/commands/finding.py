from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What the doctor says of one thing."""

    good: bool
    sentence: str
