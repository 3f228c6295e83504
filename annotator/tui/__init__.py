"""The terminal screens. Importing this is cheap; running them loads Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.service import Workspace


def run(
    workspace: Workspace,
    document_id: int | None = None,
    reviewer: str = "",
    session: str | None = None,
    *,
    uncertain: bool = False,
) -> int:
    """Review documents in the terminal until the reviewer leaves.

    Args:
        workspace: Where documents and decisions are kept.
        document_id: A document to open at once; the list of documents if None.
        reviewer: Who decides; the login name where empty.
        session: A session's name; the default one where None.
        uncertain: Whether the least certain documents and sentences come first.

    Returns:
        The exit code: 0, or 1 if the screens broke down.
    """
    import os

    from annotator.tui.app import AnnotatorApp
    from annotator.tui.themes import DARK, LIGHT

    theme = LIGHT if os.environ.get("ANNOTATOR_THEME") == "light" else DARK
    app = AnnotatorApp(workspace, document_id, reviewer, session, theme.name, uncertain=uncertain)
    app.run()
    return app.return_code or 0
