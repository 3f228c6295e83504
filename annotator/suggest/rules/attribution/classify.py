"""Tell what kind of source a noun phrase is: document, person, organisation, unnamed or vague."""

from __future__ import annotations

from annotator.suggest.rules.attribution.described import described
from annotator.suggest.rules.attribution.english import BODIES, CALLED, NOBODY, ORIGIN, TITLED
from annotator.suggest.rules.attribution.french import (
    carries_article,
    lawlike,
    opens_with_letters,
    past_demonym,
)
from annotator.suggest.rules.attribution.grammar import Grammar
from annotator.suggest.rules.attribution.identified import exhibit, office
from annotator.suggest.rules.attribution.phrase import Phrase
from annotator.suggest.rules.attribution.source import Source, words_of
from annotator.suggest.rules.attribution.tokens import Tokens

_LONGEST_RUN = 6
_SHORTEST_OFFICE = 4


def classify(tokens: Tokens, phrase: Phrase, grammar: Grammar) -> Source | None:
    """Classify a phrase; None where it can be no source."""
    word = tokens.lower[phrase.first]
    if phrase.last == phrase.first + 1:
        noun = tokens.lower[phrase.last]
        if word in ("ses", "leurs") and noun in ("dires", "propos", "termes", "mots", "paroles"):
            anaphor = "person" if word == "ses" else "people"
            return Source(phrase.first, phrase.last, "named_person", f"{word} {noun}", anaphor)
        pair = _pronoun(f"{word} {noun}", phrase, grammar)
        if pair:
            return pair
    if phrase.last > phrase.first and tokens.lower[phrase.last] == "them":
        label = "unnamed" if word in grammar.indefinite else "vague"
        return Source(phrase.first, phrase.last, label, words_of(tokens, phrase.first, phrase.last))
    if phrase.first == phrase.last:
        if pronoun := _pronoun(word, phrase, grammar):
            return pronoun
        if word in grammar.crowd_pronouns:
            return Source(phrase.first, phrase.last, "vague", word)
        if word in NOBODY and not grammar.head_first:
            return None
    return _identified(tokens, phrase, grammar) or _by_head(tokens, phrase, grammar)


def _by_head(tokens: Tokens, phrase: Phrase, grammar: Grammar) -> Source | None:
    head = _head(tokens, phrase, grammar)
    if _is_name(tokens, head, grammar):
        return _named(tokens, phrase, head, grammar)
    return described(tokens, phrase, head, grammar)


def _identified(tokens: Tokens, phrase: Phrase, grammar: Grammar) -> Source | None:
    """Classify an English source whose letter, number or office tells who or what it is."""
    if grammar.head_first:
        return None
    if exhibit(tokens, phrase):
        name = words_of(tokens, phrase.first, phrase.last)
        return Source(phrase.first, phrase.last, "document", name)
    head = office(tokens, phrase, grammar)
    return None if head is None else described(tokens, phrase, head, grammar)


def _pronoun(word: str, phrase: Phrase, grammar: Grammar) -> Source | None:
    if word not in grammar.pronouns:
        return None
    for words, label, anaphor in (
        (grammar.singular_pronouns, "named_person", "person"),
        (grammar.plural_pronouns, "unnamed", "people"),
        (grammar.thing_pronouns, "organisation", "thing"),
        (grammar.own_pronouns, "unnamed", "self"),
    ):
        if word in words:
            return Source(phrase.first, phrase.last, label, word, anaphor)
    return None


