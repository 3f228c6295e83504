"""The command line: one module per command."""

from annotator.cli.app import main

__all__ = ["main"]
