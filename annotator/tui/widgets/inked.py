"""What the one-line widgets share: they draw themselves in the styles of the theme."""

from __future__ import annotations

from textual.widget import Widget

from annotator.tui.drawing.ink import Ink


class Inked(Widget):
    """A widget that draws with ink.

    Attributes:
        ink: The styles it draws in.
    """

    can_focus = False
    ALLOW_SELECT = False

    def __init__(self, ink: Ink) -> None:
        """Make the widget, with nothing to say yet."""
        super().__init__()
        self.ink = ink

    def dye(self, ink: Ink) -> None:
        """Draw in other styles from now on."""
        self.ink = ink
        self.refresh()
