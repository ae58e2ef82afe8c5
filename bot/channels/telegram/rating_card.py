"""A rating's card on Telegram: its scale as buttons, what follows from the value, and what was answered."""

from collections.abc import Sequence

from bot.channels.telegram.post import Button, Post, Rows, shortened
from bot.channels.telegram.taps import BookCall, Comment, Heading, Mark, Pick, Rate, Reconsider, Settle, Tap
from bot.channels.telegram.text import Run, link, plain
from bot.locale import Words
from bot.model import CardAnswer, CardQuestion, Metric, RatingCard, SurveyLook

SCALES: dict[Metric, Sequence[int]] = {"csat": range(1, 6), "nps": range(11), "ces": range(1, 8)}
MARKS = range(1, 6)
FACES = ("😠", "🙁", "😐", "🙂", "😀")
THUMBS = {1: "👎", 5: "👍"}
WIDE = 7  # points in a row; more stand in two
SHORT = 18  # characters of a choice that has room for another one beside it


def post(seq: int, body: RatingCard, words: Words) -> Post:
    """As it reads now. `seq`: of the message that it is."""
    if body.closed:
        return closed(body, words)
    if body.value is None:
        return Post(_asked(body), _scale(body))
    return Post(_told(body, words), _questions(seq, body, body.value, words) + _ways(seq, body, words))


def settled(seq: int, body: RatingCard, words: Words) -> Post:
    """Once whoever rated has said enough."""
    return Post(_told(body, words), (*_offers(seq, body, words), (_change(seq, words),)))


def reconsidered(body: RatingCard, words: Words) -> Post:
    """For who thinks otherwise now."""
    return Post(_told(body, words), _scale(body))


def closed(body: RatingCard, words: Words) -> Post:
    if body.value is None:
        return Post([*plain(body.text), Run("\n\n"), Run(words.t("This rating is closed."), ("i",))])
    return Post(_told(body, words))


def prompt(body: RatingCard, words: Words) -> Post:
    """Asks for words: to the first question that still lacks them."""
    open_ = next((each for each in in_words(body) if not answer_to(body, each).text), None)
    question = open_ or next(iter(in_words(body)), None)
    asked = f"{question.text}\n" if question else ""
    return Post(plain(asked + words.t("Write it as a reply to this message.")))


def way_to_book(address: str, words: Words) -> Post:
    """`address`: of the page at which a call is booked."""
    said = plain(words.t("Choose a time for our call on this page:"))
    if url := link(address, address):
        return Post(said, ((Button(words.t("Choose a time"), url),),))
    return Post([*said, Run(f"\n{address}")])


def in_words(body: RatingCard) -> list[CardQuestion]:
    return [question for question in body.questions if question.kind == "text"]


def answer_to(body: RatingCard, question: CardQuestion) -> CardAnswer:
    """The card's comment is the answer to its first question in words."""
    given = body.answers.get(question.id)
    if given is None and body.comment and question is next(iter(in_words(body)), None):
        return CardAnswer(text=body.comment)
    return given or CardAnswer()


# -- the text ------------------------------------------------------------------------


def _asked(body: RatingCard) -> list[Run]:
    points = _points(body)
    ends = _ends(points[0], body.low, points[-1], body.high) if _look(body) == "numbers" else ""
    return plain(body.text + ends)


def _ends(least: int, low: str, most: int, high: str) -> str:
    lines = [f"{number} – {words}" for number, words in ((least, low), (most, high)) if words]
    return "\n\n" + "\n".join(lines) if lines else ""


def _told(body: RatingCard, words: Words) -> list[Run]:
    runs = [Run(body.text, ("b",)), Run(f"\n{_value(body, words)}\n{body.thanks or words.t('Thank you!')}")]
    for question in body.questions:
        runs += [Run("\n\n"), Run(question.text), *_answer(question, answer_to(body, question), words)]
    if body.comment and not in_words(body):
        runs += [Run("\n"), Run(body.comment, ("blockquote",))]
    return runs


def _value(body: RatingCard, words: Words) -> str:
    assert body.value is not None
    match _look(body):
        case "stars":
            return "★" * body.value + "☆" * (5 - body.value)
        case "faces":
            return FACES[body.value - 1]
        case "thumbs":
            return _thumb(body, body.value)
        case _:
            return words.t("{n} of {most}", n=body.value, most=_points(body)[-1])


