"""What customers say to the bot rather than ask of it: that it is solved, that they want a person, hello.

Matched against the whole message, so that "my problem is not solved" stays a question.
"""

from enum import StrEnum

from rapidfuzz import fuzz, process

from knowledge.normalize import fold


class Meaning(StrEnum):
    PERSON = "person"
    SOLVED = "solved"
    GREETING = "greeting"


ALIKE = 90  # of 100, rapidfuzz ratio: one slip of the finger in ten letters

PHRASES: dict[Meaning, tuple[str, ...]] = {
    Meaning.PERSON: (
        "human", "person", "agent", "operator", "a real person", "talk to a person", "talk to a human", "talk to an agent",
        "i want to talk to a person", "can i talk to someone", "can i speak to a human", "speak to a human", "i need a human", "i want a human", "connect me to an agent", "speak to a person", "live agent", "real human please",
        "človek", "oseba", "agent prosim", "rad bi govoril s človekom", "rada bi govorila s človekom", "želim govoriti z osebo",
        "pogovor z osebo", "govoriti s človekom", "govoriti z osebo", "želim govoriti s človekom", "rad bi govoril z nekom", "pogovor s človekom", "govoriti z agentom", "lahko govorim s kom",
        "чалавек", "аператар", "хачу пагаварыць з чалавекам", "пагаварыць з чалавекам", "мне патрэбен чалавек", "патрэбны аператар", "пакліч аператара", "злучыце з аператарам", "жывы чалавек",
        "человек", "оператор", "хочу поговорить с человеком", "поговорить с человеком", "мне нужен человек", "нужен оператор", "хочу говорить с оператором", "позовите оператора", "соедините с оператором", "живой человек",
        "orang", "manusia", "petugas", "saya ingin bicara dengan petugas", "bicara dengan orang", "saya butuh petugas", "ingin bicara dengan manusia", "bicara dengan manusia", "hubungkan dengan petugas",
        "saya mau bicara dengan orang", "tolong hubungkan ke cs",
    ),
    Meaning.SOLVED: (
        "solved", "that solved it", "it works", "it works now", "works now thanks", "thanks", "thank you", "thanks a lot", "thank you very much",
        "that helped", "thanks that helped", "problem solved", "all good now", "got it thanks", "great thanks", "perfect thank you", "ok thanks",
        "rešeno", "hvala", "hvala lepa", "najlepša hvala", "hvala za pomoč", "deluje", "zdaj deluje", "to je pomagalo", "super hvala", "ok hvala",
        "вырашана", "дзякуй", "вялікі дзякуй", "дзякуй за дапамогу", "працуе", "цяпер працуе", "дапамагло", "супер дзякуй", "дзякую", "ок дзякуй",
        "решено", "спасибо", "большое спасибо", "спасибо за помощь", "работает", "теперь работает", "помогло", "спасибо помогло", "отлично спасибо", "ок спасибо",
        "sudah selesai", "selesai", "terima kasih", "makasih", "terima kasih banyak", "terima kasih atas bantuannya", "sudah bisa", "berhasil", "sangat membantu", "ok terima kasih",
    ),
    Meaning.GREETING: (
        "hi", "hello", "hey", "hi there", "good morning", "good afternoon", "good evening", "hello there",
        "živjo", "zdravo", "pozdravljeni", "dober dan", "dobro jutro", "dober večer", "hej", "oj",
        "прывітанне", "добры дзень", "вітаю", "добрай раніцы", "добры вечар", "здароў",
        "привет", "здравствуйте", "добрый день", "доброе утро", "добрый вечер", "здравствуй",
        "halo", "hai", "selamat pagi", "selamat siang", "selamat sore", "selamat malam", "permisi",
    ),
}  # fmt: skip

_MEANING_OF = {fold(phrase): meaning for meaning, phrases in PHRASES.items() for phrase in phrases}
_ALL = tuple(_MEANING_OF)


def meaning(text: str) -> Meaning | None:
    """None: it is a question like any other."""
    said = " ".join(fold(text).strip(" .,!?…)(👍🙏😊").split())
    if said in _MEANING_OF:
        return _MEANING_OF[said]
    if not 6 <= len(said) <= 60:  # a short word within one slip of another is another word
        return None
    nearest = process.extractOne(said, _ALL, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return _MEANING_OF[nearest[0]] if nearest else None
