"""Small word classes of English that only the search for sources needs."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLED = _words(
    """
    act law treaty convention constitution regulation directive code charter resolution statute
    protocol agreement accord report survey study index census tracker barometer audit bulletin
    minutes
    """
)
"""Last words of the titles of documents."""
CALLED = _words(
    """
    surnamed nicknamed codenamed
    """
)
"""Participles between a person and part of a name."""
NOBODY = _words(
    """
    nobody none nothing everything something anyone anybody anything everyone everybody neither
    whoever whatever such similar
    """
)
"""Words for nobody, or for everybody: no source."""
BODIES = _words(
    """
    police state city party government army navy court
    """
)
"""Nouns before a name that say whom a person belongs to."""
PAPERS = _words(
    """
    letter memo memos memorandum affidavit indictment complaint lawsuit filing filings ruling
    verdict judgment law act statute contract treaty minutes log logs register registry website
    message messages footnote clause article section paragraph certificate declaration invoice
    invoices tickets dossier transcript testimony submission communique communiqué ordinance
    decree warrant subpoena commentary bulletin spreadsheet census memoir diary constitution
    readout
    """
)
"""Papers of which each is one thing that can be looked up."""
HEARSAY = _words(
    """
    rumour rumours rumor rumors gossip speculation hearsay legend tradition wisdom folklore
    literature polling comments media sources evidence mill
    """
)
QUALITIES = _words(
    """
    new recent latest earlier another previous first separate similar internal leaked long short
    major small large big the damning scathing joint preliminary initial interim early further
    other
    """
)
"""Words before "report" that do not say which."""
OBJECT = _words(
    """
    by to about into onto over under between among against during without within through across
    around near despite amid via per including toward towards like unlike besides
    """
)
"""Prepositions whose noun is no subject."""
OPENS_GAP = _words(
    """
    by who which that whom whose in at from with inside close familiar near outside among based
    made seen sent known for surnamed aged on of involved not
    """
)
"""Words other than participles with which something more is said of a noun."""
FILED = _words("report reports records record data statements documents")
"""Papers of which a noun before them tells which one."""
ORIGIN = _words(
    """
    by published released conducted prepared obtained reviewed compiled carried commissioned seen
    filed issued led dated leaked sent written signed drafted shared posted
    """
)
"""Words between a document and who made it or when."""
