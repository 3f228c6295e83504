"""What the rubric says about the label of the item in hand."""

from __future__ import annotations

import re

from rich.text import Text

from annotator.review import ReviewState
from annotator.tui.drawing.ink import Ink
from annotator.tui.drawing.wrapping import one_line
from annotator.tui.widgets.line_pane import LinePane, Paragraph
from rubric import Label

_MARKED = re.compile(r"\*([^*]+)\*")


class GuidelinePane(LinePane):
    """Shows definition, examples and counterexamples; the layer's where no item is in hand."""

    def show(self, state: ReviewState, ink: Ink) -> None:
        """Show the guideline for the item in hand."""
        item = state.current()
        if item is not None:
            label = state.rubric.label(item.mark.layer, item.mark.label)
            self.entitle(f"Rubric: {label.text(state.language).name}")
            self.fill(guideline(label, state.language, ink))
            return
        layers = state.exclusive_layers() or list(state.rubric.layers[:1])
        self.entitle("Rubric")
        self.fill(
            [
                Paragraph(
                    Text.assemble(
                        (f"{label.key} " if label.key else "", ink.accent),
                        (label.text(state.language).name, ink.strong),
                        "  ",
                        (one_line(label.text(state.language).definition), ink.quiet),
                    ),
                    2,
                )
                for layer in layers
                for label in layer.labels
            ]
        )


def guideline(label: Label, language: str, ink: Ink) -> list[Paragraph]:
    """Return what the rubric says about a label."""
    words = label.text(language)
    paragraphs = [Paragraph(Text(one_line(words.definition))), Paragraph(Text(""))]
    for sign, style, examples in (
        ("✓ ", ink.good, words.examples),
        ("✗ ", ink.bad, words.counterexamples),
    ):
        paragraphs += [
            Paragraph(Text.assemble((sign, style), _example(one, ink)), 2) for one in examples
        ]
    return paragraphs


def _example(example: str, ink: Ink) -> Text:
    """Return an example with the marked words, between asterisks, made strong."""
    text, end = Text(), 0
    for hit in _MARKED.finditer(example):
        text.append(one_line(example[end : hit.start()]))
        text.append(one_line(hit[1]), ink.accent)
        end = hit.end()
    text.append(one_line(example[end:]))
    return text
