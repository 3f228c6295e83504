"""Silver labels: cue lexicons applied to raw text, with doubt left out of the loss.

What no public set covers (hedging in French and in Chinese news, attribution in English) is taught
by cues a lexicon is sure of. A word the lexicon is unsure of supervises nothing, neither where it
stands nor at the sentence label; this is the confidence mask. The encoder generalises from there,
helped by the human labels of the other languages.
"""

import functools
import re
import tomllib
from dataclasses import dataclass, replace
from importlib import resources
from typing import Final

from annotator.train.examples import Example, Target

SENTENCE_OF: Final = {"cue": "attributed", "hedge": "hedged"}
_QUESTION = re.compile(r"[?？]\W*$")
_ENDS = re.compile(r"[.。!！…][\"”’»」』)\]]*$")
_NAME = r"[A-ZÀ-Ý][\w’'.-]*(?: (?:[A-ZÀ-Ý][\w’'.-]*|of|the|and|al|de|la|du|von|bin))*"
_SOURCES: Final = {
    "en": (
        re.compile(
            rf"({_NAME}|\b[Hh]e|\b[Ss]he|\b[Tt]hey|\b(?:[Tt]he |[Aa]n? |[Hh]is |[Hh]er |[Tt]heir )?"
            r"(?:[a-z-]+ )?(?:officials?|spokes\w+|experts?|police|analysts?|researchers?"
            r"|scientists?|reports?|critics|ministry|government|company|study|statement"
            r"|witness(?:es)?|residents?|authorities))"
            r"(?: (?:has|have|had|also|later|then|further))* (?=(?:said|says"
            r"|told|stated|announced|claimed|argued|explained|added|warned|confirmed|noted"
            r"|pointed out|tweeted)\b)"
        ),
        re.compile(r"\b[Aa]ccording to ((?:the |an? )?[^,.;:()]{3,60}?)(?=[,.;:]|$)"),
        re.compile(rf"[,”\"] (?:said|says|added) ({_NAME}|he|she)(?=[,.]|$)"),
    ),
    "fr": (
        re.compile(r"\b[Ss]elon ([^,.;:()]{3,60}?)(?=[,.;:]|$)"),
        re.compile(r"\b[Dd]['’]après ([^,.;:()]{3,60}?)(?=[,.;:]|$)"),
        re.compile(
            rf"({_NAME}|\b[Ii]l|\b[Ee]lle) (?=(?:a (?:déclaré|affirmé|expliqué|indiqué|annoncé|"
            r"précisé|ajouté|souligné|rappelé|estimé|assuré|confirmé)|déclare|affirme|explique|indique|estime)\b)"
        ),
    ),
    "zh": (
        re.compile(
            r"(?:^|(?<=[，。；“「]))([^，。；：、“”的了在]{1,12}?)(?:还|也|则|亦|曾|並|并|又|都)?(?=表示|指出|认为|声称|宣布|透露|宣称)"
        ),
        re.compile(r"(?:根据|据)([^，。；：]{2,20}?)(?=[，,]|(?:报道|消息|称|说))"),
    ),
}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's compiled cues.

    Attributes:
        sure: Token label to the pattern of its certain cues.
        unsure: Token label to the pattern of words that may or may not be cues.
        opinion: Marks of a sentence that asserts no checkable fact.
    """

    sure: dict[str, re.Pattern[str]]
    unsure: dict[str, re.Pattern[str]]
    opinion: re.Pattern[str]


@functools.cache
def lexicon(language: str) -> Lexicon:
    """Compile the shipped cue lists of a language."""
    data = tomllib.loads(resources.files(__package__).joinpath("silver.toml").read_text("utf-8"))
    layers = data[language]

    def compiled(entries: list[str], *, ignore_case: bool = True) -> re.Pattern[str]:
        body = "|".join(entries) or r"(?!)"
        words = body if language == "zh" else rf"(?<![\w])(?:{body})(?![\w])"
        return re.compile(words, re.IGNORECASE if ignore_case else 0)

    labels = ("hedge", "cue", "loaded")
    return Lexicon(
        # English "May" and "March" are months: hedges are matched in the case they are listed in.
        sure={k: compiled(layers[k]["sure"], ignore_case=k != "hedge") for k in labels},
        unsure={k: compiled(layers[k].get("unsure", [])) for k in labels},
        opinion=compiled(layers["checkable"]["opinion"]),
    )


def label(example: Example, layers: frozenset[str]) -> Example:
    """Add silver labels to what a corpus leaves open.

    Args:
        example: A sentence; its own labels are kept and win.
        layers: Any of "hedge", "cue" (with "source"), "loaded", "checkable".
    """
    targets, closed, sentence = list(example.targets), set(example.closed), dict(example.sentence)
    words = lexicon(example.language)
    for layer in sorted(layers & {"hedge", "cue", "loaded"}):
        sure = [m.span() for m in words.sure[layer].finditer(example.text)]
        unsure = [m.span() for m in words.unsure[layer].finditer(example.text)]
        targets += [Target(layer, *span, None) for span in unsure]
        targets += [Target(layer, *span) for span in sure]
        closed.add(layer)
        if layer in SENTENCE_OF and (sure or not unsure):
            sentence.setdefault(SENTENCE_OF[layer], float(bool(sure)))
        if layer == "cue":
            found = [
                m.span(1) for p in _SOURCES[example.language] for m in p.finditer(example.text)
            ]
            targets += [Target("source", *span) for span in found]
            if (found and len(found) >= len(sure) and not unsure) or not (sure or unsure):
                closed.add("source")
    if "checkable" in layers and (known := checkable(example.text, example.language)) is not None:
        sentence.setdefault("checkable", known)
    return replace(example, targets=tuple(targets), closed=frozenset(closed), sentence=sentence)


def checkable(text: str, language: str) -> float | None:
    """Tell whether a sentence asserts a fact, where its form alone says so.

    Returns:
        0.0 for questions, headings, by-lines and marked opinion, 1.0 for a full declarative
        sentence with a number or a name in it, None where form does not tell.
    """
    length = len(text) if language == "zh" else 2 * len(text.split())
    if _QUESTION.search(text) or lexicon(language).opinion.search(text):
        return 0.0
    if not _ENDS.search(text):
        return 0.0 if length < 16 else None
    concrete = (
        re.search(r"\d|(?<=\w )[A-ZÀ-Ý]\w", text)
        if language != "zh"
        else re.search(r"\d|年|国|省|市", text)
    )
    return 1.0 if length >= 16 and concrete else None
