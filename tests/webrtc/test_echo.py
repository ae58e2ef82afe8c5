"""A browser that tests its way to the server gets back what it sends."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from caller import until
from house import Guest

from webrtc import echo as echo_module
from webrtc.echo import ECHOES_MAX, Echoes
from webrtc.link import pair
from webrtc.room import RoomFull
from webrtc.signals import Bye, Description, Problem, Sharing
from webrtc.tasks import Tasks
from webrtc.transport.ice import Port


class Hall:
    def __init__(self, port: Port) -> None:
        self.tasks = Tasks()
        self.echoes = Echoes(port)
        self.guests: list[Guest] = []

    async def enter(self) -> Guest:
        self.echoes.admit()
        browser, inside = pair()
        guest = Guest("you", browser)
        self.guests.append(guest)
        self.tasks.start(self.echoes.serve(inside), "echo")
        self.tasks.start(guest.listen(), "listens")
        await guest.caller.open()
        return guest


@pytest.fixture
async def hall() -> AsyncIterator[Hall]:
    port = Port(["127.0.0.1"])
    await port.open("127.0.0.1", 0)
    hall = Hall(port)
    yield hall
    for guest in hall.guests:
        await guest.link.close()
    await until(lambda: not len(hall.echoes))
    for guest in hall.guests:
        await guest.caller.close()
    await hall.tasks.aclose()
    port.close()
    await asyncio.sleep(0)


async def test_what_is_sent_comes_back(hall: Hall) -> None:
    guest = await hall.enter()
    await guest.connect()
    [you, echo] = guest.state.participants
    assert (you.id, you.streams, echo.id) == ("you", None, "echo") and echo.streams is not None
    mids = (echo.streams.audio, echo.streams.camera)
    got: list[bytes] = []
    guest.caller.on_rtp = lambda mid, packet: got.append(packet[-8:])

    def arrived() -> bool:
        guest.caller.send_audio()
        guest.caller.send_frame("camera", 3000, key=True)
        return all(guest.caller.received[mid] > 3 for mid in mids)

    await until(arrived)
    assert b"\x55" * 8 in got
    await guest.link.send(Sharing(camera=True))
    await until(lambda: guest.state.participants[1].sharing.camera)


async def test_a_way_is_mended_and_made_anew(hall: Hall) -> None:
    guest = await hall.enter()
    await guest.connect()
    guest.caller.restart()
    await guest.connect(2)
    await guest.caller.close()
    await guest.caller.open()
    guest.caller._checks = None
    await guest.connect(3)


async def test_it_ends_in_time(hall: Hall) -> None:
    hall.echoes._echo_s = 0.2
    guest = await hall.enter()
    await until(lambda: guest.closed)
    assert guest.of(Bye) == [Bye("over")]
    await until(lambda: not len(hall.echoes))


async def test_there_are_only_so_many_at_once(hall: Hall) -> None:
    guests = [await hall.enter() for _ in range(ECHOES_MAX)]
    with pytest.raises(RoomFull):
        await hall.enter()
    await guests[0].link.send(Bye("left"))
    await until(lambda: len(hall.echoes) < ECHOES_MAX)
    await hall.enter()


async def test_nonsense_is_told_and_a_flood_ends_it(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    guest = await hall.enter()
    await guest.link.send(Description("v=0"))
    await until(lambda: guest.of(Problem))
    for _ in range(echo_module.SIGNALS_BURST + 5):
        await guest.link.send(Sharing())
    await until(lambda: guest.closed)
    assert guest.of(Bye) == [Bye("too_fast")]
