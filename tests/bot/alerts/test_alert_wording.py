"""What a message says of calls that were booked, moved, cancelled."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from bot.alerts.fact import Fact
from bot.alerts.wording import Reader, message

READER = Reader("en", ZoneInfo("UTC"), "https://desk.example")
MONDAY = 1_795_428_000_000  # 2026-11-23 10:00 UTC
HOUR_MS = 3_600_000
CALL = Fact(kind="booking", subject="b_1", at=0, contact="c_1", name="Maja", conversation="v_7", since=MONDAY)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "booking"}, "Call booked: Nov 23, 2026"),
        ({"kind": "booking_cancelled"}, "Call cancelled: Nov 23, 2026"),
        ({"kind": "booking_cancelled", "colleague": "Ana"}, "Call cancelled by Ana: Nov 23, 2026"),
        ({"kind": "booking_moved", "was": MONDAY - HOUR_MS}, "Call moved: Nov 23, 2026"),
        ({"kind": "booking_moved", "was": MONDAY - HOUR_MS}, "(it was Nov 23, 2026, 9:00:00"),
        ({"kind": "booking_moved", "was": MONDAY - HOUR_MS, "colleague": "Bor"}, "Call moved to Bor: Nov 23, 2026"),
    ],
)
def test_what_became_of_a_call_stands_in_words_with_the_way_to_the_customer(changes: dict[str, Any], said: str) -> None:
    told = message([("Calls", replace(CALL, **changes))], READER)
    assert told.title == "Calls: Maja"
    assert said in told.text.replace("\u202f", " ")
    assert told.text.endswith("https://desk.example/desk/#v_7")


def test_who_has_told_no_name_is_called_as_in_the_desk() -> None:
    told = message([("Calls", replace(CALL, contact="c_x94f2a", name=None))], READER)
    assert told.title == "Calls: Visitor 4F2A"
    assert "Visitor 4F2A · Call booked" in told.text
