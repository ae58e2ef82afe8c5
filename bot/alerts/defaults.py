"""The rules that a new installation begins with: they tell the desk and nobody else."""

from bot.alerts.rule import Repeated, Rule, Value, Waiting
from bot.locale import Words


def rules(tongue: Words) -> tuple[Rule, ...]:
    """`tongue` words their names."""
    return (
        Rule(
            id="low-rating",
            name=tongue.t("Low rating"),
            on="rating",
            match="any",
            conditions=(
                Value(metric="csat", at_most=2),
                Value(metric="nps", at_most=3),
                Value(metric="ces", at_most=2),
            ),
            to=("desk:managers", "desk:theirs"),
        ),
        Rule(
            id="low-again",
            name=tongue.t("Repeated low ratings"),
            on="rating",
            conditions=(
                Value(metric="csat", at_most=2),
                Repeated(what="low", times=2, days=30),
            ),
            to=("desk:managers",),
        ),
        Rule(
            id="comes-again",
            name=tongue.t("Keeps coming back"),
            on="episode",
            conditions=(Repeated(what="episodes", times=3, days=7),),
            to=("desk:managers",),
        ),
        Rule(
            id="case-late",
            name=tongue.t("A case is overdue"),
            on="case_late",
            to=("desk:managers", "desk:theirs"),
            urgent=True,
        ),
        Rule(id="case-due", name=tongue.t("A case is due soon"), on="case_due", to=("desk:theirs",)),
        Rule(id="call-booked", name=tongue.t("A call was booked"), on="booking", to=("desk:theirs",)),
        Rule(
            id="call-moved",
            name=tongue.t("A call was moved"),
            on="booking_moved",
            to=("desk:theirs",),
            window_min=0,
        ),
        Rule(
            id="call-cancelled",
            name=tongue.t("A call was cancelled"),
            on="booking_cancelled",
            to=("desk:theirs",),
            window_min=0,
        ),
        Rule(
            id="call-soon",
            name=tongue.t("A call begins soon"),
            on="booking_soon",
            to=("desk:theirs",),
            window_min=0,
        ),
        Rule(
            id="long-line",
            name=tongue.t("The line is long"),
            on="line",
            match="any",
            conditions=(Waiting(people=5), Waiting(minutes=10)),
            to=("desk:everyone",),
            urgent=True,
            window_min=0,
        ),
    )
