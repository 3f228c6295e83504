"""What only French shows of a source: articles before names, and who stands behind "on"."""

from __future__ import annotations

import re

from annotator.suggest.rules.attribution.grammar import Grammar
from annotator.suggest.rules.attribution.phrase import Phrase
from annotator.suggest.rules.attribution.tokens import Tokens

ARTICLES = frozenset(("le", "la", "l'", "les", "du", "au", "des", "aux"))
_AFTER_LE = frozenset(
    (
        *("pen", "drian", "maire", "guen", "roux", "clézio", "foll", "goff", "gall", "bihan"),
        *("bras", "fur", "moal", "bris"),
    )
)
"""What follows "Le" in surnames."""
_DEMONYM = (
    *("ain", "aine", "ien", "ienne", "ais", "aise", "ois", "oise", "éen", "éenne", "and"),
    *("ande", "ol", "ole", "chin", "ard", "arde", "grec", "grecque", "turc", "turque"),
    *("russe", "suisse", "belge", "corse", "slave", "arabe", "ite", "ote"),
)
"""What French names of inhabitants end in."""
_AMONG = re.compile(
    r"(?: [a-zà-ÿ-]+){0,3}? (?:auprès|du côté) (?:de |d'|(?=des? |du ))"
    r"|(?: [a-zà-ÿ-]+)? (?:aux?|à|chez|dans|de|d'après|selon|parmi) ?(?=[a-zà-ÿ'])"
)
_HANGING = frozenset(("que", "qu'", "qui", "dont", "avoir", "ayant", "être", "étant", "(", "où"))
_WRITTEN = re.compile(
    # Plain letters first let the search run to them.
    r"dans (?<=\bdans )(?=(?:une?|son|sa|ses|leurs?|cette?|ce) (?:[a-zà-ÿ]+ ){0,2}?"
    r"(?:note|rapport|courriel|arrêt|arrêté|jugement|mémoires|bilan|circulaire|étude"
    r"|procès-verbal)\b)"
)
_ADJECTIVE = (
    *("al", "ale", "ales", "aux", "ique", "iques", "ien", "ienne", "iens", "iennes"),
    *("ais", "aise", "ois", "oise", "ain", "aine", "aire", "aires", "if", "ive", "ifs"),
    *("ives", "el", "elle", "els", "elles", "éen", "éenne", "éens", "éennes", "mondial"),
    *("français", "russe", "belge", "suisse", "libre", "unie", "unies", "uni", "unis"),
    *("publique", "publics", "populaire"),
)
_VERBS = frozenset(
    (
        *("explique", "indique", "rappelle", "appelle", "critique", "applique", "réplique"),
        *("communique", "fabrique", "arrive", "rive", "dérive", "prive", "suive", "vive"),
        *("écrive", "renouvelle", "révèle", "chancelle", "fait", "vaut", "elle"),
    )
)
_ACTS = re.compile(
    r"annonc|demand|propos|exig|réclam|prom[ei]|lanc|salu|dénonc|condamn|accus|menac|publi|exclu"
    r"|critiqu|préconis|recommand|conseill|poursui|continu|repri|reprend|commenc|débu|plaid|ordonn|écri|réitér"
)
"""Verbs that tell what somebody did where they take an object."""
_RESUMES = re.compile(r"repri|reprend|poursui|continu|commenc|débu")
_MAKES = re.compile(r"lanc|demand|ordonn|réclam|exig|propos|publi|écri|prom[ei]")
_ABSTRACT = (
    *("tion", "sion", "ment", "ité", "ence", "ance", "age", "isme", "ure", "esse", "tude"),
    *("tions", "sions", "ments", "ités", "ences", "ances", "ages", "ures", "esses"),
)


def carries_article(tokens: Tokens, first: int, grammar: Grammar) -> bool:
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


def goes_on_small(tokens: Tokens, at: int, grammar: Grammar) -> bool:
    """Tell whether a body's name goes on with the small word at ``at``: "Parquet européen"."""
    word, name = tokens.lower[at], at - 1
    if not word.endswith(_ADJECTIVE) or word in _VERBS or not tokens.capitalised(name):
        return False
    if tokens.lower[name] in grammar.organisation_names:
        return True
    article = name > 0 and tokens.lower[name - 1] in ARTICLES
    return article and tokens.lower[name] not in grammar.titles


def lawlike(tokens: Tokens, head: int, grammar: Grammar) -> bool:
    """Tell whether a capitalised head is a law or treaty: "le Code de l'énergie"."""
    return tokens.lower[head] in grammar.binding_nouns and (
        head == 0 or tokens.lower[head - 1] in ARTICLES
    )


def past_demonym(tokens: Tokens, first: int, head: int) -> int:
    """Step over "Belge" in "le Belge Paul Dupont"."""
    article = first > 0 and tokens.lower[first - 1] in ARTICLES
    inhabitant = article and head - first > 1 and tokens.lower[first].endswith(_DEMONYM)
    return first + 1 if inhabitant else first


def opens_with_letters(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether a name of several words opens with initials: "SPF Économie", "RC Lens"."""
    word = tokens.words[first]
    letters = len(word) > 1 and word.isupper() and word.isalpha()
    return letters and last > first and not tokens.words[first + 1].isupper()


def named_before(tokens: Tokens, phrase: Phrase, grammar: Grammar) -> Phrase | None:
    """Return the name that an office is said of: "Ann Veneman, directeur de l'UNICEF souligne"."""
    comma = phrase.first - 1
    if comma < 1 or tokens.words[comma] != "," or not tokens.capitalised(comma - 1):
        return None
    if tokens.lower[phrase.first] not in grammar.person_nouns:
        return None
    first = comma - 1
    while first > 0 and (tokens.capitalised(first - 1) or len(tokens.words[first - 1]) == 1):
        if tokens.words[first - 1] == "," or not tokens.words[first - 1][0].isalpha():
            break
        first -= 1
    return Phrase(first, comma - 1, (phrase.first, phrase.last))


def hangs(tokens: Tokens, at: int, grammar: Grammar) -> bool:
    """Tell whether "selon X", with ``at`` the word before it, belongs to a subordinate part.

    "un travail qui, selon lui, reste à faire", "pour avoir, selon elle, menti", "(selon elle)".
    """
    for word in reversed(tokens.lower[max(0, at - 3) : at + 1]):
        if word in _HANGING:
            return True
        clitic = word in grammar.pronouns or word.endswith(("rait", "raient", "ment"))
        if word != "," and word not in grammar.adverbs and not clitic:
            return False
    return False


def behind_one(lower: str, end: int) -> int | None:
    """Return where the phrase starts that tells who "on" is: "indique-t-on au parquet"."""
    found = _AMONG.match(lower, end)
    return found.end() if found else None


def written_in(lower: str, start: int, end: int) -> list[int]:
    """Return where the documents stand in which something is said: "dans un communiqué"."""
    return [found.end() for found in _WRITTEN.finditer(lower, start, end)]


def makes(cue: str) -> bool:
    """Tell whether a verb makes or starts what stands behind it: "a lancé une enquête"."""
    return _MAKES.search(cue) is not None


def resumes(cue: str) -> bool:
    """Tell whether a verb may as well tell that something goes on: "le trafic …, a repris"."""
    return _RESUMES.search(cue) is not None


def acts(cue: str) -> bool:
    """Tell whether a verb before an object tells an act and no statement."""
    return _ACTS.search(cue) is not None


def abstract(word: str) -> bool:
    """Tell whether a noun is one of those a verb tells of rather than one that says something."""
    return word.endswith(_ABSTRACT)
