"""What workers send to the screen when they are done."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from annotator.suggest.ledger import Ledger


@dataclass
class SuggestionsArrived(Message):
    """Suggestions were stored for the document on the desk."""

    problem: str = ""


@dataclass
class LedgerWorkedOut(Message):
    """The ledger of the document as it stood a moment ago."""

    ledger: Ledger
