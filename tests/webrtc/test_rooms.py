"""Rooms in this process, with real sockets, handshakes and packets from callers: see house.py."""

import asyncio
import os
import random
import socket
import struct
from pathlib import Path

import pytest
from aiortc.rtcsctptransport import InitChunk, serialize_packet
from aiortc.rtp import RtcpPsfbPacket, RtcpRrPacket, RtcpRtpfbPacket
from caller import Caller, until
from house import House, flowing

from webrtc.link import pair
from webrtc.room import Connected, Ended, Joined, Left, Participant, RoomFull, SharingChanged
from webrtc.rooms import SIGNALS_BURST, Rooms
from webrtc.signals import Bye, Description, Problem, Sharing
from webrtc.tasks import Tasks
from webrtc.transport.ice import Port, PortUnavailable

CHROMIUM = (Path(__file__).parent / "offers" / "chromium.sdp").read_text()


async def test_all_three_kinds_arrive_both_ways(house: House) -> None:
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer")
    await flowing(ana, eva)
    await flowing(eva, ana)
    assert [type(event) for event in house.events] == [Joined, Joined, Connected]
    await until(lambda: eva.caller.feedback)
    await until(lambda: any(isinstance(one, RtcpRrPacket) for one in eva.caller.rtcp))


async def test_a_lost_packet_is_asked_for_and_delivered(house: House) -> None:
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer")
    await flowing(ana, eva)
    got: list[bytes] = []
    eva.caller.on_rtp = lambda mid, packet: got.append(packet[-8:])
    lost = ana.caller.send("camera", b"\x10\x01 the lost", lose=True)
    for _ in range(3):
        ana.caller.send("camera", b"\x10\x01 another ")

    def asked() -> bool:
        return any(lost in one.lost for one in ana.caller.rtcp if isinstance(one, RtcpRtpfbPacket))

    await until(asked)
    ana.caller.repair("camera", lost)
    await until(lambda: b"the lost" in got)


async def test_a_newcomer_makes_the_other_send_a_key_frame(house: House) -> None:
    ana = await house.enter("ana", "agent")
    ana.caller.send_frame("camera", 1000)
    await house.enter("eva", "customer")

    def asked() -> bool:
        ana.caller.send_frame("camera", 1000)
        return any(isinstance(one, RtcpPsfbPacket) for one in ana.caller.rtcp)

    await until(asked)


async def test_a_reload_takes_the_place_anew(house: House) -> None:
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer")
    await flowing(eva, ana)
    again = await house.enter("eva", "customer")
    await until(lambda: eva.closed)
    assert eva.of(Bye) == [Bye("replaced")]
    await flowing(again, ana)
    await flowing(ana, again)
    assert [event for event in house.events if isinstance(event, Left)] == [Left("r", "eva", house.now, "replaced")]


async def test_a_removed_participant_gets_nothing_more(house: House) -> None:
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer")
    await flowing(ana, eva)
    await flowing(eva, ana)
    await house.rooms.remove("r", "eva", "removed")
    to_eva, to_ana = eva.caller.received.total(), ana.caller.received.total()
    loop = asyncio.get_running_loop()
    silent_until = loop.time() + 0.3
    while loop.time() < silent_until:
        ana.caller.send_frame("camera", 3000)
        eva.caller.send_frame("camera", 3000)
        await asyncio.sleep(0.01)
    assert eva.caller.received.total() - to_eva == 0
    assert ana.caller.received.total() - to_ana == 0
    await until(lambda: eva.closed)
    assert eva.of(Bye) == [Bye("removed")]
    await until(lambda: [one.id for one in ana.state.participants] == ["ana"])


async def test_a_supervisor_sees_both_and_is_not_heard(house: House) -> None:
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer")
    sue = await house.enter("sue", "supervisor", media=False)
    await sue.connect(direction="recvonly", places=2)
    await flowing(ana, sue)
    await flowing(eva, sue)
    got: list[bytes] = []
    ana.caller.on_rtp = eva.caller.on_rtp = lambda mid, packet: got.append(packet[-8:])
    sue.caller.send("camera", b"\x10\x01 from sue")
    eva.caller.send("camera", b"\x10\x01 from eva")
    await until(lambda: b"from eva" in got)
    assert b"from sue" not in got


