"""A source as its noun phrase tells it, and the stretch of text in which it is read."""

from __future__ import annotations

from typing import NamedTuple


class Phrase(NamedTuple):
    """A source as its noun phrase tells it; offsets into the folded text.

    Attributes:
        start: Where the shortest identifying span starts.
        end: Where it ends.
        label: The label of layer ``source``.
        entity: Whom it means; empty where only an earlier mention can tell.
        standing: Whether the phrase says why the source is competent or a witness.
        sure: Whether the words show that this is a source, and not only its place.
        writer: Whether it is the writer of the text, or the speaker of a quotation.
        law: Whether it is a document that provides and does not report.
        role: The role that the text gives a person.
    """

    start: int
    end: int
    label: str
    entity: str
    standing: bool = True
    sure: bool = True
    writer: bool = False
    law: bool = False
    role: str = ""

    def moved(self, by: int) -> Phrase:
        """Return the same source, read in a phrase that starts at ``by``."""
        return self._replace(start=self.start + by, end=self.end + by) if by else self

    def anaphor(self, words: str) -> str:
        """Return what must be known to say whom it means; empty if nothing. See `Attribution`."""
        if self.writer:
            return "self"
        if self.entity:
            return ""
        match self.label:
            case "document" | "organisation":
                return "thing" if words[0] == "它" else self.label
            case "named_person":
                return "role"
        return "people" if words[-1] in "们俩" or words[0] in "两二三这" else "person"


class Zone(NamedTuple):
    """The stretch of a clause in which a noun phrase is read from its end.

    Attributes:
        words: Its folded text.
        low: Where it starts in the phrase; 0 where it is the phrase.
    """

    words: str
    low: int = 0

    def source(
        self,
        start: int,
        label: str,
        entity: str | None = None,
        *,
        standing: bool = True,
        writer: bool = False,
        law: bool = False,
    ) -> Phrase:
        """Return the source from ``start`` of the zone to its end.

        Args:
            start: Where it starts in the zone.
            label: The label of layer ``source``.
            entity: Whom it means; its own words unless told.
            standing: As in `Phrase`.
            writer: As in `Phrase`.
            law: As in `Phrase`.
        """
        name = self.words[start:] if entity is None else entity
        return Phrase(
            self.low + start,
            self.low + len(self.words),
            label,
            name,
            standing=standing,
            writer=writer,
            law=law,
        )
