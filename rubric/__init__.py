"""What a legal annotation is: the things annotated, the marks on them, and the rubric."""

from rubric.constraints import Violation, violations
from rubric.decision import Action, Decision, Tally, tally
from rubric.document import Document, Sentence, Unit
from rubric.example import marked
from rubric.loading import check, load, loads
from rubric.mark import Mark, Suggestion
from rubric.problem import Problem, RubricError
from rubric.scheme import (
    GRADES,
    RATING,
    Constraint,
    ConstraintText,
    Label,
    LabelText,
    Layer,
    LayerText,
    Migration,
    Rating,
    RatingText,
    Rubric,
    RubricText,
    Scheme,
    SchemeTerm,
)
from rubric.span import Span
from rubric.versions import migrate, needed_step, version_faults

__all__ = [
    "GRADES",
    "RATING",
    "Action",
    "Constraint",
    "ConstraintText",
    "Decision",
    "Document",
    "Label",
    "LabelText",
    "Layer",
    "LayerText",
    "Mark",
    "Migration",
    "Problem",
    "Rating",
    "RatingText",
    "Rubric",
    "RubricError",
    "RubricText",
    "Scheme",
    "SchemeTerm",
    "Sentence",
    "Span",
    "Suggestion",
    "Tally",
    "Unit",
    "Violation",
    "check",
    "load",
    "loads",
    "marked",
    "migrate",
    "needed_step",
    "tally",
    "version_faults",
    "violations",
]
