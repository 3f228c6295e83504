"""What widgets send up when the reviewer asks for something with the mouse."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from annotator.review import Command


@dataclass
class Asked(Message):
    """The reviewer asks for commands of the review, one after the other."""

    commands: tuple[Command, ...]


@dataclass
class Pressed(Message):
    """The reviewer pressed a key, or clicked on its name."""

    key: str
