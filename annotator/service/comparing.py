"""Ask several suggesters about the same files, each for itself; store nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.service.adding import known_language
from annotator.service.values import Refused
from annotator.text import UnreadableDocument, read
from rubric import Document, Rubric, Suggestion


@dataclass(frozen=True, slots=True)
class Proposed:
    """What each suggester proposes for a file, by the spec that it was asked for with."""

    path: Path
    document: Document
    by: Mapping[str, tuple[Suggestion, ...]]


def propose(
    paths: Iterable[Path],
    specs: Sequence[str],
    language: str | None = None,
    encoding: str | None = None,
    rubric: Rubric | None = None,
) -> Iterator[Proposed | Refused]:
    """Read each file and let each suggester propose marks; a faulty file does not stop the rest.

    What the rules fill in for a suggester that leaves sentences out is not its proposal and is
    left away.

    Args:
        paths: The files.
        specs: The suggesters.
        language: ``en``, ``fr`` or ``zh``, where it is not to be recognised.
        encoding: A codec's name, where it is not to be recognised.
        rubric: The codebook that suggesters which take one go by; the built-in one by default.

    Raises:
        Misuse: If the language is none that is known.
        annotator.suggest.UnknownSuggester: If there is no such suggester.
    """
    from annotator.suggest import SuggesterFailed, load_suggester
    from annotator.suggest.rules.suggester import NAME

    known_language(language)
    suggesters = {spec: load_suggester(spec, rubric) for spec in specs}
    for path in paths:
        try:
            document = read(path, language=language, encoding=encoding)
            by = {
                spec: tuple(
                    suggestion
                    for suggestion in suggester.suggest(document)
                    if suggestion.suggester != NAME or suggester.name == NAME
                )
                for spec, suggester in suggesters.items()
            }
        except UnreadableDocument as error:
            yield Refused(path, str(error))
        except SuggesterFailed as error:
            yield Refused(path, f"{path}: {error}")
        else:
            yield Proposed(path, document, by)
