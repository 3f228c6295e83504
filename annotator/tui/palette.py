"""The command palette: every command of the screen below, by its words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from annotator.tui.commands.command import Command

if TYPE_CHECKING:
    from annotator.tui.screens.review import ReviewScreen


class ReviewCommands(Provider):
    """Offers the commands of the review screen, with their keys."""

    @property
    def _target(self) -> ReviewScreen | None:
        from annotator.tui.screens.review import ReviewScreen

        return self.screen if isinstance(self.screen, ReviewScreen) else None

    def _commands(self) -> tuple[Command[Any], ...]:
        return self._target.commands if self._target else ()

    async def discover(self) -> Hits:
        """Offer all commands."""
        for command in self._commands():
            run = partial(command.run, self._target)
            yield DiscoveryHit(Content(_named(command)), run, command.words, command.help)

    async def search(self, query: str) -> Hits:
        """Offer the commands that match what was typed."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = matcher.match(command.words)
            if score > 0:
                run = partial(command.run, self._target)
                yield Hit(score, Content(_named(command)), run, command.words, command.help)


def _named(command: Command[Any]) -> str:
    return f"{command.words}  [{command.sign}]" if command.sign else command.words
