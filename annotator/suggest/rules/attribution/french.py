"""What only French shows of a source: articles before names, and who stands behind "on"."""

from __future__ import annotations

import re

from annotator.suggest.rules.attribution.grammar import Grammar
from annotator.suggest.rules.attribution.tokens import Tokens

ARTICLES = frozenset(("le", "la", "l'", "les", "du", "au", "des", "aux"))
_AFTER_LE = frozenset(
    "pen drian maire guen roux clézio foll goff gall bihan bras fur moal bris".split()
)
"""What follows "Le" in surnames."""
_DEMONYM = tuple(
    "ain aine ien ienne ais aise ois oise éen éenne and ande ol ole chin ard arde grec grecque "
    "turc turque russe suisse belge corse slave arabe ite ote".split()
)
"""What French names of inhabitants end in."""
_AMONG = re.compile(
    r"(?: [a-zà-ÿ-]+){0,3}? (?:auprès|du côté) (?:de |d'|(?=des? |du ))"
    r"|(?: [a-zà-ÿ-]+)? (?:aux?|à|chez|dans|de|d'après|selon|parmi) ?(?=[a-zà-ÿ'])"
)
_WRITTEN = re.compile(
    r"\bdans (?=(?:une?|son|sa|ses|leurs?|cette?|ce) (?:[a-zà-ÿ]+ ){0,2}?"
    r"(?:note|rapport|courriel|arrêt|arrêté|jugement|mémoires|bilan|circulaire|étude"
    r"|procès-verbal)\b)"
)
_ABSTRACT = (
    *("tion", "sion", "ment", "ité", "ence", "ance", "age", "isme", "ure", "esse", "tude"),
    *("tions", "sions", "ments", "ités", "ences", "ances", "ages", "ures", "esses"),
)


def carries_article(tokens: Tokens, first: int, last: int, grammar: Grammar) -> bool:
    """Tell whether a name has an article, as those of organisations do and people's do not.

    "la RTS", "le Parquet européen"; not "le Belge Paul Dupont" or "le Président Dupont".
    """
    if first == 0 or tokens.lower[first - 1] not in ARTICLES:
        return False
    if tokens.capitalised(first - 1) and first > 1 and tokens.capitalised(first - 2):
        return False  # "Marine Le Pen"
    word = tokens.lower[first]
    person = word in grammar.titles or word in grammar.person_nouns or word in _AFTER_LE
    return not person and not word.endswith(_DEMONYM)


def lawlike(tokens: Tokens, head: int, grammar: Grammar) -> bool:
    """Tell whether a capitalised head is a law or treaty: "le Code de l'énergie"."""
    return tokens.lower[head] in grammar.binding_nouns and (
        head == 0 or tokens.lower[head - 1] in ARTICLES
    )


def opens_with_letters(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether a name of several words opens with initials: "SPF Économie", "RC Lens"."""
    word = tokens.words[first]
    letters = len(word) > 1 and word.isupper() and word.isalpha()
    return letters and last > first and not tokens.words[first + 1].isupper()


def behind_one(lower: str, end: int) -> int | None:
    """Return where the phrase starts that tells who "on" is: "indique-t-on au parquet"."""
    found = _AMONG.match(lower, end)
    return found.end() if found else None


def written_in(lower: str, start: int, end: int) -> list[int]:
    """Return where the documents stand in which something is said: "dans un communiqué"."""
    return [found.end() for found in _WRITTEN.finditer(lower, start, end)]


def abstract(word: str) -> bool:
    """Tell whether a noun is one of those a verb tells of rather than one that says something."""
    return word.endswith(_ABSTRACT)