async def test_an_ice_restart_keeps_the_call(house: House) -> None:
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer")
    await flowing(eva, ana)
    former = eva.caller.answer
    eva.caller.restart()
    await eva.connect(number=2)
    assert eva.caller.answer.count("a=ice-ufrag") == former.count("a=ice-ufrag")
    assert not {line for line in former.splitlines() if line.startswith("a=ice-ufrag")} & set(
        eva.caller.answer.splitlines()
    )
    await eva.caller.move()
    await flowing(eva, ana)
    await flowing(ana, eva)
    assert not any(isinstance(event, Left) for event in house.events)


async def test_a_fresh_connection_over_the_same_link_replaces_the_former(house: House) -> None:
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer")
    await flowing(eva, ana)
    await eva.caller.close()
    eva.caller = Caller()
    await eva.caller.open()
    await eva.connect(number=2)
    await flowing(eva, ana)
    await flowing(ana, eva)


async def test_noise_on_the_port_harms_nobody(house: House) -> None:
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer")
    luck = random.Random(5)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as noise:
        for size in [0, 1, 2, 3, 20, 21, 100, 1400] * 50:
            data = bytearray(os.urandom(size))
            if data:
                data[0] = luck.choice([0, 1, 22, 64, 128, 144, 191, 255])
            noise.sendto(data, ("127.0.0.1", house.port.number))
            eva.caller.socket.sendto(bytes(data), ("127.0.0.1", house.port.number))  # from a known address
    await flowing(ana, eva)
    await flowing(eva, ana)


async def test_broken_media_from_a_participant_harms_nobody(house: House) -> None:
    """Rightly encrypted, and wrong inside."""
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer")
    camera = eva.caller.streams["camera"]
    head = struct.pack("!HLL", camera.seq + 1, 0, camera.ssrc)
    wrong = [b"\x90\x60" + head + b"\xbe\xde\0\1\x3f\0\0\0", b"\x80\x61" + head]
    for kind in (200, 201, 202, 203, 205, 206, 207):
        wrong += [bytes([0x80 | count, kind, 0, 5]) + os.urandom(20) for count in (0, 1, 4, 15, 31)]
    for packet in wrong:
        eva.caller.send_raw(packet)
    await flowing(ana, eva)
    await flowing(eva, ana)


async def test_a_broken_data_channel_harms_nobody(house: House) -> None:
    """An INIT may not be bundled (RFC 9260, 4.3): aiortc asserts it."""
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer")

    class Bundle:
        def __bytes__(self) -> bytes:
            return 2 * bytes(InitChunk())

    for _ in range(3):
        await eva.caller.dtls._send_data(serialize_packet(5000, 5000, 0, Bundle()))
    await flowing(ana, eva)
    await flowing(eva, ana)
    await eva.link.send(Sharing(camera=True))
    await until(lambda: ana.state.participants[1].sharing.camera)
    assert all(one.connected for one in ana.state.participants)


async def test_a_wrong_ufrag_does_not_get_in(house: House) -> None:
    ana = await house.enter("ana", "agent")
    stranger = Caller()
    await stranger.open()
    stranger._server = ("127.0.0.1", house.port.number)
    for ufrag, password in [("nobody", "nothing"), (ana.caller._remote[0], "nothing"), ("", "")]:
        stranger._remote = (ufrag, password)
        stranger.check()
    ana.caller.responses = 0
    ana.caller.check()
    await until(lambda: ana.caller.responses)  # by then the stranger's checks have been read
    assert stranger.responses == 0
    stranger.socket.close()
    await asyncio.sleep(0)


async def test_sharing_is_told(house: House) -> None:
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer")
    await eva.link.send(Sharing(audio=True, screen=True))
    await until(lambda: ana.state.participants[1].sharing == Sharing(audio=True, screen=True))
    assert house.events[-1] == SharingChanged("r", "eva", camera=False, screen=True, audio=True, at=house.now)


