"""The colours of the pages: what must be read or found stands out, by day and by night.

The ratios are those of WCAG 2.2: text 4.5 to 1 (1.4.3), borders of controls,
pictures and focus 3 to 1 (1.4.11).
"""

import re
from itertools import product
from pathlib import Path
from typing import Final

import pytest

import web

STYLESHEET: Final = Path(next(iter(web.__path__))) / "static" / "commun.css"
TEXT_RATIO_MIN: Final = 4.5
SHAPE_RATIO_MIN: Final = 3.0

Theme = dict[str, str]

SURFACES: Final = ("paper", "wash")
TEXTS: Final = (
    *product(("ink", "muted", "link", "link-hover", "visited", "brand"), SURFACES),
    *product(("ok", "warn", "err", "info"), SURFACES),
    *product(
        ("ink", "link", "visited", "muted"),
        ("brand-wash", "ok-wash", "warn-wash", "err-wash", "info-wash"),
    ),
    *((tone, f"{tone}-wash") for tone in ("ok", "warn", "err", "info")),
    ("on-brand", "brand"),
    ("on-focus", "focus"),
    *product(("ink",), (f"tint-{rank}" for rank in range(1, 7))),
)
SHAPES: Final = (
    *product(("edge", "brand", "accent", "err", "ok", "warn", "info"), SURFACES),
    *product((f"chart-{rank}" for rank in range(1, 7)), SURFACES),
    *((f"chart-{rank}", f"tint-{rank}") for rank in range(1, 7)),
)


def tokens_of(block: str) -> Theme:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block))


def blocks() -> dict[str, Theme]:
    layer = STYLESHEET.read_text(encoding="utf-8").split("@layer tokens {")[1]
    layer = layer.split("\n}\n")[0]
    found = re.findall(r"(:root[^{]*) \{(.*?)\}", layer, re.DOTALL)
    return {selector: tokens_of(block) for selector, block in found}


LIGHT: Final = blocks()[":root"]
CHOSEN_DARK: Final = LIGHT | blocks()[":root[data-theme=dark]"]
THEMES: Final = {"light": LIGHT, "dark": CHOSEN_DARK}


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (linear(int(digits[at : at + 2], 16)) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def too_weak(theme: Theme, pairs: tuple[tuple[str, str], ...], least: float) -> str:
    ratios = {pair: contrast(theme[pair[0]], theme[pair[1]]) for pair in pairs}
    return "\n".join(
        f"{front} on {back}: {ratio:.2f}"
        for (front, back), ratio in ratios.items()
        if ratio < least
    )


def test_the_ratio_is_the_one_of_the_guidelines() -> None:
    """Black on white is 21 to 1, and #767676 the lightest grey that reads on white."""
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
def test_text_reads_on_every_ground_it_stands_on(name: str) -> None:
    """Text is at least 4.5 to 1."""
    weak = too_weak(THEMES[name], TEXTS, TEXT_RATIO_MIN)
    assert not weak, weak


@pytest.mark.parametrize("name", THEMES)
def test_borders_and_pictures_can_be_made_out(name: str) -> None:
    """Borders of controls, marks of state and chart colours are at least 3 to 1."""
    weak = too_weak(THEMES[name], SHAPES, SHAPE_RATIO_MIN)
    assert not weak, weak


@pytest.mark.parametrize(("name", "ground"), list(product(THEMES, SURFACES)))
def test_focus_can_be_found(name: str, ground: str) -> None:
    """The fill or the line under it stands out from the page, whatever the theme."""
    theme = THEMES[name]
    assert (
        max(contrast(theme[part], theme[ground]) for part in ("focus", "on-focus"))
        >= SHAPE_RATIO_MIN
    )
    # Around a control the yellow ring doubles a line of ink.
    assert contrast(theme["ink"], theme[ground]) >= SHAPE_RATIO_MIN


def test_the_dark_asked_for_is_the_dark_chosen() -> None:
    """The system's dark and the button's dark have the same colours."""
    asked = blocks()[":root:not([data-theme=light])"]
    assert asked == blocks()[":root[data-theme=dark]"]
    assert set(asked) == set(LIGHT), "every colour has its dark twin"


def test_no_colour_escapes_the_tokens() -> None:
    """Only tokens and print hold colours, so the measures above hold for every page."""
    sheet = STYLESHEET.read_text(encoding="utf-8")
    after = sheet.split("@layer base {")[1].split("@layer print {")[0]
    assert re.findall(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", after) == []
