"""A site's colour as the accent of these pages, made legible: what shared/colour.js does in the browser."""

Rgb = tuple[float, float, float]  # sRGB, 0-255 each

BLACK: Rgb = (16, 18, 24)
WHITE: Rgb = (255, 255, 255)
RAISED_DARK: Rgb = (36, 38, 44)  # --raised of tokens.css in the dark
LEAST = 4.5  # contrast of text, WCAG 2.2


def style(accent: str) -> str:
    """CSS that sets the accent's roles; `accent` is #rrggbb."""
    colour = _read(accent)
    light, dark = _write(_legible(colour, WHITE)), _write(_legible(colour, RAISED_DARK))
    both = f"light-dark({light}, {dark})"
    soft = f"light-dark(color-mix(in srgb, {light} 10%, #fff), color-mix(in srgb, {dark} 20%, #1a1b20))"
    return (
        f":root {{ --accent: {_write(colour)}; --on-accent: {_write(_words_on(colour))};"
        f" --accent-text: {both}; --focus: {both}; --accent-soft: {soft}; }}\n"
    )


def _read(colour: str) -> Rgb:
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def _write(colour: Rgb) -> str:
    return "#" + "".join(f"{int(each + 0.5):02x}" for each in colour)


def _luminance(colour: Rgb) -> float:
    """0 black to 1 white, as WCAG 2.2 defines it."""
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (each / 255 for each in colour))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _contrast(one: Rgb, other: Rgb) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _words_on(ground: Rgb) -> Rgb:
    white, black = _contrast(WHITE, ground), _contrast(BLACK, ground)
    return WHITE if white >= LEAST or white > black else BLACK


def _legible(colour: Rgb, ground: Rgb) -> Rgb:
    """The colour itself where it can be read on a ground, else the nearest mix with black or white that can."""
    towards = BLACK if _luminance(ground) > 0.18 else WHITE
    for step in range(20):
        share = step * 0.05
        r, g, b = (each + (end - each) * share for each, end in zip(colour, towards, strict=True))
        if _contrast((r, g, b), ground) >= LEAST:
            return (r, g, b)
    return towards
