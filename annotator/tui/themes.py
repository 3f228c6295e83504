"""The light and the dark theme, with the colours of layers and labels beside Textual's own."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="annotator-dark",
    primary="#7cb7ff",
    secondary="#9aa7b8",
    accent="#ffcb6b",
    success="#7fd49b",
    warning="#f0b95a",
    error="#ff7a85",
    foreground="#dfe4ec",
    background="#12151b",
    surface="#171b22",
    panel="#212733",
    dark=True,
    variables={
        "layer-1": "#74b9ff",
        "layer-2": "#f2c063",
        "layer-3": "#ff8ab0",
        "layer-4": "#6fd6c1",
        "layer-5": "#c5a8ff",
        "layer-6": "#b6d36b",
        "label-1": "#a5afbe",
        "label-2": "#7fd49b",
        "label-3": "#f0b95a",
        "label-4": "#ff7a85",
        "label-5": "#c5a8ff",
        "label-6": "#74b9ff",
        "quiet": "#8b96a8",
        "line": "#3a4454",
        "row": "#1f2631",
        "found": "#5a4a14",
        "border-blurred": "#3a4454",
        "footer-key-foreground": "#ffcb6b",
    },
)

LIGHT: Final = Theme(
    name="annotator-light",
    primary="#0a55a5",
    secondary="#55606e",
    accent="#8a4b00",
    success="#176b3a",
    warning="#8a5a00",
    error="#b3162c",
    foreground="#1c2026",
    background="#fdfcf9",
    surface="#f6f4ee",
    panel="#e9e6dc",
    dark=False,
    variables={
        "layer-1": "#0a55a5",
        "layer-2": "#855400",
        "layer-3": "#ad1457",
        "layer-4": "#0b6457",
        "layer-5": "#6236b0",
        "layer-6": "#4a6212",
        "label-1": "#545d69",
        "label-2": "#176b3a",
        "label-3": "#855400",
        "label-4": "#b3162c",
        "label-5": "#6236b0",
        "label-6": "#0a55a5",
        "quiet": "#545d69",
        "line": "#bdb8aa",
        "row": "#ece8dc",
        "found": "#ffe58a",
        "border-blurred": "#bdb8aa",
        "footer-key-foreground": "#8a4b00",
    },
)
