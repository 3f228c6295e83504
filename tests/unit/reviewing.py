"""Documents, suggestions and commands for the tests of the review."""

from __future__ import annotations

import re

from hypothesis import strategies as st

import annotator.review as r
import rubric
from rubric import Document, Mark, Sentence, Span, Suggestion

BUILT_IN = rubric.load()

TEXT = (
    "The mayor said the bridge may open in May. According to a report, it could cost more.\n\n"
    "据了解,大桥可能在五月开放。Experts fear the worst! Nobody knows."
)


def document_of(text: str = TEXT) -> Document:
    """Return a document whose sentences end at full stops."""
    found = re.finditer(r"\S.*?[.!?。](?=\s|$|[A-Z据])|\S.*?$", text, re.DOTALL | re.MULTILINE)
    sentences = tuple(Sentence(n, *hit.span()) for n, hit in enumerate(found))
    return Document("made-up.txt", text, "en", sentences, title="A made-up text")


def suggestion(
    number: int,
    layer: str,
    label: str,
    place: Span,
    sentence: int,
    *,
    sources: tuple[Span, ...] = (),
    confidence: float = 0.8,
) -> Suggestion:
    """Return a stored suggestion."""
    mark = Mark(layer, label, place.start, place.end, sentence, sources=sources)
    return Suggestion(mark, confidence, "rules", "because it looks like one", number)


def at(document: Document, words: str) -> Span:
    """Return where words stand."""
    start = document.text.index(words)
    return Span(start, start + len(words))


def example() -> tuple[Document, list[Suggestion]]:
    """Return a document with suggestions of every kind, right and wrong."""
    document = document_of()
    first, second, third, fourth, fifth = (s.span for s in document.sentences)
    mayor, report = at(document, "The mayor"), at(document, "a report")
    return document, [
        suggestion(1, "claim", "supported", first, 0, sources=(mayor,), confidence=0.9),
        suggestion(2, "source", "named_person", mayor, 0),
        suggestion(3, "hedge", "modal", at(document, "may open"), 0, confidence=0.4),
        suggestion(4, "hedge", "modal", at(document, "may"), 0, confidence=0.6),
        suggestion(5, "claim", "weakly_supported", second, 1, sources=(report,), confidence=0.5),
        suggestion(6, "claim", "unsupported", second, 1, sources=(), confidence=0.7),
        suggestion(7, "source", "vague", report, 1),
        suggestion(8, "hedge", "modal", at(document, "could"), 1),
        suggestion(9, "claim", "weakly_supported", third, 2, sources=(at(document, "据了解"),)),
        suggestion(10, "source", "vague", at(document, "据了解"), 2),
        suggestion(11, "hedge", "evidential", at(document, "据了解"), 2),
        suggestion(12, "hedge", "modal", at(document, "可能"), 2),
        suggestion(13, "claim", "unsupported", fourth, 3),
        suggestion(14, "claim", "unsupported", fifth, 4),
        suggestion(15, "no-such-layer", "x", fifth, 4),
    ]


def opened(mode: r.Mode = r.Mode.ASSISTED, withheld: tuple[int, ...] = ()) -> r.ReviewState:
    """Return the example, opened for the first time."""
    document, suggestions = example()
    return r.ReviewState.start(document, BUILT_IN, suggestions, mode=mode, withheld=withheld)


def run(state: r.ReviewState, *commands: r.Command) -> r.ReviewState:
    """Carry out commands one after the other."""
    for command in commands:
        state, _ = r.apply(state, command)
    return state


_layers = {layer.name: [label.name for label in layer.labels] for layer in BUILT_IN.layers}
_pairs = st.sampled_from([(layer, label) for layer, names in _layers.items() for label in names])
_labels = st.sampled_from([label for names in _layers.values() for label in names])
_claims = st.sampled_from(_layers["claim"])
_spans = st.builds(lambda a, b: Span(min(a, b), max(a, b)), *[st.integers(0, len(TEXT))] * 2)
_sources = st.sampled_from([s.mark.span for s in example()[1] if s.mark.layer == "source"])
_words = st.sampled_from(["the", "may", "可能", "nowhere", ""])

moves = st.one_of(
    st.builds(r.Focus, st.integers(-1, 7), st.none() | st.integers(-1, 5)),
    st.builds(r.Step, st.integers(-3, 3)),
    st.builds(r.StepItem, st.integers(-2, 2)),
    st.builds(r.NextOpen, st.booleans()),
    st.builds(r.Select, st.none() | _spans),
    st.builds(r.BeginSelection),
    st.builds(r.MoveSelection, st.booleans()),
    st.builds(r.GrowSelection, st.integers(-3, 3), st.sampled_from(r.Reach), st.booleans()),
    st.builds(r.Find, _words),
    st.builds(r.FindNext, st.booleans()),
    st.builds(r.About, st.sampled_from(["", "CCP|mayor", "(", "[a-"])),
)
acts = st.one_of(
    st.builds(r.AcceptAll),
    st.builds(r.Accept),
    st.builds(r.Reject),
    st.builds(r.SetLabel, st.just("claim"), _claims),
    st.builds(r.EditSpan, st.none() | _spans),
    _pairs.flatmap(lambda p: st.builds(r.AddMark, st.just(p[0]), st.just(p[1]), _spans)),
    st.builds(r.RemoveMark, st.integers(1, 40)),
    st.builds(r.LinkSource, st.just("claim"), _sources | _spans),
    st.builds(r.UnlinkSource, st.just("claim"), _sources),
    st.builds(r.Rate, st.sampled_from([x.name for x in BUILT_IN.ratings]), st.integers(0, 6)),
    st.builds(r.Comment, st.sampled_from(["", "why?", "  see above "])),
)
edits = st.builds(r.EditLabel, _labels)
history = st.sampled_from([r.Undo(), r.Undo(), r.Redo()])
