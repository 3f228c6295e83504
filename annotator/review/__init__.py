"""The review as a pure state machine: command in, new state and decisions out."""

from annotator.review.applying import apply
from annotator.review.commands import (
    About,
    Accept,
    AcceptAll,
    AddMark,
    Command,
    Comment,
    EditLabel,
    EditSpan,
    Find,
    FindNext,
    Focus,
    LinkSource,
    NextOpen,
    Rate,
    Redo,
    Reject,
    RemoveMark,
    Select,
    SetLabel,
    Step,
    StepItem,
    Undo,
    UnlinkSource,
)
from annotator.review.item import Item, Status
from annotator.review.mode import Mode
from annotator.review.proposals import Proposals
from annotator.review.state import ReviewState

__all__ = [
    "About",
    "Accept",
    "AcceptAll",
    "AddMark",
    "Command",
    "Comment",
    "EditLabel",
    "EditSpan",
    "Find",
    "FindNext",
    "Focus",
    "Item",
    "LinkSource",
    "Mode",
    "NextOpen",
    "Proposals",
    "Rate",
    "Redo",
    "Reject",
    "RemoveMark",
    "ReviewState",
    "Select",
    "SetLabel",
    "Status",
    "Step",
    "StepItem",
    "Undo",
    "UnlinkSource",
    "apply",
]
