"""Measures how hard a Spanish text is to read.

INFLESZ: the formula of Szigriszt Pazos 1993, on the scale of Barrio-Cantalejo and others 2008 (An Sist Sanit Navar
31:135-152): from 65 a text is "quite easy".
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from kiosk.content.measure import words
from kiosk.content.syllable import syllables

_BE = frozenset([
    "es", "son", "era", "eran", "fue", "fueron", "será", "serán", "sería", "serían", "sea", "sean", "fuera", "fueran",
    "ser", "siendo", "sido",
])  # fmt: skip
_BETWEEN = frozenset([
    "no", "también", "ya", "luego", "después", "siempre", "nunca", "muy", "solo", "primero", "todo", "toda",
])  # fmt: skip
_PARTICIPLE = re.compile(
    r"(?:ad|id|íd|hech|puest|vist|dich|escrit|inscrit|abiert|cubiert|rot|vuelt|suelt|impres|muert)[oa]s?$"
)
_NO_PARTICIPLE = re.compile(
    r"^(?:ácid|adecuad|cad|cansad|complicad|cuidad|debid|delgad|demasiad|estad|líquid|marid|medid|parecid|pesad|privad|rápid"
    r"|resultad|sentid|significad|sólid|válid|vestid)[oa]s?$"
)
_USTED = frozenset(["usted", "su", "sus", "suyo", "suya", "suyos", "suyas", "le", "consigo"])
_SPOKEN_TO = frozenset([
    "debe", "deberá", "espera", "está", "necesita", "nota", "oye", "podrá", "podría", "puede", "queda", "recibe",
    "recibirá", "sabrá", "siente", "sentirá", "tendrá", "tiene", "toma", "va", "ve", "verá",
])  # fmt: skip
"""Verbs that speak to "usted" where nobody stands before them, as in "Puede irse a casa"."""
_OPENERS = frozenset([
    "ahí", "ahora", "aquí", "además", "cuando", "después", "entonces", "general", "hoy", "lo", "luego", "no", "o",
    "pero", "por", "primero", "si", "también", "tal", "vez", "y", "ya",
])  # fmt: skip
_ORDERS = frozenset([
    "avise", "avísenos", "beba", "busque", "camine", "cierre", "coma", "cuente", "cuéntenos", "cuide", "deje",
    "descanse", "diga", "díganos", "elija", "escriba", "escuche", "espere", "evite", "guarde", "haga", "hable",
    "háblenos", "lea", "levante", "llame", "llámenos", "lleve", "maneje", "mantenga", "marque", "mire", "muestre",
    "mueva", "olvide", "pida", "pídanos", "piense", "ponga", "pregunte", "pregúntenos", "presione", "quite",
    "recuerde", "respire", "responda", "siga", "suelte", "tenga", "tome", "toque", "traiga", "trate", "use", "vaya",
    "venga", "vuelva",
])  # fmt: skip
_ORDERS_WITH_TAIL = re.compile(r"[áéíóú]\w*[ae](?:se|l[aeo]s?)$|[aei]rle$")
"""As in "acuéstese" and "dígale"; and "ayudarle", which can only be said to "usted"."""


def inflesz(found: Sequence[str]) -> float:
    """INFLESZ of some sentences: 0 is very hard, 100 very easy."""
    said = [word for sentence in found for word in words(sentence)]
    if not said:
        return 100.0
    return 206.835 - 62.3 * sum(map(syllables, said)) / len(said) - len(said) / len(found)


@lru_cache(maxsize=5_000)  # most sentences are the same whatever is said at launch
def is_passive(sentence: str) -> bool:
    """Whether a form of "ser" stands before a participle; "se hace" is everyday Spanish, and does not count."""
    said = [word.lower() for word in words(sentence)]
    for place, word in enumerate(said):
        if word in _BE:
            rest = [other for other in said[place + 1 : place + 4] if other not in _BETWEEN and other not in _BE][:1]
            if rest and _PARTICIPLE.search(rest[0]) and not _NO_PARTICIPLE.search(rest[0]):
                return True
    return False


@lru_cache(maxsize=5_000)  # most sentences are the same whatever is said at launch
def speaks_to_you(sentence: str) -> bool:
    """Whether a sentence says "usted" or "su", tells what to do, or has a verb that leaves "usted" unsaid."""
    said = [word.lower() for word in words(sentence)]
    if not said or any(word in _USTED or word in _ORDERS or _ORDERS_WITH_TAIL.search(word) for word in said):
        return True
    return next((word for word in said if word not in _OPENERS), "") in _SPOKEN_TO
