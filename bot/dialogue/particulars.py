"""Messages that hold nothing but a customer's particulars: an order's number, an address, an email address. Pure.

The bot cannot look anything up by them; a person can.
"""

import re
from enum import StrEnum

from knowledge.normalize import words


class Particular(StrEnum):
    EMAIL = "email"
    PHONE = "phone"
    NUMBER = "number"  # of an order, a parcel, an invoice
    ADDRESS = "address"


ALONE = 1  # words beside it of a message that cannot be about anything else
BESIDE = 4  # words that may stand beside it: "my order number is …"
LONGEST = 200  # characters
MOST_WORDS = 14  # of an address

_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.\w{2,}")
_PHONE = re.compile(
    r"(?<![\w#])(?:\+|00)\d[\d\s()./-]{6,18}\d(?!\w)|(?<![\w#])\(?0\d{1,3}\)?[\s./-]\d[\d\s./-]{4,12}\d(?!\w)"
)
_NUMBER = re.compile(
    r"(?<!\w)(?:#\s?\d{3,}|(?=(?:[\w/-]*\d){5})[A-Za-z]{0,4}[-/]?[\dA-Z][\dA-Z/-]{4,34}|[A-Za-z]{1,4}-?\d{4,})(?!\w)",
    re.ASCII,
)
_STREET = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|lane|drive|square|ulica|ul|cesta|trg|pot|naselje|"
    r"вул|вуліца|завулак|праспект|улица|ул|проспект|переулок|пр-т|площадь|jalan|jln|jl|gang|gg)\b\.?",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b\d{4,6}\b")
_HOUSE = re.compile(r"\b\d{1,4}[a-zа-я]?\b", re.IGNORECASE)

QUESTIONS: dict[Particular, dict[str, str]] = {
    Particular.NUMBER: {
        "en": "where is my order",
        "sl": "kje je moje naročilo",
        "be": "дзе мая замова",
        "ru": "где мой заказ",
        "id": "di mana pesanan saya",
    },
    Particular.ADDRESS: {
        "en": "change the delivery address",
        "sl": "sprememba naslova za dostavo",
        "be": "змяніць адрас дастаўкі",
        "ru": "изменить адрес доставки",
        "id": "ubah alamat pengiriman",
    },
}
"""What they are mostly sent for, where there is such a thing."""


def particular(text: str, beside: int = BESIDE) -> Particular | None:
    """None: there is none, or more than `beside` words stand beside it, or something is asked."""
    if "?" in text or len(text) > LONGEST:
        return None
    if _is_address(text):
        return Particular.ADDRESS
    for kind, pattern in ((Particular.EMAIL, _EMAIL), (Particular.PHONE, _PHONE), (Particular.NUMBER, _NUMBER)):
        rest, found = pattern.subn(" ", text)
        if found and len(words(rest)) <= beside:
            return kind
    return None


def _is_address(text: str) -> bool:
    if len(words(text)) > MOST_WORDS or not _HOUSE.search(text):
        return False
    town = "," in text and _POSTCODE.search(text) and len(_HOUSE.findall(text)) > 1
    return bool(town or _STREET.search(text))
