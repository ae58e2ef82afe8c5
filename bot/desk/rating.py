"""A rating given: by its stars, or in words that are nothing but a number."""

import msgspec

from bot.desk.thread import Thread
from bot.errors import BadRequest, Conflict, NotFound
from bot.model import RatingCard
from bot.store import ratings


def give(thread: Thread, request: str, value: int | None, comment: str | None) -> None:
    """Again changes the rating; `value` None keeps the one given. Raises NotFound, BadRequest, Conflict."""
    asked = ratings.get(thread.tx, request)
    if asked is None:
        raise NotFound("There is no such rating request.")
    if thread.now >= asked.edit_until:
        raise Conflict("This rating can no longer be changed.")
    message = thread.message(asked.seq)
    assert isinstance(message.body, RatingCard)
    given = value if value is not None else message.body.value
    if given is None:
        raise BadRequest("Choose 1 to 5 first.")
    ratings.rate(thread.tx, request, given, comment, thread.now)
    card = msgspec.structs.replace(message.body, value=given, comment=comment or message.body.comment)
    thread.change(message, card)
