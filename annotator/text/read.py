"""Files to documents, with a clear refusal for whatever is not a readable text."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from annotator.text.decode import UndecodableError, decode
from annotator.text.display import display_text
from annotator.text.segment import segment
from rubric import Document

MAX_BYTES = 16 * 2**20
"""Largest file read unless told otherwise; a newspaper's whole day is smaller."""

_SPECIAL = (
    (stat.S_ISDIR, "it is a folder", "name the files in it"),
    (stat.S_ISFIFO, "it is a pipe", "save its content to a file first"),
    (stat.S_ISSOCK, "it is a socket", "give a text file"),
    (stat.S_ISCHR, "it is a device", "give a text file"),
    (stat.S_ISBLK, "it is a device", "give a text file"),
)


class UnreadableDocument(Exception):  # noqa: N818  (the name reads as what happened)
    """A file that cannot become a document.

    Attributes:
        path: The file, as given.
        problem: What is wrong, as a clause.
        remedy: What the person can do about it.
        offset: The byte of the file to blame; None where no one byte is.
    """

    def __init__(self, path: str, problem: str, remedy: str, offset: int | None = None) -> None:
        """Make the message from its parts: file, place, problem and remedy."""
        self.path, self.problem, self.remedy, self.offset = path, problem, remedy, offset
        place = "" if offset is None else f", byte {offset}"
        shown = display_text(path).replace("\n", "␊")
        super().__init__(f"{shown}{place}: {problem}; {remedy}")


def read(
    path: Path,
    *,
    language: str | None = None,
    encoding: str | None = None,
    title: str = "",
    limit: int = MAX_BYTES,
) -> Document:
    """Read a text file as a document; its bytes are kept and its characters not changed.

    Args:
        path: A regular file.
        language: ``en``, ``fr`` or ``zh``; recognised where None.
        encoding: A codec's name; recognised where None.
        title: A title for people.
        limit: Largest size in bytes.

    Raises:
        UnreadableDocument: If the file is missing, not a regular file, not permitted, too large,
            binary, empty, or in no encoding that is known.
        ValueError: If the language is none of the three.
    """
    original = _bytes_of(path, limit)
    try:
        text, name = decode(original, encoding)
    except UndecodableError as error:
        raise UnreadableDocument(str(path), error.problem, error.remedy, error.offset) from None
    if not _says_something(text):
        raise UnreadableDocument(str(path), "there is no text in it", "give a file with text")
    return document_from_text(
        path.name, text, language=language, title=title, encoding=name, original=original
    )


def document_from_text(
    name: str,
    text: str,
    *,
    language: str | None = None,
    title: str = "",
    encoding: str = "utf-8",
    original: bytes = b"",
) -> Document:
    """Make a document of a text: recognise its language where not given, find its sentences.

    Raises:
        ValueError: If the language is none of ``en``, ``fr`` and ``zh``.
    """
    from annotator.text.language import LANGUAGES, detect_language

    if language is None:
        language = detect_language(text)
    elif language not in LANGUAGES:
        raise ValueError(f"no such language: {language!r}; use one of {', '.join(LANGUAGES)}")
    sentences = segment(text, language)
    return Document(name, text, language, sentences, title or name, encoding, original)


def _bytes_of(path: Path, limit: int) -> bytes:
    """Read a regular file of at most ``limit`` bytes, without ever waiting for a pipe's writer."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        mode = path.stat().st_mode
        for is_special, problem, remedy in _SPECIAL:
            if is_special(mode):
                raise UnreadableDocument(str(path), problem, remedy)
        with os.fdopen(os.open(path, flags), "rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = file.read(limit + 1) if size <= limit else b""
    except FileNotFoundError:
        raise UnreadableDocument(str(path), "there is no such file", "check the name") from None
    except PermissionError:
        raise UnreadableDocument(
            str(path), "you are not allowed to read it", "change its permissions"
        ) from None
    except (OSError, ValueError) as error:
        raise UnreadableDocument(
            str(path), f"it cannot be read ({error})", "check the file"
        ) from None
    if size > limit or len(data) > limit:
        raise UnreadableDocument(
            str(path),
            f"it is larger than {limit / 2**20:g} MB ({max(size, len(data)) / 2**20:.1f} MB)",
            "split it into articles",
        )
    return data


def _says_something(text: str) -> bool:
    return any(not char.isspace() and char.isprintable() for char in text)
