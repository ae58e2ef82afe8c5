"""The lines that the bot says, in the words of the customer's language."""

from collections.abc import Sequence

from bot.dialogue.actions import Line
from bot.locale import NAMES, Words


def worded(line: Line, tongue: Words, languages: Sequence[str], name: str | None = None) -> str:
    """`languages`: that the bot speaks; `name`: of the customer, where it is known."""
    match line:
        case Line.HELLO if name:
            return tongue.t("Hello {name}! I am the shop's bot. What can I help you with?", name=name)
        case Line.HELLO:
            return tongue.t("Hello! I am the shop's bot. What can I help you with?")
        case Line.WELL:
            return tongue.t("I am well, thank you. I am a bot: ask me what you want to know.")
        case Line.BOT:
            return tongue.t("I am a bot. I look for the answer to what you ask; a person can help you too.")
        case Line.HELP:
            return tongue.t("Of course. Ask me in your own words, or talk to a person.")
        case Line.WELCOME:
            return tongue.t("You are welcome. Write any time if there is more.")
        case Line.GOODBYE:
            return tongue.t("Goodbye! Write any time if there is more.")
        case Line.NOTED:
            return tongue.t("Good. Write any time if there is more.")
        case Line.SORRY:
            return tongue.t("I am sorry. This should be easier. A person can help you.")
        case Line.UNCLEAR:
            return tongue.t("Tell me in a few words what you need, or talk to a person.")
        case Line.WHICH:
            return tongue.t("Which of these do you mean?")
        case Line.WHICH_FIRST:
            return tongue.t("Which one? Choose it above, or write its number.")
        case Line.PERHAPS:
            return tongue.t("Is it this that you mean?")
        case Line.UNKNOWN:
            return tongue.t("I do not know the answer to that. Try other words, or talk to a person.")
        case Line.STILL_UNKNOWN:
            return tongue.t("I still do not know the answer. A person can help you.")
        case Line.NO_MORE:
            return tongue.t("That is all that I know about it. A person can tell you more.")
        case Line.REPHRASE:
            return tongue.t("Then tell me in other words what you need, or talk to a person.")
        case Line.MISUNDERSTOOD:
            return tongue.t("I misunderstood you. Tell me in other words what you need, or talk to a person.")
        case Line.KEPT:
            return tongue.t("I cannot look that up myself. It is kept here for a person, who can help you with it.")
        case Line.CALL:
            return tongue.t("A person can call you here, with or without video, and look at your screen with you.")
        case Line.DECLINED:
            return tongue.t("All right. Ask me in other words whenever you like.")
        case Line.LANGUAGES:
            return tongue.t("I speak {languages}.", languages=", ".join(NAMES[code] for code in languages))