def _answer(question: CardQuestion, answer: CardAnswer, words: Words) -> list[Run]:
    if answer.text:
        return [Run("\n"), Run(answer.text, ("blockquote",))]
    if answer.value is not None:
        return [Run("\n"), Run(words.t("{n} of {most}", n=answer.value, most=MARKS[-1]), ("i",))]
    if chosen := [choice.label for choice in question.choices if choice.id in answer.choices]:
        return [Run("\n"), Run(", ".join(chosen), ("i",))]
    return plain(_ends(MARKS[0], question.low, MARKS[-1], question.high)) if question.kind == "scale" else []


# -- the buttons ---------------------------------------------------------------------


def _points(body: RatingCard) -> Sequence[int]:
    return tuple(THUMBS) if _look(body) == "thumbs" else SCALES[body.metric]


def _look(body: RatingCard) -> SurveyLook:
    """Of CSAT as the survey says; the others are numbers."""
    return body.look if body.metric == "csat" else "numbers"


def _scale(body: RatingCard) -> Rows:
    points = _points(body)
    buttons = [Button(_ticked(_label(body, each), each == body.value), Rate(body.request, each)) for each in points]
    if len(buttons) <= WIDE:
        return (tuple(buttons),)
    half = (len(buttons) + 1) // 2
    return tuple(buttons[:half]), tuple(buttons[half:])


def _label(body: RatingCard, value: int) -> str:
    match _look(body):
        case "stars":
            return f"{value} ★"
        case "faces":
            return FACES[value - 1]
        case "thumbs":
            return _thumb(body, value)
        case _:
            return str(value)


def _thumb(body: RatingCard, value: int) -> str:
    return shortened(f"{THUMBS[5 if value > 3 else 1]} {body.high if value > 3 else body.low}".rstrip())


def _questions(seq: int, body: RatingCard, value: int, words: Words) -> Rows:
    """The buttons of those that are answered by tapping; where there are several, each below its question."""
    tapped = [(place, question) for place, question in enumerate(body.questions) if question.kind != "text"]
    rows: Rows = ()
    for place, question in tapped:
        if len(tapped) > 1:
            rows += ((Button(shortened(question.text), Heading()),),)
        rows += _choices(seq, value, place, question, answer_to(body, question))
    return rows


def _choices(seq: int, value: int, place: int, question: CardQuestion, answer: CardAnswer) -> Rows:
    if question.kind == "scale":
        return (
            tuple(Button(_ticked(str(mark), mark == answer.value), Mark(seq, value, place, mark)) for mark in MARKS),
        )
    buttons = []
    for index, choice in enumerate(question.choices):
        on = choice.id in answer.choices
        does: Tap = Pick(seq, value, place, index, not on)
        buttons.append(Button(shortened(_ticked(choice.label, on)), does))
    return _side_by_side(buttons)


def _ticked(label: str, on: bool) -> str:
    return f"✓ {label}" if on else label


def _side_by_side(buttons: Sequence[Button]) -> Rows:
    """Two in a row where both are short."""
    rows: list[tuple[Button, ...]] = []
    for button in buttons:
        before = rows[-1] if rows else ()
        if len(before) == 1 and len(before[0].label) <= SHORT and len(button.label) <= SHORT:
            rows[-1] = (*before, button)
        else:
            rows.append((button,))
    return tuple(rows)


def _ways(seq: int, body: RatingCard, words: Words) -> Rows:
    rows: Rows = ()
    if texts := in_words(body):
        lacking = any(not answer_to(body, question).text for question in texts)
        label = words.t("Add a comment") if lacking else words.t("Change the comment")
        rows += ((Button(f"✏️ {label}", Comment(seq)),),)
    done = (Button(words.t("Done"), Settle(seq)),) if body.questions else ()
    return (*rows, *_offers(seq, body, words), (*done, _change(seq, words)))


def _offers(seq: int, body: RatingCard, words: Words) -> Rows:
    return ((Button(f"📅 {words.t('Book a call')}", BookCall(seq)),),) if "book" in body.offer else ()


def _change(seq: int, words: Words) -> Button:
    return Button(words.t("Change the rating"), Reconsider(seq))
