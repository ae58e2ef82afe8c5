from webrtc.link import pair
from webrtc.signals import Bye, Sharing


async def test_what_was_sent_before_the_end_still_arrives() -> None:
    browser, room = pair()
    await browser.send(Sharing(audio=True))
    await browser.send(Bye("left"))
    await browser.close()
    assert [one async for one in room] == [Sharing(audio=True), Bye("left")]
    assert [one async for one in browser] == []


async def test_either_end_closes_both() -> None:
    browser, room = pair()
    await room.close()
    await browser.send(Bye())
    await room.send(Bye())
    await browser.close()
    assert [one async for one in browser] == [one async for one in room] == []


async def test_reading_may_begin_again_after_the_end() -> None:
    browser, room = pair()
    await browser.close()
    for _ in range(3):
        assert [one async for one in room] == []
