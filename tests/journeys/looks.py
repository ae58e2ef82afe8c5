"""Whether a page can be used by everyone: axe finds nothing, and nothing sticks out sideways."""

from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import Frame, Page

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SIZES = ((1280, 800), (360, 740))

Faults = list[str]


async def faults(page: Page, frame: Frame | None = None) -> Faults:
    """Of the page, or of one frame in it, light and dark, wide and narrow; the page is left as it was."""
    was = page.viewport_size or {"width": 1280, "height": 800}
    where = frame or page.main_frame
    found: Faults = []
    for width, height in SIZES:
        await page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            await page.emulate_media(color_scheme=scheme)
            found += [f"{scheme}, {width} px: {fault}" for fault in await _axe(where)]
        if over := await where.evaluate("document.documentElement.scrollWidth - innerWidth"):
            found += [f"{width} px: {over} px stick out sideways"] if over > 0 else []
    await page.emulate_media(color_scheme="null")
    await page.set_viewport_size(was)
    return found


async def _axe(where: Frame) -> Faults:
    if not await where.evaluate("'axe' in window"):
        await where.evaluate(AXE_SCRIPT)
    result: dict[str, Any] = await where.evaluate("axe.run({ resultTypes: ['violations'] })")
    return [
        f"{each['id']}: {node['html'][:120]}: {' '.join(node.get('failureSummary', '').split())[:240]}"
        for each in result["violations"]
        for node in each["nodes"]
    ]
