"""What the search for sources must know of a language: closed word classes and telling nouns."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache, cached_property
from importlib.resources import files


@dataclass(frozen=True, eq=False)
class Grammar:
    """Word classes of one language, in lower case unless said otherwise; data in ``grammars/``.

    Attributes:
        elisions: Regular expression of what is cut off a word's front (French ``l'``).
        plural_ending: What ends a verb whose subject can be no plural, if anything.
        head_first: "yes" where a noun stands before its adjectives.
        abbreviations: Words whose final full stop belongs to them, as written.
        determiners: Articles, possessives and demonstratives.
        predeterminers: Words before a determiner ("all the").
        naming: Words between a document and its title ("titled").
        indefinite: Determiners that introduce somebody new ("a", "one", "two").
        quantifiers: Words that make a crowd of what they precede ("some", "many").
        singular_pronouns: Pronouns for one person ("he").
        plural_pronouns: Pronouns for several ("they").
        thing_pronouns: Pronouns for organisations and documents ("it").
        own_pronouns: The writer's or the quoted speaker's own ("I", "we").
        crowd_pronouns: Pronouns that are vague by themselves ("some", "many", "on").
        relatives: Relative pronouns.
        auxiliaries: Words between subject and reporting verb.
        adverbs: Words that may stand there too.
        links: Prepositions that tie a noun to the one before it.
        connectors: Small words inside names ("de", "van").
        conjunctions: Words that join two noun phrases.
        joining: Words that join a further clause ("but").
        stops: Words that no noun phrase runs across.
        subordinators: Words that open a subordinate clause.
        times: Words for days and times that are part of no source.
        person_nouns: Nouns for people in the singular.
        person_plurals: The same in the plural.
        document_nouns: Reports, studies, laws.
        organisation_nouns: Ministries, companies, police.
        organisation_names: Words, often capitalised, that show a name to be an organisation's.
        outlets: Names of media and agencies, in lower case.
        places: Countries and capitals, which stand for their governments, in lower case.
        titles: Titles before a name.
        mere_labels: Descriptions that give a person no standing ("China watcher").
        sole_organisations: Organisations of which a text means the one at hand: the government.
        crowd_nouns: Nouns for people or voices that are nobody in particular, even with an article.
        asides: What may stand between subject and verb, of three or four words.
        binding_nouns: Documents that provide rather than report: laws, treaties.
    """

    elisions: str
    plural_ending: str
    head_first: str
    abbreviations: frozenset[str]
    determiners: frozenset[str]
    predeterminers: frozenset[str]
    naming: frozenset[str]
    indefinite: frozenset[str]
    quantifiers: frozenset[str]
    singular_pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    thing_pronouns: frozenset[str]
    own_pronouns: frozenset[str]
    crowd_pronouns: frozenset[str]
    relatives: frozenset[str]
    auxiliaries: frozenset[str]
    adverbs: frozenset[str]
    links: frozenset[str]
    connectors: frozenset[str]
    conjunctions: frozenset[str]
    joining: frozenset[str]
    stops: frozenset[str]
    subordinators: frozenset[str]
    times: frozenset[str]
    person_nouns: frozenset[str]
    person_plurals: frozenset[str]
    document_nouns: frozenset[str]
    organisation_nouns: frozenset[str]
    organisation_names: frozenset[str]
    outlets: frozenset[str]
    places: frozenset[str]
    titles: frozenset[str]
    mere_labels: frozenset[str]
    sole_organisations: frozenset[str]
    crowd_nouns: frozenset[str]
    asides: frozenset[str]
    binding_nouns: frozenset[str]

    @cached_property
    def common_nouns(self) -> frozenset[str]:
        """Every noun that tells what kind of source it is."""
        return (
            self.person_nouns
            | self.person_plurals
            | self.document_nouns
            | self.organisation_nouns
            | self.crowd_nouns
        )

    @cached_property
    def people(self) -> frozenset[str]:
        """Every word that says a person stands there."""
        return self.person_nouns | self.titles

    @cached_property
    def ties(self) -> frozenset[str]:
        """Words between two nouns of one phrase."""
        return self.links | self.determiners

    @cached_property
    def bodies(self) -> frozenset[str]:
        """Words in the names of organisations and documents."""
        return self.organisation_names | self.organisation_nouns | self.document_nouns

    @cached_property
    def pronouns(self) -> frozenset[str]:
        """Every personal pronoun that can say something."""
        return (
            self.singular_pronouns | self.plural_pronouns | self.thing_pronouns | self.own_pronouns
        )


@cache
def load_grammar(language: str) -> Grammar:
    """Return the grammar of ``en`` or ``fr``.

    Raises:
        FileNotFoundError: If there is none for the language.
    """
    file = files("annotator.suggest.rules") / "grammars" / f"{language}.toml"
    data = tomllib.loads(file.read_text("utf-8"))
    values = {
        entry.name: data[entry.name] if entry.type == "str" else frozenset(_words(data[entry.name]))
        for entry in fields(Grammar)
    }
    return Grammar(**values)  # type: ignore[arg-type]  # each as its field says


def _words(value: str | list[str]) -> list[str]:
    """Words separated by white space, or a list where one of them has several words."""
    return value.split() if isinstance(value, str) else value
