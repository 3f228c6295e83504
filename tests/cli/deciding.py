"""A class at work: made-up articles, and reviewers who decide on every sentence of them."""

from __future__ import annotations

from pathlib import Path

from annotator.review import AcceptAll, Focus, ReviewState, SetLabel, apply
from annotator.review.commands import Command
from annotator.service import Mode, Workspace

TOWNS = ("Arden", "Brill", "Corwen", "Dunmore", "Elham", "Fowey", "Girvan", "Hythe", "Ilkley")
FACTS = (
    "The bridge in {} was closed on Monday for {} days.",
    "The council of {} spent {} million euros on its schools.",
    "The river near {} rose by {} metres during the night.",
)
RECIPES = (
    "The sauce from {} is stirred for {} minutes over low heat.",
    "The dough of {} rests for {} hours before it is baked.",
    "The soup in {} is served with {} slices of fresh bread.",
)
SESSION = "class"


def article(number: int) -> str:
    """Return a text of six sentences, about a town and its kitchen by turns."""
    town = TOWNS[number % len(TOWNS)]
    kinds = [line for pair in zip(FACTS, RECIPES, strict=True) for line in pair]
    return " ".join(line.format(town, number + at + 2) for at, line in enumerate(kinds)) + "\n"


def label_of(sentence: str, *, contrary: bool = False) -> str:
    """Return what the class decides: cooking asserts nothing that has to be checked."""
    cooking = any(word in sentence for word in ("sauce", "dough", "soup"))
    return "not_checkable" if cooking is not contrary else "unsupported"


def do(workspace: Workspace, state: ReviewState, *commands: Command) -> ReviewState:
    """Carry out commands, each recorded before the next."""
    for command in commands:
        state, decisions = apply(state, command)
        assert not state.message or state.message.startswith(("nothing is open", "your marks"))
        workspace.record(state, decisions)
    return state


def add_articles(workspace: Workspace, folder: Path, count: int, first: int = 0) -> list[int]:
    """Add made-up articles; return their numbers."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{number:03}.txt" for number in range(first, first + count)]
    for number, path in enumerate(paths, first):
        path.write_text(article(number), "utf-8")
    return [one.document_id for one in workspace.add(paths, language="en")]  # type: ignore[union-attr]


def decide(
    workspace: Workspace,
    documents: list[int],
    mode: Mode = Mode.BLIND,
    *,
    session: str = SESSION,
    contrary: bool = False,
) -> None:
    """Let a reviewer label every sentence; in commit-first mode, look at suggestions after it."""
    if session not in {info.name for info in workspace.sessions()}:
        workspace.start_session(session, mode, documents)
    for document in documents:
        state = workspace.review(document, "ana", session)
        for sentence in state.document.sentences:
            label = label_of(state.document.quote(sentence.span), contrary=contrary)
            state = do(workspace, state, Focus(sentence.index), SetLabel("claim", label))
            if mode is Mode.COMMIT_FIRST:
                state = do(workspace, state, Focus(sentence.index), AcceptAll())
