"""Files into the store: read, recognised by their text, put into the default session."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.service.errors import Misuse
from annotator.service.values import Added, Refused
from annotator.text import LANGUAGES, UnreadableDocument, read
from db import UnstorableText
from rubric import Document

if TYPE_CHECKING:
    from db.store import Store


def known_language(language: str | None) -> str | None:
    """Return the language asked for, None where it is to be recognised.

    Raises:
        Misuse: If it is none that is known.
    """
    if language is not None and language not in LANGUAGES:
        raise Misuse(f"no such language: {language!r}; use one of {', '.join(LANGUAGES)}")
    return language


def add_files(
    store: Store, session_id: int, paths: Iterable[Path], read_one: Callable[[Path], Document]
) -> list[Added | Refused]:
    """Store the documents of files, each in a transaction of its own.

    Args:
        store: Where they go.
        session_id: The session that takes them.
        paths: The files.
        read_one: Makes a document of a file.

    Raises:
        db.StoreError: If the database fails; the files before are stored.
    """
    outcomes: list[Added | Refused] = []
    for path in paths:
        try:
            document = _storable_name(read_one(path))
            outcomes.append(_add(store, session_id, path, document))
        except (UnreadableDocument, UnstorableText) as error:
            outcomes.append(Refused(path, str(error)))
    return outcomes


def add_seeds(store: Store, session_id: int) -> list[Added | Refused]:
    """Store the seed documents, in their order, with their titles and languages."""
    import tomllib

    folder = resources.files("seeds")
    known = tomllib.loads((folder / "seeds.toml").read_text(encoding="utf-8"))["document"]
    with resources.as_file(folder) as place:
        seeds = {place / seed["file"]: seed for seed in known}
        return add_files(
            store,
            session_id,
            seeds,
            lambda path: read(path, language=seeds[path]["language"], title=seeds[path]["title"]),
        )


def _add(store: Store, session_id: int, path: Path, document: Document) -> Added:
    with store.write() as work:
        namesakes = work.documents.named(document.name)
        number, new = work.documents.add(document)
        work.sessions.attach(session_id, [number])
        kept = document if new else work.documents.get(number) or document
    if not new:
        note = f"the same text is there already, as document {number}, {kept.name}"
    elif namesakes:
        others = ", ".join(map(str, namesakes))
        note = f"another text of this name is there, as document {others}; both are kept"
    else:
        note = ""
    return Added(path, number, kept, new, note)


def _storable_name(document: Document) -> Document:
    """Replace what a file's name holds that is no character; the text is not touched."""
    name = document.name.encode("utf-8", "replace").decode()
    title = document.title.encode("utf-8", "replace").decode()
    return replace(document, name=name, title=title)
