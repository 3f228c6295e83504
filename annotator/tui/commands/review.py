"""All commands of the review screen, with those that the rubric brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.tui.commands import deciding, looking, marking, moving
from annotator.tui.commands.command import Command, Keymap
from annotator.tui.drawing.ink import short_name
from rubric import Rubric

if TYPE_CHECKING:
    from annotator.tui.screens.review import ReviewScreen

MOST_IN_FOOTER = 3
"""Span layers named in the key bar; the help names all."""


def review_keymap(rubric: Rubric, language: str) -> Keymap[ReviewScreen]:
    """Return the commands for a rubric, its labels named in ``language``."""
    return Keymap(
        [
            deciding.AcceptAll(),
            deciding.Accept(),
            deciding.Reject(),
            marking.Edit(),
            *rubric_commands(rubric, language),
            marking.BeginSelecting(),
            *moving.moves(),
            deciding.Undo(),
            deciding.Redo(),
            marking.Comment(),
            marking.Find(),
            *moving.found(),
            looking.Rate(),
            marking.About(),
            looking.View(),
            looking.Language(),
            looking.Theme(),
            looking.Back(),
            looking.Help(),
        ]
    )


def selecting_keymap(rubric: Rubric, language: str) -> Keymap[ReviewScreen]:
    """Return the commands that hold while words are being selected."""
    layers = [c for c in rubric_commands(rubric, language) if isinstance(c, marking.MarkLayer)]
    return Keymap([*moving.selecting(), *layers, marking.Confirm(), Cancel(), looking.Help()])


def rubric_commands(rubric: Rubric, language: str) -> list[Command[ReviewScreen]]:
    """Return a command for each sentence label and for each layer of spans."""
    linked = {layer.links for layer in rubric.layers if layer.links}
    commands: list[Command[ReviewScreen]] = []
    named = 0
    for layer in rubric.layers:
        name, short = layer.text(language).name, short_name(layer, language)
        if layer.unit == "sentence" and not layer.key:
            commands += [
                deciding.Label(
                    layer.name,
                    label.name,
                    label.key,
                    footer=short,
                    words=f"{name}: {label.text(language).name}",
                )
                for label in layer.labels
            ]
            continue
        named += 1
        commands.append(
            marking.MarkLayer(
                layer.name,
                layer.key,
                footer=short if named <= MOST_IN_FOOTER else "",
                words=f"Mark: {name}",
                linked=layer.name in linked,
            )
        )
    return commands


class Cancel(Command["ReviewScreen"]):
    """Leave the selection."""

    keys = ("escape", "q")
    sign = "esc"
    footer = "leave"
    words = "Leave the selection"
    group = "While selecting"

    def run(self, target: ReviewScreen) -> None:
        """Do it."""
        target.back()
