"""A clock whose hands a test turns."""


class Hands:
    """Stands still until it is turned; UTC milliseconds."""

    def __init__(self, at: int = 1_763_800_000_000) -> None:
        self.at = at

    def __call__(self) -> int:
        return self.at

    def turn(self, seconds: float) -> None:
        self.at += int(seconds * 1000)
