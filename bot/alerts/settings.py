"""What managers set for all rules together."""

from typing import Annotated

from msgspec import Meta

from bot.model import Struct

NAME = "alerts"
"""Of these settings among all."""

Minute = Annotated[int, Meta(ge=0, le=1_439)]


class AlertSettings(Struct, frozen=True, kw_only=True):
    """Quiet hours: minutes of the day from which (inclusive) and until which (exclusive) only what is urgent leaves.

    They may pass midnight; None, or both the same: there are none.
    """

    quiet_from_min: Minute | None = 22 * 60
    quiet_until_min: Minute | None = 7 * 60
