"""Suggest marks for a document: rules, model, and what joins them."""

from annotator.suggest.suggester import Suggester, UnknownSuggester, load_suggester

__all__ = ["Suggester", "UnknownSuggester", "load_suggester"]
