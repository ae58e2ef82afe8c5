"""The addresses of reviews."""

from bot.web.reviews import form, mine, samples
from bot.web.route import Route, Who

ROUTES: tuple[Route, ...] = (
    Route("GET", "/api/reviews", Who.MANAGER, samples.every),
    Route("POST", "/api/reviews/draw", Who.MANAGER, samples.draw_some),
    Route("GET", "/api/reviews/form", Who.AGENT, form.look),
    Route("PUT", "/api/reviews/form", Who.MANAGER, form.put),
    Route("GET", "/api/reviews/mine", Who.AGENT, mine.every),
    Route("GET", "/api/reviews/{review}", Who.AGENT, samples.read_one),
    Route("PUT", "/api/reviews/{review}", Who.MANAGER, samples.score),
    Route("POST", "/api/reviews/{review}/skip", Who.MANAGER, samples.skip),
    Route("POST", "/api/reviews/{review}/saw", Who.AGENT, mine.saw),
)
