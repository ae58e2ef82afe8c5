"""What the people in front of the cameras show and say: made from a seed, the same in every run."""

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SEED = 20261122
CAMERA = (640, 480, 25)  # width, height, frames a second
CAMERA_S = 4
NOISE = 6  # of 255: enough for an encoder to spend any rate on
VOICE_HZ = 48_000
VOICE_S = 20.0

SHARING = Path(__file__).with_name("sharing.js")


def camera(path: Path) -> None:
    """A picture that moves and is noisy, so that its encoder uses whatever it may; YUV4MPEG2."""
    width, height, rate = CAMERA
    chance = np.random.default_rng(SEED)
    grain = chance.integers(-NOISE, NOISE + 1, (height + 64, width + 64)).astype(np.int16)
    y, x = np.mgrid[0:height, 0:width]
    with path.open("wb") as file:
        file.write(f"YUV4MPEG2 W{width} H{height} F{rate}:1 Ip A1:1 C420jpeg\n".encode())
        for number in range(CAMERA_S * rate):
            turn = 2 * np.pi * number / (CAMERA_S * rate)  # the end meets the beginning
            face = 90 * np.exp(-(((x - 320 - 120 * np.sin(turn)) / 110) ** 2 + ((y - 240) / 150) ** 2))
            shelf = 25 * np.sin(x / 17 + 4 * np.sin(turn)) * np.sin(y / 23)
            left, top = chance.integers(0, 64, 2)
            luma = 80 + face + shelf + grain[top : top + height, left : left + width]
            file.write(b"FRAME\n" + luma.clip(0, 255).astype(np.uint8).tobytes())
            file.write(_plane(118, height, width) + _plane(140, height, width))


def _plane(value: int, height: int, width: int) -> bytes:
    return bytes([value]) * (height // 2 * (width // 2))


def voice(path: Path) -> None:
    """Something like speech, as a WAV file that can be played in a loop. Opus takes it for speech: it is coded with
    error correction where that is asked for, as simple tones are not.
    """
    samples = speech(VOICE_S)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(VOICE_HZ)
        file.writeframes(samples.clip(-32_767, 32_767).astype("<i2").tobytes())


def speech(seconds: float) -> NDArray[np.float64]:
    """At 48 kHz. Syllables: a buzz of a wandering pitch through three wandering resonances, and hisses between."""
    chance = np.random.default_rng(SEED)
    parts = []
    while sum(map(len, parts)) < seconds * VOICE_HZ:
        length = int(VOICE_HZ * chance.uniform(0.12, 0.3))
        t = np.arange(length) / VOICE_HZ
        pitch = chance.uniform(95, 150) * (1 - 0.15 * t / t[-1]) * (1 + 0.02 * np.sin(2 * np.pi * 5.5 * t))
        phase = 2 * np.pi * np.cumsum(pitch) / VOICE_HZ
        formants = [chance.uniform(300, 800), chance.uniform(900, 2200), chance.uniform(2300, 3000)]
        vowel = np.zeros(length)
        for harmonic in range(1, 40):
            heard = sum(1 / (1 + ((harmonic * pitch.mean() - one) / 90) ** 2) for one in formants)
            vowel += heard * np.sin(harmonic * phase) / np.sqrt(harmonic)
        hiss = np.diff(chance.normal(0, 0.25, int(VOICE_HZ * chance.uniform(0.03, 0.09)) + 1))
        parts += [
            vowel * np.sin(np.pi * t / t[-1]).clip(0) ** 0.5,
            hiss,
            np.zeros(int(VOICE_HZ * chance.uniform(0, 0.08))),
        ]
    sound = np.concatenate(parts)
    return 12_000 * sound / np.abs(sound).max()
