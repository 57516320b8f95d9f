"""Photos of our cards as phones make them, from a seed: turned, blurred, dark, cut, with glare, two, on a screen.

Every scene has a strength of its trouble from 0 to 1, and can be made again a little milder: a phone's camera app looks
at thirty frames a second and takes the best of them, so what it would read is what a plain reader (zbar, or zxing's
one look) reads at 90 % of the trouble. The bot has one photo, and of the full trouble.
"""

from __future__ import annotations

import io
import json
import math
import random
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from bot.rendering.drawable import drawable
from bot.rendering.sheet import with_codes
from bot.rendering.typesetting import TEMPLATES, _compiler
from domain.check_digit import complete, grouped
from tests.rendering.samples import sheet

Corners = list[tuple[float, float]]
MILDER = 0.9
FRAME = (1280, 960)
DOTS_PER_INCH = 200
MM = DOTS_PER_INCH / 25.4
TROUBLES = ("turned", "blurred", "shaken", "dark", "cut", "glare", "two", "screen", "far", "all")


@dataclass(frozen=True)
class Scene:
    """What is photographed, how, and how badly (0 to 1)."""

    seed: int
    trouble: str
    strength: float
    digits: tuple[str, ...]

    def milder(self) -> Scene:
        return replace(self, strength=self.strength * MILDER)

    def photo(self) -> bytes:
        return jpeg(_shot(self, random.Random(self.seed)))


def jpeg(picture: Image.Image) -> bytes:
    """As Telegram packs photos."""
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=70)
    return out.getvalue()


def scenes(count: int = 60, seed: int = 20261214) -> list[Scene]:
    dice = random.Random(seed)
    made = []
    for n in range(count):
        trouble = TROUBLES[n % len(TROUBLES)]
        cards = 2 if trouble == "two" else 1
        digits = tuple(complete(f"{dice.randrange(10**7):07}") for _ in range(cards))
        made.append(Scene(dice.randrange(10**9), trouble, 0.25 + 0.75 * dice.random(), digits))
    return made


@cache
def card(digits: str, link: str = "https://t.me/TandemPromoBot?start=c_") -> Image.Image:
    """One card off the printed page, 95 × 69 mm."""
    data = with_codes(sheet(0, codes=[[digits, grouped(digits)]], link=link))
    page = _compiler().compile(
        input=TEMPLATES / "sheet.typ",
        format="png",
        ppi=DOTS_PER_INCH,
        sys_inputs={"data": json.dumps(drawable(data), ensure_ascii=False)},
    )
    assert isinstance(page, bytes)
    whole = Image.open(io.BytesIO(page)).convert("RGB")
    return whole.crop((int(10 * MM), int(10.5 * MM), int(105 * MM), int(79.5 * MM)))


def _shot(scene: Scene, dice: random.Random) -> Image.Image:
    """A frame of the phone's camera."""
    s = scene.strength
    of = {name: s if scene.trouble == name else s / 2.5 if scene.trouble == "all" else 0.0 for name in TROUBLES}
    frame = _table(dice)
    wide = 0.62 - 0.5 * of["far"] - (0.2 if scene.trouble == "two" else 0) + dice.uniform(-0.05, 0.05)
    turn = dice.uniform(-8, 8) + of["turned"] * dice.uniform(-180, 180)
    for n, digits in enumerate(scene.digits):
        _lay(frame, card(digits), wide, turn, of, (n, len(scene.digits)), dice)
    if of["screen"]:
        frame = _behind_pixels(frame, of["screen"], dice)
    if of["glare"]:
        frame = _glare(frame, of["glare"], dice)
    frame = frame.filter(ImageFilter.GaussianBlur(0.7 + 5 * of["blurred"]))
    frame = _shaken(frame, of["shaken"], dice)
    return _grain(frame, 1 - 0.94 * of["dark"], 3 + 10 * of["dark"], dice)


def _table(dice: random.Random) -> Image.Image:
    """A wooden counter: bands of brown."""
    rows = np.arange(FRAME[1])[:, None] / dice.uniform(20, 60) + dice.uniform(0, 6)
    waves = np.sin(rows + np.sin(np.arange(FRAME[0])[None, :] / 90))
    shade = 110 + 25 * waves
    return Image.fromarray(np.dstack([shade, shade * 0.75, shade * 0.5]).astype(np.uint8))


