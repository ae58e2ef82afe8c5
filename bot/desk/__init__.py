"""The verbs of conversations. Each loads, decides, commits in one transaction, and wakes the readers."""

from bot.desk.answering import Answering
from bot.desk.asking import Asking
from bot.desk.base import Ground, Receipt, Sender
from bot.desk.knowing import Knowing
from bot.desk.reaching.identifying import Identifying
from bot.desk.surveys.rating_links import RatingLinks
from bot.desk.visiting import Visiting
from bot.desk.wishes import Wishes

__all__ = ["Desk", "Ground", "Receipt", "Sender"]


class Desk(Asking, Visiting, RatingLinks, Answering, Wishes, Knowing, Identifying):
    """All that customers and agents can do; live sessions are in bot.desk.calls."""

    def __init__(self, ground: Ground) -> None:
        Asking.__init__(self, ground)  # with what it shares with Visiting
        Answering.__init__(self, ground)
        Wishes.__init__(self, ground)
        Knowing.__init__(self, ground)
        Identifying.__init__(self, ground)