def _head(tokens: Tokens, phrase: Phrase, grammar: Grammar) -> int:
    """Return the index of the phrase's head.

    It is the noun before the first preposition; in a language that puts nouns before their
    adjectives, the first known noun or, failing that, the first word behind the determiners.
    """
    if grammar.head_first:
        return _first_noun(tokens, phrase, grammar)
    for index in range(phrase.first + 1, phrase.last + 1):
        if tokens.words[index] in '“"':
            return index - 1 - (tokens.lower[index - 1] in grammar.naming)
        if tokens.lower[index] in CALLED and tokens.lower[index - 1] in grammar.common_nouns:
            return index - 1
        if tokens.lower[index] in ORIGIN and tokens.lower[index - 1] in grammar.document_nouns:
            return index - 1
        if tokens.lower[index] in grammar.links:
            inside_name = (
                tokens.lower[index] in grammar.connectors
                and tokens.capitalised(index - 1)
                and _name_goes_on(tokens, index, phrase)
                and not (index == 1 and tokens.lower[0] in grammar.document_nouns)
                and not _full_name_before(tokens, phrase.first, index, grammar)
            )
            if not inside_name:
                head = _noun_before(tokens, phrase.first, index - 1, grammar)
                return _holder(tokens, phrase, head, grammar)
    return _noun_before(tokens, phrase.first, phrase.last, grammar)


def _holder(tokens: Tokens, phrase: Phrase, head: int, grammar: Grammar) -> int:
    """Return the name behind an office, if one closes it: "leader of opposition Jo Lee"."""
    last = phrase.last
    office = tokens.lower[head] in grammar.person_nouns or tokens.lower[head] in grammar.titles
    if not office or last - head < _SHORTEST_OFFICE:
        return head
    named = tokens.capitalised(last) and tokens.capitalised(last - 1)
    before = last - 2
    while before > head and tokens.capitalised(before):
        before -= 1
    word = tokens.lower[before]
    apart = word not in grammar.ties and word not in grammar.conjunctions
    return last if named and apart and before > head else head


def _full_name_before(tokens: Tokens, first: int, at: int, grammar: Grammar) -> bool:
    """Tell whether a person's name ends before ``at``: "Dr. Ana Moxon of the University of Ulm"."""
    start = at
    while start > first and tokens.capitalised(start - 1) and at - start < _LONGEST_RUN:
        start -= 1
    words = tokens.lower[start:at]
    if len(words) < 2 or words[0] in grammar.determiners:
        return False
    offices = grammar.bodies
    if words[-1] in offices or words[-1] in grammar.people:
        return False
    return not any(word in offices for word in words[:-1]) or words[0] in grammar.titles


def _noun_before(tokens: Tokens, first: int, last: int, grammar: Grammar) -> int:
    """Step back over a participle to the noun it belongs to: "a study published in …"."""
    word = tokens.lower[last]
    participle = word.endswith(("ed", "ing", "en")) and word not in grammar.common_nouns
    numbered = last > first and tokens.words[last][0].isdigit()
    if numbered and tokens.lower[last - 1] in grammar.document_nouns:
        return last - 1
    if (
        participle
        and not tokens.capitalised(last)
        and tokens.lower[last - 1] in grammar.common_nouns
    ):
        return max(first, last - 1)
    return last


def _first_noun(tokens: Tokens, phrase: Phrase, grammar: Grammar) -> int:
    first = phrase.first
    while first < phrase.last and tokens.lower[first] in grammar.determiners:
        first += 1
    if (run := _closing_name(tokens, phrase, grammar)) is not None:
        return run
    index = first
    while index <= phrase.last and tokens.lower[index] not in grammar.links:
        lower = tokens.lower[index]
        if lower in grammar.common_nouns and not tokens.capitalised(index):
            if index < phrase.last and tokens.capitalised(index + 1):
                break
            return index
        index += 1
    if tokens.capitalised(first):
        while first < phrase.last and tokens.capitalised(first + 1):
            first += 1
        return first
    if tokens.capitalised(phrase.last) and not any(
        tokens.lower[i] in grammar.links for i in range(first, phrase.last)
    ):
        return phrase.last
    return first


