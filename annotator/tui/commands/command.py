"""What a command of a screen is, and which key means which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from annotator.tui.widgets.key_bar import Hint

Target = TypeVar("Target")


class Command(Generic[Target]):
    """Something a reviewer can do on a screen; the docstring of a subclass is its help.

    Attributes:
        keys: The keys that do it, as Textual names them.
        sign: How the first key is written for people.
        footer: Its words in the key bar; empty to leave it out.
        words: Its words in the command palette and in the help.
        group: Heading of the help under which it stands.
    """

    keys: Sequence[str] = ()
    sign: str = ""
    footer: str = ""
    words: str = ""
    group: ClassVar[str] = "Deciding"

    def run(self, target: Target) -> None:
        """Do it.

        Raises:
            NotImplementedError: If a subclass forgot to say how.
        """
        raise NotImplementedError

    @property
    def help(self) -> str:
        """What it does, in a sentence or two."""
        return " ".join((self.__doc__ or "").split())

    @property
    def hint(self) -> Hint:
        """Its entry in the key bar."""
        return Hint(self.sign, self.footer, self.keys[0] if self.keys else "")


class Keymap(Generic[Target]):
    """The commands of a screen, found by key.

    Attributes:
        commands: In the order of the help.
    """

    def __init__(self, commands: Iterable[Command[Target]]) -> None:
        """Index commands; of two with the same key the first has it."""
        self.commands = tuple(commands)
        self._by_key: dict[str, Command[Target]] = {}
        for command in self.commands:
            for key in command.keys:
                self._by_key.setdefault(key, command)

    def get(self, key: str) -> Command[Target] | None:
        """Return the command of a key."""
        return self._by_key.get(key)

    def hints(self) -> list[Hint]:
        """Return the entries of the key bar; commands with the same footer share one."""
        found: dict[str, Hint] = {}
        for command in self.commands:
            if not command.footer:
                continue
            hint = command.hint
            first = found.get(command.footer)
            if first is not None:
                hint = Hint(f"{first.sign.split('-')[0]}-{hint.sign}", hint.words, first.key)
            found[command.footer] = hint
        return list(found.values())