async def test_a_lost_browser_is_shown_as_not_connected(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webrtc.transport.endpoint.SILENT_S", 0.8)
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer")
    await flowing(eva, ana)
    assert eva.caller._checks is not None
    eva.caller._checks.cancel()
    await until(lambda: not ana.state.participants[1].connected)
    eva.caller._checks = asyncio.get_running_loop().create_task(eva.caller._keep_checking())
    await until(lambda: ana.state.participants[1].connected)


async def test_an_empty_room_ends_after_its_time(house: House) -> None:
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer")
    await ana.link.send(Bye())
    await eva.link.close()
    await until(lambda: ana.closed and len(house.events) == 5)
    assert {(event.participant, event.reason) for event in house.events if isinstance(event, Left)} == {
        ("ana", "left"),
        ("eva", "lost"),
    }
    house.now += 44_999
    await house.rooms.sweep()
    assert len(house.rooms) == 1
    house.now += 1
    await house.rooms.sweep()
    assert len(house.rooms) == 0 and house.events[-1] == Ended("r", house.now, "left")


async def test_ending_tells_everyone(house: House) -> None:
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer", media=False)
    await house.rooms.end("r", "ended")
    await until(lambda: ana.closed and eva.closed)
    assert ana.of(Bye) == eva.of(Bye) == [Bye("ended")]
    assert house.events[-1] == Ended("r", house.now, "ended")
    await house.rooms.end("r", "ended")
    await house.rooms.remove("r", "ana", "removed")


async def test_rooms_are_bounded_and_apart(house: House) -> None:
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer", room="other")
    ana.caller.send_frame("camera", 3000)
    await until(lambda: eva.state.participants[0].connected)
    assert [one.id for one in ana.state.participants] == ["ana"]
    with pytest.raises(RoomFull):
        await house.enter("ben", "agent", room="third")


async def test_a_bad_offer_is_answered_in_words_and_the_call_goes_on(house: House) -> None:
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer")
    await eva.link.send(Description("v=0\r\nm=nothing", 2))
    await until(lambda: eva.of(Problem))
    [problem] = eva.of(Problem)
    assert isinstance(problem, Problem) and problem.code == "bad_offer"
    await flowing(eva, ana)


async def test_mutated_offers_never_end_a_room(house: House) -> None:
    ana = await house.enter("ana", "agent")
    eva = await house.enter("eva", "customer", media=False)
    luck = random.Random(11)
    lines = CHROMIUM.splitlines()
    for number in range(50):
        changed = list(lines)
        for _ in range(luck.randrange(1, 5)):
            at = luck.randrange(len(changed))
            changed[at] = changed[at][: luck.randrange(len(changed[at]) + 1)]
        await eva.link.send(Description("\r\n".join(changed), number))
        await until(lambda number=number: len(eva.of(Description)) + len(eva.of(Problem)) == number + 1)
    assert eva.of(Description) and eva.of(Problem)
    await eva.connect(number=99)
    await flowing(eva, ana)


async def test_a_browser_that_talks_too_much_is_sent_away(house: House) -> None:
    eva = await house.enter("eva", "customer", media=False)
    for _ in range(SIGNALS_BURST + 50):
        await eva.link.send(Sharing(audio=True))
    await until(lambda: eva.closed)
    assert eva.of(Bye) == [Bye("too_fast")]


async def test_one_port_serves_ipv6_and_ipv4() -> None:
    port = Port()
    try:
        await port.open("::", 0)
    except PortUnavailable:
        pytest.skip("no IPv6 on this machine")
    rooms = Rooms(port, lambda event: None, 1, 45)
    tasks = Tasks()
    tasks.start(rooms.run(), "rooms")
    callers = []
    for host, identity in (("127.0.0.1", "ana"), ("::1", "eva")):
        browser, inside = pair()
        tasks.start(rooms.serve(rooms.join("r", Participant(identity, "agent", identity), inside), inside), identity)
        caller = Caller()
        callers.append(caller)
        await caller.open(host)
        await browser.send(Description(caller.offer()))
        async for one in browser:
            if isinstance(one, Description):
                await caller.answered(one.sdp)
                break
    ana, eva = callers

    def arrived() -> bool:
        ana.send_frame("camera", 1000)
        eva.send_frame("camera", 1000)
        return ana.received["1"] > 3 and eva.received["1"] > 3

    await until(arrived)
    await rooms.aclose()
    for caller in callers:
        await caller.close()
    await tasks.aclose()
    port.close()
    await asyncio.sleep(0)
