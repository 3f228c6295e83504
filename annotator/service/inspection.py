"""Inspect files: read them and suggest, store nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from annotator.service.adding import known_language
from annotator.service.values import Inspected, Refused
from annotator.text import UnreadableDocument, read
from rubric import Rubric


def inspect(
    paths: Iterable[Path],
    spec: str = "",
    language: str | None = None,
    encoding: str | None = None,
    rubric: Rubric | None = None,
) -> Iterator[Inspected | Refused]:
    """Read each file and suggest for it; a faulty file does not stop the rest.

    Args:
        paths: The files.
        spec: Which suggester; the best bundled one where empty.
        language: ``en``, ``fr`` or ``zh``, where it is not to be recognised.
        encoding: A codec's name, where it is not to be recognised.
        rubric: The codebook that suggesters which take one go by; the built-in one by default.

    Raises:
        Misuse: If the language is none that is known.
        annotator.suggest.UnknownSuggester: If there is no such suggester.
    """
    from annotator.suggest import SuggesterFailed, load_suggester

    known_language(language)
    suggester = load_suggester(spec, rubric)
    for path in paths:
        try:
            document = read(path, language=language, encoding=encoding)
            suggestions = tuple(suggester.suggest(document))
        except UnreadableDocument as error:
            yield Refused(path, str(error))
        except SuggesterFailed as error:
            yield Refused(path, f"{path}: {error}")
        else:
            yield Inspected(path, document, suggestions)