def _closing_name(tokens: Tokens, phrase: Phrase, grammar: Grammar) -> int | None:
    """Return the last token of a name that closes the phrase: "le porte-parole du parti Jo Dupont".

    None where it closes with no name of two words or the name belongs to a preposition.
    """
    start = phrase.last
    while start > phrase.first and tokens.capitalised(start - 1):
        start -= 1
    while phrase.last - start > 1 and tokens.lower[start] in grammar.organisation_nouns:
        start += 1  # "le président de l'Assemblée Claude Bartolone"
    two_words = phrase.last > start and tokens.capitalised(start)
    if not two_words or start == phrase.first:
        return None
    before = tokens.lower[start - 1]
    return None if before in grammar.ties else phrase.last


def _name_goes_on(tokens: Tokens, index: int, phrase: Phrase) -> bool:
    """Tell whether a capital follows the small words at ``index``."""
    while index <= phrase.last and not tokens.capitalised(index):
        index += 1
        if index <= phrase.last and tokens.lower[index] not in (
            "the",
            "of",
            "la",
            "le",
            "de",
            "du",
        ):
            break
    return index <= phrase.last and tokens.capitalised(index)


def _is_name(tokens: Tokens, head: int, grammar: Grammar) -> bool:
    if not tokens.capitalised(head) or tokens.lower[head] in grammar.quantifiers:
        return False
    if tokens.lower[head] in grammar.organisation_nouns and tokens.words[head].isupper():
        return False  # "des ONG"
    if grammar.head_first and lawlike(tokens, head, grammar):
        return False  # "le Code de l'énergie"
    return head != 0 or tokens.lower[head] not in grammar.common_nouns


def _named(tokens: Tokens, phrase: Phrase, head: int, grammar: Grammar) -> Source:
    """Classify a phrase whose head is capitalised: an organisation or a person."""
    first = head
    while first > phrase.first and (
        tokens.capitalised(first - 1)
        or (
            tokens.lower[first - 1] in grammar.connectors
            and first - 1 > phrase.first
            and tokens.capitalised(first - 2)
        )
    ):
        first -= 1
    if grammar.head_first:
        first = _past_body(tokens, phrase, first, head, grammar)
    abbreviated = len(tokens.words[first]) > 1 and tokens.words[first].isalpha()
    abbreviated = abbreviated and tokens.words[first].isupper()
    if tokens.lower[first] in grammar.determiners and first < head and not abbreviated:
        article, first = first, first + 1
    else:
        article = first - 1 if first > phrase.first and tokens.lower[first - 1] == "the" else first
    if not grammar.head_first:
        first = _owned(tokens, first, head, grammar)
    described = first > phrase.first or phrase.apposition is not None
    name = words_of(tokens, first, head)
    plain = name.lower().removesuffix("'s")
    titled_document = not grammar.head_first and tokens.lower[head] in TITLED
    if titled_document and (first < head or article < first or head < phrase.last):
        return Source(phrase.first, phrase.last, "document", words_of(tokens, first, phrase.last))
    if _is_organisation(tokens, first, head, plain, grammar) or _set_as_organisation(
        tokens, first, head, phrase, grammar
    ):
        return _body(tokens, phrase, (article, first, head), grammar)
    start = past_demonym(tokens, first, head) if grammar.head_first else first
    for index in range(first, head):
        if tokens.lower[index] in grammar.people:
            start = index + 1
    if tokens.lower[start] in grammar.connectors:  # "Governor of Washington Chris Gregoire"
        start = min(max(start + 1, head - 1), head)
    titled = start > first
    start = _after_possessive(tokens, start, head)
    lone = start == head and not titled
    standing = _has_standing(tokens, phrase, start, grammar)
    return Source(
        start,
        head,
        "named_person",
        words_of(tokens, start, head),
        "" if titled or described else "surname",
        standing and (titled or described),
        not lone or titled or (phrase.apposition is not None and not grammar.head_first),
    )


