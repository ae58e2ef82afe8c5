"""Browsers that mean ill, or are broken: whatever one says, it is answered in words, and nobody else notices."""

import asyncio
import random
from pathlib import Path

import pytest
from aioice import stun
from caller import Caller, until
from house import House, flowing
from hypothesis import given, settings
from hypothesis import strategies as st
from test_description import mutated

from webrtc.allowance import SIGNALS_BURST
from webrtc.signals import (
    CANDIDATES_MAX,
    MEDIA_LINES_MAX,
    SDP_BYTES_MAX,
    Bye,
    Candidate,
    Description,
    Problem,
    SignalError,
)
from webrtc.transport.description import read_offer
from webrtc.transport.endpoint import Endpoint
from webrtc.transport.ice import Port

OFFERS = [(Path(__file__).parent / "offers" / f"{name}.sdp").read_text() for name in ("chromium", "firefox")]


MANY = SIGNALS_BURST - 10


async def _mean_ill(house: House, seeds: range) -> None:
    mallory = await house.enter("mallory", "agent", media=False)
    for seed in seeds:
        await mallory.link.send(Description(mutated(OFFERS[seed % 2], seed), seed))
    await until(lambda: len(mallory.of(Description)) + len(mallory.of(Problem)) == len(seeds))
    assert all(one.message for one in mallory.of(Problem))
    await mallory.link.send(Bye("left"))
    await until(lambda: mallory.closed)


async def test_mutated_offers_are_answered_or_refused_and_the_others_talk_on(house: House) -> None:
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer")
    for start in range(0, 200, MANY):
        await _mean_ill(house, range(start, start + MANY))
    await flowing(ana, eva)
    await flowing(eva, ana)


async def _live(offered: str, seed: int) -> None:
    """An endpoint of an offer, half opened in one of many ways, and closed."""
    luck = random.Random(seed)
    port = Port(["127.0.0.1"])
    await port.open("127.0.0.1", 0)
    try:
        endpoint = Endpoint(port, read_offer(offered), lambda connected: None, lambda beside, message: None)
    except SignalError:
        port.close()
        await asyncio.sleep(0)
        return
    try:
        endpoint.answer(read_offer(offered))
        transport = endpoint._transport
        where = ("127.0.0.1", 9)
        if luck.random() < 0.7:
            transport.checked(where, True)
            await asyncio.sleep(0)
        for _ in range(luck.randrange(20)):
            first = luck.choice([20, 22, 23, 64, 128, 144, 200, 201, 255])
            transport.take(bytes([first]) + luck.randbytes(luck.randrange(0, 120)))
            endpoint.tick(luck.random() * 100)
            if luck.random() < 0.3:
                await asyncio.sleep(0)
        if luck.random() < 0.5:
            endpoint.answer(read_offer(mutated(offered, seed)))
    except SignalError:
        pass  # said to the browser
    finally:
        await endpoint.close()
        await endpoint.close()
        port.close()
        await asyncio.sleep(0)


@settings(max_examples=120)
@given(st.sampled_from(OFFERS), st.integers(0, 1 << 30), st.booleans())
def test_an_endpoint_of_any_offer_can_be_closed(offered: str, seed: int, broken: bool) -> None:
    asyncio.run(_live(mutated(offered, seed) if broken else offered, seed))


@pytest.mark.parametrize(
    "offered",
    [
        OFFERS[0] + "a=x\r\n" * (SDP_BYTES_MAX // 5),
        OFFERS[0] + "m=audio 9 UDP/TLS/RTP/SAVPF 0\r\n" * MEDIA_LINES_MAX,
        OFFERS[0] + "a=candidate:1 1 udp 1 10.0.0.1 9 typ host\r\n" * (CANDIDATES_MAX + 1),
    ],
    ids=["size", "lines", "candidates"],
)
async def test_what_is_too_large_is_refused_and_changes_nothing(house: House, offered: str) -> None:
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer")
    await ana.link.send(Description(offered, 7))
    await until(lambda: ana.of(Problem))
    assert [one.code for one in ana.of(Problem)] == ["too_large"]
    await flowing(ana, eva)


async def test_a_flood_of_candidates_ends_its_own_call_alone(house: House) -> None:
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer")
    mallory = await house.enter("mallory", "agent", media=False)
    for _ in range(SIGNALS_BURST + 5):
        await mallory.link.send(Candidate("candidate:1 1 udp 1 10.0.0.1 9 typ host"))
    await until(lambda: mallory.closed)
    assert mallory.of(Bye) == [Bye("too_fast")]
    await flowing(ana, eva)


async def test_checks_with_a_strangers_name_lead_nowhere(house: House) -> None:
    """Whoever knows a name of ICE but not its password takes nobody's media away."""
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer")
    thief = Caller()
    await thief.open()
    try:
        thief._server = eva.caller._server
        for _ in range(5):
            request = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
            request.attributes["USERNAME"] = f"{eva.caller._remote[0]}:x"
            request.attributes["USE-CANDIDATE"] = None
            request.add_message_integrity(b"guessed")
            thief.socket.sendto(bytes(request), thief._server)
        await flowing(ana, eva)
        assert thief.responses == 0
    finally:
        await thief.close()
