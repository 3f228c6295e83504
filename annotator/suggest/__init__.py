"""Suggest marks for a document: rules, model, and what joins them."""

from annotator.suggest.suggester import (
    Suggester,
    SuggesterFailed,
    UnknownSuggester,
    UnusableSuggester,
    load_suggester,
    notice_of,
)

__all__ = [
    "Suggester",
    "SuggesterFailed",
    "UnknownSuggester",
    "UnusableSuggester",
    "load_suggester",
    "notice_of",
]
