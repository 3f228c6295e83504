"""Commands that mark words, choose labels, link sources and write notes: those that ask back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator import review as r
from annotator.tui.commands.command import Command
from annotator.tui.drawing.wrapping import fit, one_line
from annotator.tui.screens.ask import AskScreen
from annotator.tui.screens.choose import Choice, ChooseScreen
from annotator.tui.selecting import Selecting
from rubric import Layer, Span

if TYPE_CHECKING:
    from annotator.tui.screens.review import ReviewScreen

MOST_SOURCES = 40
"""Sources offered for a link, the nearest first."""
WIDEST = 60
"""Cells of one offered source."""


class Edit(Command["ReviewScreen"]):
    """Choose another label for the item in hand. Other words: select them, then press ↵."""

    keys = ("e",)
    sign = "e"
    footer = "edit"
    words = "Choose another label"

    def run(self, target: ReviewScreen) -> None:
        """Do it."""
        item = target.state.current()
        if item is None:
            target.say("nothing is in hand: label the sentence, or select words and mark them")
            return
        layer = target.state.rubric.layer(item.mark.layer)

        def chosen(label: str | None) -> None:
            if label is not None:
                target.ask(r.EditLabel(label))

        choose_label(target, layer, item.mark.label, chosen)


class MarkLayer(Command["ReviewScreen"]):
    """Mark the selected words; with nothing selected, begin to select."""

    group = "Labels of this rubric"

    def __init__(self, layer: str, key: str, *, footer: str, words: str, linked: bool) -> None:
        """Make the command for a layer whose labels are chosen from a list."""
        self.layer = layer
        self.linked = linked
        self.keys = (key,) if key else ()
        self.sign, self.footer, self.words = key, footer, words

    @property
    def help(self) -> str:
        """What it does."""
        if self.linked:
            return "Marks the selected words; with none selected, links the claim to a source."
        return "Marks the selected words; with none selected, selects first."

    def run(self, target: ReviewScreen) -> None:
        """Do it."""
        layer = target.state.rubric.layer(self.layer)
        if layer.unit == "span" and target.state.selection is None:
            if self.linked and link(target, layer):
                return
            target.select(Selecting(layer=self.layer))
            return
        mark(target, layer)


def mark(target: ReviewScreen, layer: Layer) -> None:
    """Mark the selected words, or the sentence, with a label that the reviewer chooses."""
    span = target.state.selection

    def chosen(label: str | None) -> None:
        if label is None:
            return
        target.select(None)
        target.ask(r.AddMark(layer.name, label, span))

    if len(layer.labels) == 1:
        chosen(layer.labels[0].name)
    else:
        choose_label(target, layer, "", chosen)


def choose_label(
    target: ReviewScreen, layer: Layer, current: str, chosen: ChooseScreen.Chosen
) -> None:
    """Ask for one of a layer's labels."""
    language = target.state.language
    choices = []
    for label in layer.labels:
        words = label.text(language)
        grade = f" · {label.grade}" if label.grade else ""
        choices.append(Choice(label.key, f"{words.name}{grade}", words.definition, label.name))
    title = layer.text(language).name
    span = target.state.selection
    if span is not None:
        title += f": {one_line(target.state.document.quote(span))}"
    target.app.push_screen(ChooseScreen(title, choices, current), chosen)


def link(target: ReviewScreen, layer: Layer) -> bool:
    """Ask on which marks of ``layer`` the sentence rests; False if there are none to offer."""
    state = target.state
    claiming = next((x for x in state.rubric.layers if x.links == layer.name), None)
    offered = _sources(state, layer)
    if claiming is None or not offered:
        return False
    linked = {
        span
        for item in state.items(state.focus)
        if item.mark.layer == claiming.name and item.status is not r.Status.REJECTED
        for span in item.mark.sources
        if item.stands
    }
    choices = [
        Choice(
            str(place + 1) if place < 9 else "",
            ("✓ " if span in linked else "  ") + words,
            "It rests on this; choose it to cut the link." if span in linked else "",
            span,
        )
        for place, (words, span) in enumerate(offered)
    ]
    name = layer.text(state.language).name.lower()
    new = Choice(layer.key, f"  mark other words as {name} …", "", None)

    def chosen(value: object) -> None:
        if isinstance(value, Span):
            command = r.UnlinkSource if value in linked else r.LinkSource
            target.ask(command(claiming.name, value))
        elif value is ChooseScreen.NOTHING:
            target.select(Selecting(layer=layer.name))

    title = f"{claiming.text(state.language).name} of sentence {state.focus + 1} rests on"
    target.app.push_screen(ChooseScreen(title, [*choices, new], offered[0][1]), chosen)
    return True


