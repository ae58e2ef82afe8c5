"""One over IPv4 and one over IPv6, on the same port."""

import asyncio

from house import House, flowing

LOOPBACK = ("127.0.0.1", "::1")


async def test_a_call_between_ipv4_and_ipv6() -> None:
    house = House(*LOOPBACK)
    await house.port.open("::", 0)
    house.tasks.start(house.rooms.run(), "rooms")
    try:
        ana = await house.enter("ana", "agent", host="127.0.0.1")
        eva = await house.enter("eva", "customer", host="::1")
        await flowing(ana, eva)
        await flowing(eva, ana)
        assert "::1" in eva.caller.answer and "127.0.0.1" in eva.caller.answer  # each browser chooses
        await eva.caller.move()
        await flowing(ana, eva)
    finally:
        await house.rooms.aclose()
        for guest in house.guests:
            await guest.caller.close()
        await house.tasks.aclose()
        house.port.close()
        await asyncio.sleep(0)
