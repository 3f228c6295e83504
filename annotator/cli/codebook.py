"""Show a rubric for reading in a terminal, at any width from 40 cells, in any script."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from annotator.cli.wrapping import wrap
from annotator.text import display_text
from rubric import Label, Layer, Rating, Rubric, SchemeTerm, marked

WIDEST = 100
_INDENT = 7
_UNITS = {"sentence": "on whole sentences", "span": "on the words themselves"}
_MATCHES = {"exact": "=", "close": "≈", "broad": "⊂", "narrow": "⊃", "related": "~"}


class Codebook:
    """Prints one rubric in one language."""

    def __init__(self, console: Console, rubric: Rubric, language: str) -> None:
        """Prepare to print ``rubric`` with its texts in ``language``."""
        self._console = console
        self._width = max(40, min(console.width, WIDEST))
        self._rubric = rubric
        self._language = language
        self._styled = console.is_terminal

    def print(self) -> None:
        """Print the whole rubric."""
        text = self._rubric.text(self._language)
        version = f"{self._rubric.id} {self._rubric.version}"
        self._ends(Text(text.name, style="bold"), Text(version, style="dim"))
        self._paragraph(text.definition, 0)
        for layer in self._rubric.layers:
            self._layer(layer)
        if self._rubric.ratings:
            self._rule("Ratings", "on the whole document")
        for rating in self._rubric.ratings:
            self._rating(rating)
        if self._rubric.constraints:
            self._rule("Rules", "that marks keep")
        for rule in self._rubric.constraints:
            self._paragraph(rule.text(self._language).rule, 4, "·")
        if self._rubric.schemes:
            self._rule("Published schemes", "= same  ≈ close  ⊂ wider  ⊃ narrower  ~ related")
        for scheme in self._rubric.schemes:
            self._paragraph(Text(scheme.id, style="bold"), 2)
            self._paragraph(f"{scheme.citation}  {scheme.url}", _INDENT)

    def _layer(self, layer: Layer) -> None:
        text = layer.text(self._language)
        keys = f"key {layer.key} · " if layer.key else ""
        self._rule(text.name, f"{keys}{_UNITS[layer.unit]}")
        self._paragraph(text.definition, 0)
        for label in layer.labels:
            self._label(label)

    def _label(self, label: Label) -> None:
        text = label.text(self._language)
        name = Text().append(f"  {label.key or ' '} ", style="bold cyan")
        name.append(f"{label.letter or label.grade or ' '}  ", style="bold yellow")
        name.append(text.name, style="bold")
        self._print()
        self._ends(name, Text(label.name, style="dim"))
        self._paragraph(text.definition, _INDENT)
        self._examples(text.examples, "✓", "green")
        self._examples(text.counterexamples, "✗", "red")
        self._maps(label.maps)

    def _rating(self, rating: Rating) -> None:
        text = rating.text(self._language)
        self._print()
        name = Text(" " * _INDENT).append(text.name, style="bold")
        self._ends(name, Text(rating.name, style="dim"))
        self._paragraph(text.definition, _INDENT)
        for step, anchor in text.anchors.items():
            self._paragraph(anchor, _INDENT + 2, str(step), "bold cyan")
        self._maps(rating.maps)

    def _examples(self, examples: Iterable[str], sign: str, style: str) -> None:
        for example in examples:
            words = Text()
            for piece, is_marked in marked(example):
                shown = f"*{piece}*" if is_marked and not self._styled else piece
                words.append(shown, style="bold underline" if is_marked else "")
            self._paragraph(words, _INDENT + 2, sign, style)

    def _maps(self, maps: Iterable[SchemeTerm]) -> None:
        terms = [f"{term.scheme} {term.term} {_MATCHES[term.match]}" for term in maps]
        if terms:
            self._paragraph(Text("cf. " + " · ".join(terms), style="dim"), _INDENT)

    def _rule(self, title: str, right: str) -> None:
        self._print()
        left = Text().append("━━ ", style="dim").append(title, style="bold").append(" ")
        room = self._width - cell_len(left.plain) - cell_len(right) - 1
        left.append("━" * max(3, room), style="dim")
        self._ends(left, Text(right, style="dim"))

    def _ends(self, left: Text, right: Text) -> None:
        """Print one text at each end of a line, or below each other where there is no room."""
        room = self._width - cell_len(left.plain) - cell_len(right.plain)
        if room > 0:
            self._print(Text.assemble(left, " " * room, right))
        else:
            self._print(left)
            self._paragraph(right, _INDENT)

    def _paragraph(
        self, words: str | Text, indent: int, sign: str = "", style: str = "dim"
    ) -> None:
        """Print a paragraph, hanging behind ``sign`` where there is one."""
        text = Text(words) if isinstance(words, str) else words
        text.plain = display_text(text.plain)
        lead = Text(" " * (indent - 2)).append(f"{sign:2}" if indent else "", style=style)
        for start, end in wrap(text.plain, self._width - indent):
            self._print(lead + text[start:end])
            lead = Text(" " * indent)

    def _print(self, line: Text | None = None) -> None:
        self._console.print(line or Text(), soft_wrap=True)
