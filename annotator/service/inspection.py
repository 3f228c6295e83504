"""Inspect files: read them and suggest, store nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from annotator.service.adding import known_language
from annotator.service.values import Inspected, Refused
from annotator.text import UnreadableDocument, read


def inspect(
    paths: Iterable[Path],
    spec: str = "",
    language: str | None = None,
    encoding: str | None = None,
) -> Iterator[Inspected | Refused]:
    """Read each file and suggest for it; a faulty file does not stop the rest.

    Args:
        paths: The files.
        spec: Which suggester; the best bundled one where empty.
        language: ``en``, ``fr`` or ``zh``, where it is not to be recognised.
        encoding: A codec's name, where it is not to be recognised.

    Raises:
        Misuse: If the language is none that is known.
        annotator.suggest.UnknownSuggester: If there is no such suggester.
    """
    from annotator.suggest import load_suggester

    known_language(language)
    suggester = load_suggester(spec)
    for path in paths:
        try:
            document = read(path, language=language, encoding=encoding)
        except UnreadableDocument as error:
            yield Refused(path, str(error))
        else:
            yield Inspected(path, document, tuple(suggester.suggest(document)))
