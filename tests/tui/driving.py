"""What the pilot tests share: texts, and ways to press keys and read the screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot
from textual.widget import Widget

from annotator.review import ReviewState
from annotator.service import Workspace
from annotator.text import document_from_text
from annotator.tui.app import AnnotatorApp
from annotator.tui.screens.review import ReviewScreen
from rubric import Decision, Mark, Rubric, Span, Suggestion

ENGLISH = """Harbour works to cost more

The harbour may close in May, according to Ada Brandt, who runs the port authority. \
Experts fear that the works could cost twice as much.

Nobody has been told yet. The mayor said that the city would pay.
"""
HOSTILE = (
    """[red]Not red[/] and [/] and [link=http://x]y[/link] said the mayor.

An escape \x1b[31mred\x1b[0m \x1b]0;title\x07 and a bell \x07 here.

Bidi \u202eevil\u202c and zero\u200bwidth and \u2066isolate\u2069 here, with a long line: \
"""
    + "x" * 500
    + "\n"
)
WIDE, SMALL = (145, 45), (80, 24)


@asynccontextmanager
async def screen(
    workspace: Workspace,
    document: int | None = 1,
    *,
    size: tuple[int, int] = WIDE,
    session: str | None = None,
) -> AsyncIterator[Pilot[int]]:
    """Run the screens on a document, as the reviewer ana."""
    app = AnnotatorApp(workspace, document, "ana", session)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        yield pilot


def review(pilot: Pilot[int]) -> ReviewScreen:
    """Return the review screen."""
    return next(s for s in pilot.app.screen_stack if isinstance(s, ReviewScreen))


def state(pilot: Pilot[int]) -> ReviewState:
    """Return what the review screen shows."""
    return review(pilot).state


def stored(workspace: Workspace, document: int = 1, session: str | None = None) -> list[Decision]:
    """Return the decisions of ana that are in the database."""
    return list(workspace.review(document, "ana", session).log)


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys and let the screen follow."""
    await pilot.press(*keys)
    await pilot.pause()


async def type_text(pilot: Pilot[int], text: str) -> None:
    """Type into the line that has the focus, and confirm."""
    for char in text:
        names = {" ": "space", "|": "vertical_line", "(": "left_parenthesis"}
        await pilot.press(names.get(char, char))
    await press(pilot, "enter")


def text_of(widget: Widget) -> str:
    """Return what a widget shows, without its border."""
    height = widget.content_size.height
    return "\n".join(widget.render_line(y).text.rstrip() for y in range(height))


def fixed_state(rubric: Rubric) -> ReviewState:
    """Return a review whose suggestions do not change with the suggesters."""
    document = document_from_text("harbour.txt", ENGLISH, language="en", title="The harbour")
    ada = Span(ENGLISH.index("Ada Brandt"), ENGLISH.index("Ada Brandt") + len("Ada Brandt"))

    def proposed(number: int, layer: str, label: str, words: str, sentence: int) -> Suggestion:
        start = document.text.index(words)
        sources = (ada,) if label == "supported" else ()
        mark = Mark(layer, label, start, start + len(words), sentence, sources=sources)
        return Suggestion(mark, 0.5 + number / 20, "rules", f"because it says {words}", number)

    whole = [document.quote(sentence.span) for sentence in document.sentences]
    return ReviewState.start(
        document,
        rubric,
        [
            proposed(1, "claim", "not_checkable", whole[0], 0),
            proposed(2, "claim", "supported", whole[1], 1),
            proposed(3, "source", "named_person", "Ada Brandt", 1),
            proposed(4, "hedge", "modal", "may", 1),
            proposed(5, "claim", "weakly_supported", whole[2], 2),
            proposed(6, "loaded", "loaded_word", "fear", 2),
            proposed(7, "hedge", "modal", "could", 2),
        ],
        session="class-a",
        reviewer="ana",
    ).focused(1)
