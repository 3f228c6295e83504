"""What a legal annotation is: the things annotated, the marks on them, and the rubric."""

from rubric.decision import Action, Decision, Tally, tally
from rubric.document import Document, Sentence, Unit
from rubric.mark import Mark, Suggestion
from rubric.span import Span

__all__ = [
    "Action",
    "Decision",
    "Document",
    "Mark",
    "Sentence",
    "Span",
    "Suggestion",
    "Tally",
    "Unit",
    "tally",
]
