"""What the cameras of the pictures see: somebody drawn, since nobody sits in front of them."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

WIDTH, HEIGHT = 640, 480

Colour = tuple[int, int, int]
Picture = npt.NDArray[np.float64]


def film(path: Path, *, wall: Colour, hair: Colour, skin: Colour, shirt: Colour, long_hair: bool) -> Path:
    """A film of one frame that Chromium takes for a camera (YUV4MPEG2, 4:2:0)."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(float)
    picture: Picture = np.full((HEIGHT, WIDTH, 3), wall, dtype=float)
    picture = _on(picture, _ellipse(x, y, 320, 200, 122, 140 if long_hair else 128), hair)
    if long_hair:
        picture = _on(picture, _box(x, y, 200, 200, 440, 400, 60), hair)
    picture = _on(picture, _ellipse(x, y, 320, 510, 215, 160), shirt)
    picture = _on(picture, _box(x, y, 282, 280, 358, 390, 34), _darker(skin))
    picture = _on(picture, _ellipse(x, y, 320, 225, 88, 112), skin)
    picture = _on(picture, _ellipse(x, y, 300, 122, 98, 48), hair)
    for eye in (286, 354):
        picture = _on(picture, _ellipse(x, y, eye, 220, 8, 9), (40, 34, 32))
        picture = _on(picture, _ellipse(x, y, eye, 200, 17, 4), hair)
    picture = _on(picture, _ellipse(x, y, 320, 252, 7, 11), _darker(skin))
    smile = np.minimum(_ellipse(x, y, 320, 274, 31, 22), np.clip((y - 277) / 2, 0, 1))
    _write(path, _on(picture, smile, (170, 66, 66)))
    return path


def _ellipse(x: Picture, y: Picture, cx: float, cy: float, rx: float, ry: float) -> Picture:
    """How much of each pixel it covers, 0 to 1."""
    return np.clip((1 - np.hypot((x - cx) / rx, (y - cy) / ry)) * min(rx, ry) + 0.5, 0, 1)


def _box(x: Picture, y: Picture, left: float, top: float, right: float, bottom: float, radius: float) -> Picture:
    """With round corners."""
    dx = np.maximum(np.abs(x - (left + right) / 2) - (right - left) / 2 + radius, 0)
    dy = np.maximum(np.abs(y - (top + bottom) / 2) - (bottom - top) / 2 + radius, 0)
    return np.clip(radius - np.hypot(dx, dy) + 0.5, 0, 1)


def _on(picture: Picture, cover: Picture, colour: Colour) -> Picture:
    return picture * (1 - cover[..., None]) + np.array(colour) * cover[..., None]


def _darker(colour: Colour) -> Colour:
    return (int(colour[0] * 0.88), int(colour[1] * 0.84), int(colour[2] * 0.82))


def _write(path: Path, picture: Picture) -> None:
    red, green, blue = np.moveaxis(picture, 2, 0)  # ITU-R BT.601, limited range
    luma = 16 + (65.738 * red + 129.057 * green + 25.064 * blue) / 256
    cb = 128 + (-37.945 * red - 74.494 * green + 112.439 * blue) / 256
    cr = 128 + (112.439 * red - 94.154 * green - 18.285 * blue) / 256
    planes = [luma, cb[::2, ::2], cr[::2, ::2]]
    frame = b"FRAME\n" + b"".join(plane.round().astype(np.uint8).tobytes() for plane in planes)
    path.write_bytes(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F20:1 Ip A1:1 C420jpeg\n".encode() + frame * 2)
