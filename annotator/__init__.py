"""Annotator: a terminal workbench for judging news text."""

__version__ = "0.1.0"
