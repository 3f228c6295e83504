"""Suggesters that use a model folder of one's own in place of the shipped one."""

from __future__ import annotations

from pathlib import Path

from annotator.suggest.suggester import Suggester, UnusableSuggester


def load_learned(kind: str, folder: str) -> Suggester:
    """Return the suggester ``joined`` or ``model`` on the model in ``folder``.

    Raises:
        UnusableSuggester: If no folder is named, or its model cannot be opened.
    """
    from annotator.suggest.model.encoder import Encoder, ModelUnavailableError

    if not folder:
        raise UnusableSuggester(
            f"{kind}: no folder is named; write {kind}:FOLDER, or {kind} for the shipped model"
        )
    try:
        encoder = Encoder.load(Path(folder))
    except ModelUnavailableError as error:
        raise UnusableSuggester(f"{kind}: {error}") from error
    if kind == "joined":
        from annotator.suggest.joined import JoinedSuggester

        return JoinedSuggester(encoder)
    from annotator.suggest.model.suggester import ModelSuggester

    return ModelSuggester(encoder)
