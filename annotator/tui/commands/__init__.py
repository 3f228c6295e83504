"""Commands: each gives its keys, its words in the footer and the palette, and its help."""

from annotator.tui.commands.command import Command, Keymap

__all__ = ["Command", "Keymap"]
