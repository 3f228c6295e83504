"""Show a document with its marks, for reading in a terminal.

Each sentence is followed by what is said of it and why. Below each line of text, signs repeat what
the colours say, so that nothing is lost without colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from rich.console import Console
from rich.text import Text

from annotator.cli.wrapping import widths, wrap
from annotator.text import display_text
from rubric import Document, Rubric, Sentence, Suggestion

MARGIN = 7
WIDEST = 100
NARROW = 64
_SIGNS = "^~!#*+"
_COLOURS = ("cyan", "yellow", "red", "magenta", "green", "blue")


@dataclass(frozen=True, slots=True)
class Look:
    """How the marks of a layer look: a sign for the line below, a colour, a column of names."""

    sign: str
    style: str


class Reading:
    """Prints documents in one style."""

    def __init__(self, console: Console, rubric: Rubric) -> None:
        """Give each layer its look.

        Args:
            console: Where to print.
            rubric: Names the layers and labels.
        """
        self._console = console
        self._width = min(console.width, WIDEST)
        self._rubric = rubric
        spans = (layer.name for layer in rubric.layers if layer.unit == "span")
        signs, colours = cycle(_SIGNS), cycle(_COLOURS)
        self._looks = {name: Look(next(signs), next(colours)) for name in spans}

    def print(self, document: Document, suggestions: Sequence[Suggestion]) -> None:
        """Print a document, sentence by sentence, with the suggestions for it."""
        by_sentence: dict[int | None, list[Suggestion]] = {}
        for suggestion in suggestions:
            by_sentence.setdefault(suggestion.mark.sentence, []).append(suggestion)
        self._print_head(document, suggestions)
        columns = self._columns(suggestions)
        for sentence in document.sentences:
            about = sorted(by_sentence.get(sentence.index, ()), key=self._order)
            for line in self._sentence(document, sentence, about, columns):
                self._console.print(line, soft_wrap=True)

    def _print_head(self, document: Document, suggestions: Sequence[Suggestion]) -> None:
        who = ", ".join(sorted({suggestion.suggester for suggestion in suggestions})) or "nobody"
        facts = (
            f"{document.language} · {document.encoding} · {len(document.sentences)} sentences · "
            f"{len(suggestions)} suggestions by {who}"
        )
        lines = [(flat(document.name), "bold"), (facts, "dim"), ("─" * self._width, "dim")]
        if document.title and document.title != document.name:
            lines.insert(1, (flat(document.title), ""))
        for line, style in lines:
            for start, end in wrap(line, self._width):
                self._console.print(Text(line[start:end], style=style), soft_wrap=True)

    def _order(self, suggestion: Suggestion) -> tuple[int, int, int]:
        names = [layer.name for layer in self._rubric.layers]
        mark = suggestion.mark
        layer = names.index(mark.layer) if mark.layer in names else len(names)
        return (0 if mark.layer not in self._looks else 1), mark.start, layer

    def _columns(self, suggestions: Sequence[Suggestion]) -> tuple[int, int]:
        layers = (len(suggestion.mark.layer) for suggestion in suggestions)
        labels = (len(self._label(suggestion)) for suggestion in suggestions)
        return max(layers, default=0), max(labels, default=0)

    def _label(self, suggestion: Suggestion) -> str:
        return suggestion.mark.label.replace("_", " ")

    def _letter(self, suggestions: Sequence[Suggestion]) -> str:
        """Return the margin letter of the sentence's own label."""
        for suggestion in suggestions:
            mark = suggestion.mark
            if mark.layer not in self._looks and self._rubric.knows(mark.layer, mark.label):
                return self._rubric.label(mark.layer, mark.label).letter or " "
        return " "

    def _sentence(
        self,
        document: Document,
        sentence: Sentence,
        suggestions: Sequence[Suggestion],
        columns: tuple[int, int],
    ) -> Iterator[Text]:
        spans = [s for s in suggestions if s.mark.layer in self._looks]
        text = flat(document.quote(sentence.span))
        margin = f"{sentence.index + 1:>4} {self._letter(suggestions)} "
        for start, end in wrap(text, max(self._width - MARGIN, 2)):
            line = Text(margin, style="bold")
            line.append(self._styled(text, start, end, sentence.start, spans))
            yield line
            margin = " " * MARGIN
            signs = self._signs(text, start, end, sentence.start, spans)
            if signs is not None:
                yield signs
        for suggestion in suggestions:
            yield from self._reason(document, suggestion, columns)
        yield Text()

    def _styled(
        self, text: str, start: int, end: int, offset: int, spans: Sequence[Suggestion]
    ) -> Text:
        line = Text(text[start:end], style="not bold")
        for suggestion in spans:
            mark, style = suggestion.mark, self._looks[suggestion.mark.layer].style
            low, high = mark.start - offset - start, mark.end - offset - start
            if high > 0 and low < end - start:
                line.stylize(f"{style} underline", max(low, 0), high)
        return line

    def _signs(
        self, text: str, start: int, end: int, offset: int, spans: Sequence[Suggestion]
    ) -> Text | None:
        """Return the signs that go below a line; None where no mark touches it."""
        cells = widths(text[start:end])
        signs: list[Text] = [Text(" " * width) for width in cells]
        marked = False
        for suggestion in sorted(spans, key=lambda s: s.mark.start - s.mark.end):
            mark, look = suggestion.mark, self._looks[suggestion.mark.layer]
            low, high = mark.start - offset - start, mark.end - offset - start
            for at in range(max(low, 0), min(high, end - start)):
                signs[at] = Text(look.sign * cells[at], style=look.style)
                marked = True
        if not marked:
            return None
        line = Text.assemble(" " * MARGIN, *signs)
        line.rstrip()
        return line

    def _reason(
        self, document: Document, suggestion: Suggestion, columns: tuple[int, int]
    ) -> Iterator[Text]:
        mark = suggestion.mark
        look = self._looks.get(mark.layer, Look(" ", "bold"))
        narrow = self._width < NARROW
        head = Text(" " * MARGIN)
        head.append(f"{look.sign} ", style=look.style)
        if not narrow:
            head.append(f"{mark.layer:<{columns[0]}} ", style=look.style)
        head.append(self._label(suggestion).ljust(0 if narrow else columns[1]) + " ")
        head.append(f"{suggestion.confidence:.2f}".removeprefix("0").rjust(4) + "  ", style="dim")
        quote = f"“{flat(document.quote(mark.span))}”: " if mark.layer in self._looks else ""
        words = quote + flat(suggestion.rationale)
        indent = len(head)
        if narrow:
            head.rstrip()
            yield head
            head, indent = Text(" " * (MARGIN + 2)), MARGIN + 2
        for start, end in wrap(words, max(self._width - indent, 10)):
            head.append(words[start:end])
            if start < len(quote) - 2:
                head.stylize(look.style, indent, indent + min(end, len(quote) - 2) - start)
            yield head
            head = Text(" " * indent)


def flat(text: str) -> str:
    """Return text on one line, of the same length, that does nothing in a terminal."""
    return display_text("".join(" " if c in "\t\n\r\x0b\x0c\u2028\u2029" else c for c in text))
