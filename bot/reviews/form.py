"""The short form by which a supervisor scores a conversation, kept as the setting "reviews"."""

from typing import Annotated, Literal, get_args

from msgspec import Meta, field

from bot.model import Struct

NAME = "reviews"

Quality = Literal["responsiveness", "speed", "competence", "courtesy", "consistency"]
QUALITIES: tuple[Quality, ...] = get_args(Quality)

Score = Annotated[int, Meta(ge=1, le=5)]
Scores = dict[Quality, Score]
Words = Annotated[str, Meta(min_length=1, max_length=300, pattern=r"\S")]
Worded = Annotated[dict[Annotated[str, Meta(pattern=r"^[a-z]{2}$")], Words], Meta(min_length=1)]

QUESTIONS: dict[Quality, dict[str, str]] = {
    "responsiveness": {
        "en": "Was all that the customer asked taken up, without their asking twice?",
        "sl": "Je bilo obravnavano vse, kar je stranka vprašala, ne da bi morala vprašati dvakrat?",
        "be": "Ці заўважылі ўсё, пра што пытаўся кліент, так каб не пытацца двойчы?",
        "ru": "Было ли учтено всё, о чём спрашивал клиент, без повторных вопросов с его стороны?",
        "id": "Apakah semua yang ditanyakan pelanggan ditanggapi, tanpa ia harus bertanya dua kali?",
    },
    "speed": {
        "en": "Did it go as fast as the matter allowed?",
        "sl": "Je šlo tako hitro, kot je zadeva dopuščala?",
        "be": "Ці ішло так хутка, як дазваляла справа?",
        "ru": "Шло ли всё так быстро, как позволяло дело?",
        "id": "Apakah berjalan secepat yang dimungkinkan oleh masalahnya?",
    },
    "competence": {
        "en": "Was the answer right, and did it solve the matter?",
        "sl": "Je bil odgovor pravilen in je rešil zadevo?",
        "be": "Ці быў адказ правільны і ці вырашыў ён справу?",
        "ru": "Был ли ответ верным и решил ли он дело?",
        "id": "Apakah jawabannya benar dan menyelesaikan masalahnya?",
    },
    "courtesy": {
        "en": "Was the tone friendly and respectful?",
        "sl": "Je bil ton prijazen in spoštljiv?",
        "be": "Ці быў тон прыязны і паважлівы?",
        "ru": "Был ли тон дружелюбным и уважительным?",
        "id": "Apakah nadanya ramah dan sopan?",
    },
    "consistency": {
        "en": "Did the agent say and do what we say and do for everybody?",
        "sl": "Je agent povedal in storil to, kar povemo in storimo za vse?",
        "be": "Ці сказаў і зрабіў аператар тое, што мы кажам і робім для ўсіх?",
        "ru": "Сказал и сделал ли оператор то, что мы говорим и делаем для всех?",
        "id": "Apakah agen mengatakan dan melakukan yang sama seperti untuk semua orang?",
    },
}


class Form(Struct, frozen=True, kw_only=True, omit_defaults=False):
    """Raises ValueError where the question of a quality is missing."""

    questions: dict[Quality, Worded] = field(default_factory=lambda: dict(QUESTIONS))
    """By quality, then by language of two letters."""

    def __post_init__(self) -> None:
        if missing := [quality for quality in QUALITIES if quality not in self.questions]:
            raise ValueError(f"there is no question for {missing[0]}")


def whole(scores: Scores) -> bool:
    """Whether every quality has a score."""
    return all(quality in scores for quality in QUALITIES)
