"""What customers write who want nothing more, in their words; and what sounds like it, and is none."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.journeys import stopping
from bot.journeys.stopping import LONGEST, stops

PHRASES: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(stopping.__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
ALWAYS = [phrase for phrases in PHRASES["always"].values() for phrase in phrases]
BESIDE = [phrase for phrases in PHRASES["beside"].values() for phrase in phrases]


@pytest.mark.parametrize(
    "text",
    [
        "STOP",
        "Do not write to me again",
        "please do not message me any more",
        "Do not contact me ever again.",
        "No, stop",
        "нет, стоп",
        "Нет! Стоп. Спасибо",
        "Ne, stop.",
        "tidak, stop ya",
        "stop!",
        "Stop stop STOP",
        "Unsubscribe.",
        "Hi, please stop writing to me, thanks",
        "I don't want to receive these messages",
        "don’t message me!!",
        "Odjava",
        "odjava prosim",
        "Ne pišite mi vec",
        "ne piši mi več",
        "Nehajte mi pisati!",
        "Nehajte mi pisati, prosim. Hvala, lp",
        "nocem vec sporocil",
        "Rada bi se odjavila",
        "спыніць",
        "Адпішыцеся, калі ласка",
        "больш мне не пішыце",
        "хачу адпісацца",
        "стоп",
        "Стоп!!!",
        "отпишись",
        "Отписаться",
        "отписатся",
        "не пишите мне",
        "Пожалуйста, больше не пишите мне",
        "хватит мне писать уже",
        "otpishite menya pozhaluysta",
        "berhenti",
        "stop dong",
        "Tolong jangan kirim pesan lagi ya kak",
        "saya tidak mau dihubungi lagi",
        "Abmelden",
        "Bitte schreiben Sie mir nicht mehr",
        "Je ne veux plus recevoir de messages, merci",
        "Por favor, no me escriban más",
        "smettetela di scrivermi",
        "me descadastre",
        "nemojte mi više pisati molim",
        "Відпишіть мене, будь ласка",
        "Proszę nie pisać do mnie",
        "už mi nepište",
        "ne írjanak többet",
        "nu-mi mai trimiteți mesaje",
        "artık mesaj atmayın lütfen",
        "geen berichten meer aub",
    ],
)
def test_stop_is_understood_in_many_languages(text: str) -> None:
    assert stops(text, in_reply=False)


@pytest.mark.parametrize(
    "text",
    ["ne", "No.", "No thanks", "нет", "нет, спасибо", "tidak", "ga usah kak", "не", "dovolj", "хватит", "nein danke"],
)
def test_a_bare_no_stops_what_asked_nothing(text: str) -> None:
    assert stops(text, in_reply=True)


@pytest.mark.parametrize(
    "text", ["ne", "No.", "нет", "tidak", "не", "dovolj", "cukup", "довольно", "genug", "iptal", "batal"]
)
def test_what_is_said_of_many_things_stops_nothing_else(text: str) -> None:
    assert not stops(text, in_reply=False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "please",
        "Hvala!",
        "ok thanks",
        "ya",
        "where is my order",
        "the lamp stops working",
        "does the timer stop by itself",
        "stop the delivery of order 12",
        "how do I stop the alarm",
        "I want to unsubscribe from the filter deliveries, but keep the coffee",
        "cancel my order",
        "don't send me the blue one, send me the red one",
        "kako preklicem narocilo",
        "kako se odjavim iz aplikacije",
        "ne pišite računa na podjetje",
        "nehajte zaračunavati dostavo",
        "zakaj mi ne pišete",
        "не работает",
        "не приходит письмо",
        "почему вы мне не пишете",
        "как отписаться от подписки на фильтры",
        "остановите доставку заказа 12",
        "чаму не пішаце",
        "не дасылайце сінюю, дашліце чырвоную",
        "kenapa tidak kirim pesan",
        "jangan kirim yang biru, kirim yang merah",
        "bagaimana cara berhenti berlangganan kopi",
        "wann hört das auf",
        "je veux arrêter la commande 12",
    ],
)
def test_what_sounds_alike_stops_nothing(text: str) -> None:
    assert not stops(text, in_reply=True)


@given(
    st.sampled_from(ALWAYS), st.sampled_from(BESIDE), st.sampled_from(BESIDE), st.sampled_from(["", "!", ".", " 🙏"])
)
def test_manners_change_nothing(phrase: str, before: str, after: str, end: str) -> None:
    text = f"{before.capitalize()}, {phrase} {after}{end}"
    assert stops(text, in_reply=False) or len(text) > LONGEST


@given(st.lists(st.sampled_from(BESIDE), max_size=5))
def test_manners_alone_are_no_wish(said: list[str]) -> None:
    assert not stops(" ".join(said), in_reply=True)
