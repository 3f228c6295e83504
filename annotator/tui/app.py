"""The application: its themes, its first screen, and the palette."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.app import App, SystemCommand
from textual.screen import Screen

from annotator.review import ReviewState
from annotator.tui.drawing.ink import Ink
from annotator.tui.palette import ReviewCommands
from annotator.tui.screens.documents import DocumentsScreen
from annotator.tui.themes import DARK, LIGHT

if TYPE_CHECKING:
    from annotator.service import Workspace


class AnnotatorApp(App[int]):
    """Review documents in the terminal."""

    TITLE = "Annotator"
    CSS_PATH = "app.tcss"
    COMMANDS = {ReviewCommands, *App.COMMANDS}  # noqa: RUF012  (as the base class has it)

    def __init__(
        self,
        workspace: Workspace,
        document_id: int | None = None,
        reviewer: str = "",
        session: str | None = None,
        theme: str = DARK.name,
        *,
        uncertain: bool = False,
    ) -> None:
        """Make the application for an open workspace.

        Args:
            workspace: Where documents and decisions are kept.
            document_id: A document to open at once; the list of documents if None.
            reviewer: Who decides; the login name where empty.
            session: A session's name; the default one where None.
            theme: Name of the theme to begin with.
            uncertain: Whether the least certain documents and sentences come first.
        """
        super().__init__(ansi_color="NO_COLOR" in os.environ)
        self._workspace = workspace
        self._document_id = document_id
        self._reviewer = reviewer
        self._session = session
        self._uncertain = uncertain
        for known in (DARK, LIGHT):
            self.register_theme(known)
        self.theme = theme
        self._mixed: dict[str, Ink] = {}

    @property
    def ink(self) -> Ink:
        """The styles of marks and signs under the current theme."""
        theme = self.current_theme
        if theme.name not in self._mixed:
            variables = {**DARK.variables, **theme.to_color_system().generate(), **theme.variables}
            self._mixed[theme.name] = Ink.of(variables, colored=not self.no_color)
        return self._mixed[theme.name]

    async def on_mount(self) -> None:
        """Show the list of documents, and over it the document that was asked for."""
        documents = DocumentsScreen(
            self._workspace, self._reviewer, self._session, uncertain=self._uncertain
        )
        await self.push_screen(documents)
        if self._document_id is not None:
            documents.open(self._document_id)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer what does not belong to ``screen``."""
        del screen
        yield SystemCommand("Light or dark", "Change the theme", self.action_change_theme_kind)
        yield SystemCommand("Save a picture", "Write the screen as SVG", self._save_picture)
        yield SystemCommand("Quit", "Everything is saved already", self.action_quit)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give themes that are not ours the colours that our style sheets name."""
        return dict(DARK.variables)

    def action_change_theme_kind(self) -> None:
        """Change between the light and the dark theme."""
        self.theme = LIGHT.name if self.current_theme.dark else DARK.name

    def localised(self, state: ReviewState) -> ReviewState:
        """Return the state with the rubric's words in the user's language, where it has it."""
        return replace(state, language=language_for(state.rubric.languages, dict(os.environ)))

    def _save_picture(self) -> None:
        self.deliver_screenshot()


def language_for(languages: tuple[str, ...], environ: dict[str, str]) -> str:
    """Return the language that the environment asks for, or else the rubric's first."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = environ.get(name, "").split("_")[0].split(".")[0].lower()
        if wanted in languages:
            return wanted
    return languages[0] if languages else "en"