def _sources(state: r.ReviewState, layer: Layer) -> list[tuple[str, Span]]:
    """Return the marks of a layer in this and earlier sentences, the nearest first."""
    found: dict[Span, str] = {}
    for sentence in range(state.focus, -1, -1):
        for item in state.items(sentence):
            if item.mark.layer == layer.name and item.status is not r.Status.REJECTED:
                quote = one_line(state.document.quote(item.mark.span))
                entity = one_line(item.mark.entity)
                means = f" → {entity}" if entity and entity != quote else ""
                words = fit(f"{quote}{means}", WIDEST - 8)
                found.setdefault(item.mark.span, f"{words}  ({sentence + 1})")
        if len(found) >= MOST_SOURCES:
            break
    return [(words, span) for span, words in found.items()]


class Confirm(Command["ReviewScreen"]):
    """Mark the selected words, or give them to the item that the selection began with."""

    keys = ("enter", "space")
    sign = "↵"
    footer = "done"
    words = "Use the selection"
    group = "While selecting"

    def run(self, target: ReviewScreen) -> None:
        """Do it."""
        selecting, state = target.selecting, target.state
        if selecting is not None and selecting.layer:
            mark(target, state.rubric.layer(selecting.layer))
            return
        item = state.current()
        if selecting is not None and selecting.item and item is not None:
            target.select(None)
            target.ask(r.EditSpan(state.selection))
            return
        layers = [x for x in state.rubric.layers if x.unit == "span"]
        choices = [
            Choice(x.key, x.text(state.language).name, x.text(state.language).definition, x.name)
            for x in layers
        ]

        def chosen(name: object) -> None:
            if isinstance(name, str):
                mark(target, target.state.rubric.layer(name))

        target.app.push_screen(ChooseScreen("Mark the selected words as", choices, None), chosen)


class BeginSelecting(Command["ReviewScreen"]):
    """Select words with the arrow keys: then mark them, or ↵ gives them to the item in hand."""

    keys = ("space",)
    sign = "␣"
    footer = "select"
    words = "Select words"
    group = "Moving"

    def run(self, target: ReviewScreen) -> None:
        """Do it."""
        item = target.state.current()
        spans = item is not None and target.state.rubric.layer(item.mark.layer).unit == "span"
        target.select(Selecting(item=spans))


class Comment(Command["ReviewScreen"]):
    """Write a note on the item in hand."""

    keys = ("c",)
    sign = "c"
    footer = "comment"
    words = "Comment"

    def run(self, target: ReviewScreen) -> None:
        """Do it."""
        item = target.state.current()
        if item is None or not item.stands:
            target.ask(r.Comment(""))
            return

        def written(text: str | None) -> None:
            if text is not None:
                target.ask(r.Comment(text))

        label = target.state.rubric.label(item.mark.layer, item.mark.label)
        title = f"Note on: {label.text(target.state.language).name}"
        target.app.push_screen(AskScreen(title, item.mark.note), written)


class Find(Command["ReviewScreen"]):
    """Look for words; the place found is selected and can be marked at once."""

    keys = ("slash", "ctrl+f")
    sign = "/"
    footer = "find"
    words = "Find"
    group = "Moving"

    def run(self, target: ReviewScreen) -> None:
        """Do it."""

        def written(text: str | None) -> None:
            if text is not None:
                target.ask(r.Find(text))

        hint = "upper and lower case alike; then ) and ( go on and back"
        target.app.push_screen(AskScreen("Find", target.state.words, hint), written)


class About(Command["ReviewScreen"]):
    """Count in the ledger which claims are about something: words, or a regular expression."""

    keys = ("g",)
    sign = "g"
    footer = "ledger about"
    words = "Ledger: claims about …"
    group = "The document"

    def run(self, target: ReviewScreen) -> None:
        """Do it."""

        def written(text: str | None) -> None:
            if text is not None:
                target.ask(r.About(text.strip()))
                target.change_view("ledger")

        hint = "words, or a regular expression such as CCP|communist; empty: all claims"
        target.app.push_screen(AskScreen("Ledger: claims about", target.state.about, hint), written)
