"""Measure suggesters against labelled data: the project's own news set and public data sets."""

from annotator.evaluate.rows import DataError

__all__ = ["DataError"]
