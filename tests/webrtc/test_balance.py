from dataclasses import dataclass
from pathlib import Path

import pytest

from webrtc.bandwidth.balance import Balance, Member
from webrtc.forwarding.packets import HEADER
from webrtc.forwarding.streams import Streams
from webrtc.signals import Limits, Sharing
from webrtc.transport.description import read_offer

CHROMIUM = (Path(__file__).parent / "offers" / "chromium.sdp").read_text()
OFFER = read_offer(CHROMIUM)
ALL = Sharing(True, True, True)


def streams(offer: str = CHROMIUM) -> Streams:
    made = Streams(lambda data: None, "cname")
    made.negotiate(read_offer(offer))
    made.open()
    return made


@dataclass
class Told:
    """A room of Ana and Eva, who sees her, and Sue, who may listen in; what each was told last."""

    ana: Streams
    eva: Streams
    sue: Streams | None = None

    def __post_init__(self) -> None:
        self.balance = Balance()
        self.limits: dict[str, Limits] = {}
        self.now_s = 10.0
        self.seq = 0
        self.eva.attach(0, self.ana)
        self.ana.attach(0, self.eva)

    def run(self, seconds: float, camera_bps: float = 0) -> None:
        members = [
            Member("ana", False, ALL, self.ana, (("eva", 0),)),
            Member("eva", False, Sharing(True), self.eva, (("ana", 0),)),
        ]
        if self.sue is not None:
            self.sue.attach(0, self.ana)
            members.append(Member("sue", True, Sharing(), self.sue, (("ana", 0),)))
        for _ in range(int(5 * seconds)):
            self.now_s += 0.2
            for _ in range(int(camera_bps / 8 / 1000 / 5)):
                self.seq += 1
                head = HEADER.pack(0x80, 96, self.seq & 0xFFFF, 0, OFFER.up["camera"].ssrc)
                self.ana.receive(head + bytes(1000), self.now_s)
            self.limits |= self.balance.turn(members, self.now_s)


@pytest.fixture
def told() -> Told:
    return Told(streams(), streams())


def test_each_is_told_its_own(told: Told) -> None:
    told.eva.down.estimate.bps, told.ana.down.estimate.bps = 250_000, 8_000_000
    told.run(1)
    assert not told.limits["ana"].camera.active and told.limits["ana"].because == "receiver"
    assert told.limits["eva"].camera.active and told.limits["eva"].because == ""
    assert told.limits["eva"].without == ("ana",) and told.limits["ana"].without == ()
    assert told.eva.places[0]["camera"]._held and not told.eva.places[0]["screen"]._held


def test_nothing_is_told_twice(told: Told) -> None:
    told.eva.down.estimate.bps = 900_000
    told.run(5)
    told.limits.clear()
    told.run(20)
    assert told.limits == {}


def test_a_new_connection_is_told_anew(told: Told) -> None:
    told.run(1)
    told.limits.clear()
    told.ana = streams()
    told.eva.attach(0, told.ana)
    told.run(1)
    assert told.limits.keys() == {"ana"}


def test_the_screen_comes_in_av1_as_long_as_everybody_can_decode_it(told: Told) -> None:
    told.run(1)
    assert told.limits["ana"].screen.codec == "av1"
    told.sue = streams(CHROMIUM.replace("AV1/90000", "OTHER/90000"))
    told.run(1)
    assert told.limits["ana"].screen.codec == "vp8"
    assert told.limits["eva"].screen.codec == "av1"


def test_a_poor_listener_goes_without_the_camera_and_nobody_else_does(told: Told) -> None:
    told.sue = streams()
    told.eva.down.estimate.bps, told.sue.down.estimate.bps = 8_000_000, 400_000
    told.run(3, camera_bps=1_500_000)
    assert told.limits["ana"].camera.max_bps == 1_700_000
    assert told.limits["sue"].without == ("ana",)
    assert told.sue.places[0]["camera"]._held and not told.eva.places[0]["camera"]._held
    assert told.sue.down.wanted_bps > 2_000_000
    told.sue.down.estimate.bps = 8_000_000
    told.run(5, camera_bps=1_500_000)
    assert told.limits["sue"].without == ()
    assert not told.sue.places[0]["camera"]._held


def test_a_page_that_sends_more_than_it_may_is_restrained(told: Told) -> None:
    rembs: list[float] = []
    told.ana.restrain = rembs.append
    told.eva.down.estimate.bps = 500_000
    told.run(1.8, camera_bps=1_500_000)
    assert rembs == []
    told.run(3, camera_bps=1_500_000)
    assert rembs and 300_000 < rembs[-1] < 600_000