def _body(tokens: Tokens, phrase: Phrase, place: tuple[int, int, int], grammar: Grammar) -> Source:
    """Return the organisation named at ``place``: its article, its first and its last token."""
    article, first, head = place
    start = article if tokens.lower[article] in ("the", "la", "le", "l'", "les") else first
    last = max(head, _tail(tokens, head, phrase))
    name = words_of(tokens, first, head)
    if grammar.head_first:
        if tokens.lower[first] in grammar.organisation_names or carries_article(
            tokens, first, grammar
        ):
            last = phrase.last
        name = words_of(tokens, first, last)
        carried = words_of(tokens, start, last).lower() in grammar.outlets
        start = start if carried else first
    return Source(start, last, "organisation", name)


def _set_as_organisation(
    tokens: Tokens, first: int, head: int, phrase: Phrase, grammar: Grammar
) -> bool:
    """Tell whether the words before an English name show it to be no person's.

    So does the article ("the Ledger", never "the Ana Moxon") and a noun ("start-up Voltara").
    """
    if grammar.head_first:
        return carries_article(tokens, first, grammar) or opens_with_letters(tokens, first, head)
    if first == 0:
        return False
    words = tokens.lower[first : head + 1]
    if any(word in grammar.people for word in words):
        return False
    before = tokens.lower[first - 1]
    if before == "the":
        office = tokens.lower[phrase.first : first - 1]
        if any(word in grammar.person_nouns or word in grammar.titles for word in office):
            return False
        return phrase.first <= first - 1 and not tokens.lower[head].endswith("'s")
    held = any(tokens.lower[i] in grammar.people for i in range(phrase.first, first))
    known = before in grammar.organisation_nouns and before not in BODIES and not held
    return known and first > phrase.first and not tokens.capitalised(first - 1)


def _is_organisation(tokens: Tokens, first: int, last: int, name: str, grammar: Grammar) -> bool:
    words = tokens.lower[first : last + 1]
    if name in grammar.outlets or f"the {name}" in grammar.outlets or name in grammar.places:
        return True
    final = tokens.words[last]
    if len(final) > 1 and final.isupper() and final.isalpha() and first == last:
        return True
    titled = words[0] in grammar.titles and len(words) > 1 and "of" not in words
    known = not grammar.organisation_names.isdisjoint([word.removesuffix("'s") for word in words])
    return known and not titled and not (len(words) > 2 and words[0] in grammar.titles)


def _past_body(tokens: Tokens, phrase: Phrase, first: int, head: int, grammar: Grammar) -> int:
    """Step over the body of an office: "le président de l'Assemblée Claude Bartolone"."""
    if any(word in grammar.person_nouns for word in tokens.lower[phrase.first : first]):
        while head - first > 1 and tokens.lower[first] in grammar.organisation_nouns:
            first += 1
    return first


def _tail(tokens: Tokens, head: int, phrase: Phrase) -> int:
    """Return the last token of a name that goes on in brackets or after a preposition."""
    last = head
    for index in range(head + 1, phrase.last + 1):
        if tokens.capitalised(index):
            last = index
    return last


def _owned(tokens: Tokens, first: int, head: int, grammar: Grammar) -> int:
    """Return where a name starts behind what owns it: "Labour's Ana Moxon"."""
    owned = _after_possessive(tokens, first, head)
    of_it = tokens.lower[head] in grammar.organisation_names
    return first if owned == head and of_it else owned


def _after_possessive(tokens: Tokens, start: int, head: int) -> int:
    """Skip "Trump's" in "Trump's Kellyanne Conway"."""
    for index in range(head - 1, start - 1, -1):
        if tokens.lower[index].endswith("'s"):
            return index + 1
    return start


def _has_standing(tokens: Tokens, phrase: Phrase, name: int, grammar: Grammar) -> bool:
    """Tell whether what is said of a person is more than a mere label."""
    said = list(tokens.lower[phrase.first : name])
    if phrase.apposition:
        said += tokens.lower[phrase.apposition[0] : phrase.apposition[1] + 1]
    telling = [word for word in said if len(word) > 1 and word not in grammar.determiners]
    return bool(telling) and not (telling[-1] in grammar.mere_labels and len(said) < 4)