def _lay(
    frame: Image.Image,
    one: Image.Image,
    wide: float,
    turn: float,
    of: dict[str, float],
    place: tuple[int, int],
    dice: random.Random,
) -> None:
    width = int(FRAME[0] * wide)
    shape = one.resize((width, int(width * one.height / one.width)), Image.Resampling.LANCZOS).convert("RGBA")
    shape = _tilted(shape, 0.22 * of["turned"], dice).rotate(turn, Image.Resampling.BICUBIC, expand=True)
    x, y = (FRAME[0] - shape.width) // 2, (FRAME[1] - shape.height) // 2
    if place[1] == 2:
        y += int((place[0] - 0.5) * width * 0.78)
    if of["cut"]:  # the code begins 5 of 95 mm from the edge
        x = FRAME[0] - shape.width + int(of["cut"] * width * 8 / 95)
    frame.paste(shape, (x, y), shape)


def _tilted(shape: Image.Image, much: float, dice: random.Random) -> Image.Image:
    """Seen from the side: one edge is further away."""
    if not much:
        return shape
    w, h = shape.size
    side = dice.choice((0, 1))
    dx, dy = w * much / 2, h * much / 2
    corners: Corners = [(0, 0), (0, h), (w, h), (w, 0)]
    far: Corners = [(dx, dy), (0, h), (w, h), (w - dx, dy)]
    moved = far if side else [(0, 0), (0, h), (w - dx, h - dy), (w - dx, dy)]
    return shape.transform(shape.size, Image.Transform.PERSPECTIVE, _matrix(moved, corners), Image.Resampling.BICUBIC)


def _matrix(to: Corners, source: Corners) -> Any:
    rows, values = [], []
    for (x, y), (u, v) in zip(to, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return np.linalg.solve(np.array(rows), np.array(values)).tolist()


def _behind_pixels(frame: Image.Image, much: float, dice: random.Random) -> Image.Image:
    """A screen's lattice of red, green and blue that does not fall on the camera's own."""
    period, angle = dice.uniform(2.1, 3.4), math.radians(dice.uniform(-12, 12))
    y, x = np.mgrid[0 : FRAME[1], 0 : FRAME[0]]
    along = (x * math.cos(angle) + y * math.sin(angle)) / period
    down = (y * math.cos(angle) - x * math.sin(angle)) / period
    beat = 0.5 + 0.5 * np.cos(2 * np.pi * (along - x / 3)) * np.cos(2 * np.pi * (down - y / 3))
    shades = [0.5 + 0.5 * np.cos(2 * np.pi * (along + third / 3)) for third in range(3)]
    lattice = np.dstack([1 - much * (0.35 * shade + 0.3 * beat) for shade in shades])
    return Image.fromarray(np.clip(np.asarray(frame) * lattice, 0, 255).astype(np.uint8))


def _glare(frame: Image.Image, much: float, dice: random.Random) -> Image.Image:
    """A lamp on a glossy card, somewhere on the code."""
    x, y = FRAME[0] * dice.uniform(0.58, 0.72), FRAME[1] * dice.uniform(0.35, 0.55)
    r = 30 + 130 * much
    light = Image.new("L", FRAME, 0)
    ImageDraw.Draw(light).ellipse((x - r, y - r * 0.6, x + r, y + r * 0.6), fill=int(140 + 115 * much))
    light = light.filter(ImageFilter.GaussianBlur(r / 3))
    return ImageChops.screen(frame, Image.merge("RGB", [light] * 3))


def _shaken(frame: Image.Image, much: float, dice: random.Random) -> Image.Image:
    """The hand moved while the shutter was open."""
    steps = round(22 * much)
    angle = dice.uniform(0, math.pi)
    seen = np.zeros((FRAME[1], FRAME[0], 3), float)
    for step in range(steps + 1):
        dx, dy = round(step * math.cos(angle)), round(step * math.sin(angle))
        seen += np.asarray(ImageChops.offset(frame, dx, dy), float)
    return Image.fromarray((seen / (steps + 1)).astype(np.uint8))


def _grain(frame: Image.Image, light: float, noise: float, dice: random.Random) -> Image.Image:
    grains = np.random.default_rng(dice.randrange(2**31)).normal(0, noise, (FRAME[1], FRAME[0], 3))
    return Image.fromarray(np.clip(np.asarray(frame, float) * light + grains, 0, 255).astype(np.uint8))
