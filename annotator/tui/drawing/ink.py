"""The styles in which marks, labels and signs are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.cells import cell_len
from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color

from annotator.review import Status
from rubric import Layer, Rubric

KINDS = 6
"""How many layers and labels have a colour of their own; more take turns."""
LINES = "‾~=^-_"
"""What is drawn under a mark, by kind, so that colour is never the only sign."""
SIGNS = {
    Status.OPEN: "?",
    Status.ACCEPTED: "✓",
    Status.EDITED: "✎",
    Status.REJECTED: "✗",
    Status.OWN: "+",
}
"""What stands before an item, by where it stands."""
_ATTRIBUTES = (
    Style(underline=True),
    Style(italic=True, underline=True),
    Style(underline2=True),
    Style(italic=True),
    Style(underline=True, overline=True),
    Style(overline=True),
)


@dataclass(frozen=True, slots=True)
class Ink:
    """Styles made from a theme's variables.

    Attributes:
        layers: Style of a mark that is only proposed, by kind.
        decided: Style of a mark that stands, by kind.
        lines: Style of the line and letter under a mark, by kind.
        labels: Style of a sentence's label, by its place in the layer.
        quiet: What matters less.
        strong: What matters more.
        accent: Keys, and what asks for attention.
        good: What is done.
        bad: What is wrong.
        row: The line in hand.
        selected: The selected text.
        current: The words of the item in hand.
        found: Words that were looked for.
    """

    layers: tuple[Style, ...]
    decided: tuple[Style, ...]
    lines: tuple[Style, ...]
    labels: tuple[Style, ...]
    quiet: Style
    strong: Style
    accent: Style
    good: Style
    bad: Style
    row: Style
    selected: Style
    current: Style
    found: Style

    @classmethod
    def of(cls, variables: Mapping[str, str], *, colored: bool = True) -> Ink:
        """Make the styles from a theme's CSS variables; without ``colored``, attributes only."""
        if not colored:
            return cls._plain()

        def front(name: str) -> Style:
            return Style(color=_rich(variables[name]))

        def back(name: str) -> Style:
            return Style(bgcolor=_rich(variables[name]))

        ground = Color.parse(variables["background"])
        share = 0.26 if ground.brightness < 0.5 else 0.16
        colors = [Color.parse(variables[f"layer-{n}"]) for n in range(1, KINDS + 1)]
        tints = [Style(bgcolor=_rich(ground.blend(color, share).hex)) for color in colors]
        lines = [front(f"layer-{n + 1}") for n in range(KINDS)]
        layers = [line + more for line, more in zip(lines, _ATTRIBUTES, strict=True)]
        bold = Style(bold=True)
        return cls(
            layers=tuple(layers),
            decided=tuple(one + tint + bold for one, tint in zip(layers, tints, strict=True)),
            lines=tuple(lines),
            labels=tuple(front(f"label-{n}") + bold for n in range(1, KINDS + 1)),
            quiet=front("quiet"),
            strong=bold,
            accent=front("accent") + bold,
            good=front("success"),
            bad=front("error") + bold,
            row=back("row"),
            selected=Style(reverse=True, bold=True),
            current=back("line") + bold,
            found=back("found"),
        )

    @classmethod
    def _plain(cls) -> Ink:
        bold, none = Style(bold=True), Style()
        return cls(
            layers=_ATTRIBUTES,
            decided=tuple(one + bold for one in _ATTRIBUTES),
            lines=(none,) * KINDS,
            labels=(bold,) * KINDS,
            quiet=none,
            strong=bold,
            accent=bold,
            good=none,
            bad=bold + Style(reverse=True),
            row=none,
            selected=Style(reverse=True),
            current=bold + Style(reverse=True),
            found=Style(underline=True, bold=True),
        )


@dataclass(frozen=True, slots=True)
class Signs:
    """Which kind of line and letter each layer of a rubric is drawn with.

    Attributes:
        kinds: Kind of each span layer, from 0, by its name.
        letters: Margin sign of each layer and label: ``(layer, label)``.
        columns: Column of the margin of each layer, from 0.
        width: Columns of the margin.
        places: Place of each label of the sentence layers, for its colour.
    """

    kinds: Mapping[str, int]
    letters: Mapping[tuple[str, str], str]
    columns: Mapping[str, int]
    width: int
    places: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, rubric: Rubric) -> Signs:
        """Work out the signs of a rubric."""
        spans = [layer.name for layer in rubric.layers if layer.unit == "span"]
        used = sorted({layer.column for layer in rubric.layers})
        letters, places = {}, {}
        for layer in rubric.layers:
            for place, label in enumerate(layer.labels):
                letters[layer.name, label.name] = label.letter or layer.letter or "*"
                places[layer.name, label.name] = place % KINDS
        return cls(
            kinds={name: rank % KINDS for rank, name in enumerate(spans)},
            letters=letters,
            columns={layer.name: used.index(layer.column) for layer in rubric.layers},
            width=len(used),
            places=places,
        )


def short_name(layer: Layer, language: str) -> str:
    """Return a layer's name for people in at most nine cells, or else its identifier."""
    name = layer.text(language).name.lower()
    return name if cell_len(name) <= 9 else layer.name


def _rich(color: str) -> RichColor:
    return Color.parse(color).rich_color
