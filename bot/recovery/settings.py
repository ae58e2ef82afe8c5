"""What managers set about recovery, kept as the setting "recovery"."""

from typing import Annotated

from msgspec import Meta

from bot.model import Metric, Struct
from bot.recovery.week import Week

NAME = "recovery"
SCALES: dict[Metric, tuple[int, int]] = {"csat": (1, 5), "nps": (0, 10), "ces": (1, 7)}

OF_THE_CONVERSATION = "agent"
"""The owner of new cases is who had the conversation."""
NOBODY = ""
"""New cases wait until somebody claims them."""

Hours = Annotated[float, Meta(ge=0, le=720)]
Words = Annotated[str, Meta(min_length=1, max_length=80, pattern=r"\S")]


class Threshold(Struct, frozen=True, kw_only=True):
    """Of one scale. `low`: up to it a value opens a case; `content`: from it on who is asked again is recovered."""

    low: int
    content: int


class Cause(Struct, frozen=True, kw_only=True):
    id: Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[a-z0-9_-]+$")]
    words: Words  # those of CAUSES are told in the reader's language


CAUSES = (
    Cause(id="slow", words="Slow reply"),
    Cause(id="answer", words="Wrong or unclear answer"),
    Cause(id="manner", words="Unfriendly manner"),
    Cause(id="unsolved", words="Problem not solved"),
    Cause(id="product", words="Faulty product"),
    Cause(id="delivery", words="Delivery"),
    Cause(id="price", words="Price or terms"),
    Cause(id="site", words="Website or app"),
    Cause(id="mistake", words="Rated by mistake"),
    Cause(id="other", words="Something else"),
)


class Settings(Struct, frozen=True, kw_only=True, omit_defaults=False):
    """Raises ValueError for thresholds off their scale, causes named twice, or a reminder after the deadline."""

    on: bool = True
    csat: Threshold = Threshold(low=2, content=4)
    nps: Threshold = Threshold(low=6, content=7)
    ces: Threshold = Threshold(low=3, content=5)
    owner: Annotated[str, Meta(max_length=64)] = OF_THE_CONVERSATION  # that, NOBODY, or an agent's id
    due_h: Annotated[float, Meta(gt=0, le=720)] = 8  # of working time, until it is to be resolved
    remind_h: Hours = 2  # of working time before that; 0: nobody is reminded
    week: Week = Week()
    reask_h: Hours | None = 24  # after it was resolved, on the clock; None: the customer is not asked again
    causes: Annotated[tuple[Cause, ...], Meta(min_length=1, max_length=50)] = CAUSES

    def __post_init__(self) -> None:
        for metric, (least, most) in SCALES.items():
            threshold = self.threshold(metric)
            if not least <= threshold.low < threshold.content <= most:
                raise ValueError(
                    f"{metric}: a low value is {least} or more, below a content one, which is {most} at most"
                )
        if len({cause.id for cause in self.causes}) < len(self.causes):
            raise ValueError("two causes have the same id")
        if self.remind_h >= self.due_h:
            raise ValueError("the reminder comes before the deadline")

    def threshold(self, metric: Metric) -> Threshold:
        return {"csat": self.csat, "nps": self.nps, "ces": self.ces}[metric]

    def low(self, metric: Metric, value: int) -> bool:
        return value <= self.threshold(metric).low

    def content(self, metric: Metric, value: int) -> bool:
        return value >= self.threshold(metric).content
