"""The index of the walkthroughs: finds one of thousands by code, words or a misspelt name. It can always be made anew.

SQLite, since a file that answers from disk needs no memory and no reading at the start. What stands in it is right
for just the files whose stamps and hashes stand beside it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from unicodedata import category, normalize

from kiosk.content.index_file import opened
from kiosk.content.shelf import packed, unpacked
from kiosk.model.card import Card
from kiosk.model.error import Mistake
from kiosk.model.procedure import Code

MOST_NEAR_WORDS, MOST_NEAR_NAMES = 12, 40
"""How many words of the index are compared for one misspelt word, and how many names in all."""

MOST_WORDS, MOST_LETTERS = 20, 40
"""Beyond these, nothing that is asked for is a name."""

MOST_FOUND = 300
"""So many are more than anybody reads."""

Found = tuple[str, str]
"""A walkthrough's id, and the id of its lookalike that was meant; empty for the walkthrough itself."""


class Index:
    """What the walkthroughs are called; without a file, for this process alone."""

    def __init__(self, file: Path | None) -> None:
        self._base = opened(file)

    @property
    def whole(self) -> str:
        """A hash of all folders as they were when the index was last found right; empty where it was not."""
        return self._about("whole")

    @property
    def drawings(self) -> frozenset[str]:
        """The names of the drawings that were there then."""
        return frozenset(self._about("drawings").split())

    def _about(self, name: str) -> str:
        found = self._base.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return found[0] if found else ""

    def settle(self, whole: str, drawings: frozenset[str]) -> None:
        """Note that all is right for folders of this hash and these drawings, and write everything down."""
        values = (("whole", whole), ("drawings", " ".join(sorted(drawings))))
        self._base.executemany("REPLACE INTO about VALUES (?, ?)", values)
        self.save()

    def save(self) -> None:
        """Write down what was noted so far."""
        self._base.commit()

    def known(self) -> dict[str, tuple[str, str]]:
        """Every walkthrough's stamp and key."""
        return {row[0]: (row[1], row[2]) for row in self._base.execute("SELECT id, stamp, key FROM entries")}

    def touch(self, procedure_id: str, stamp: str) -> None:
        """Note that the files carry another stamp, and are the same."""
        self._base.execute("UPDATE entries SET stamp = ? WHERE id = ?", (stamp, procedure_id))

    def drop(self, ids: Iterable[str]) -> None:
        """Forget walkthroughs."""
        for one in ids:
            named = list(self._base.execute("SELECT number, name FROM names WHERE id = ?", (one,)))
            self._base.executemany(
                "DELETE FROM words WHERE word = ? AND name = ?",
                [(word, number) for number, name in named for word in words_in(name)],
            )
            self._base.execute("DELETE FROM codes WHERE id = ?", (one,))
            self._base.execute("DELETE FROM names WHERE id = ?", (one,))
            self._base.execute("DELETE FROM editions WHERE id = ?", (one,))
            self._base.execute("DELETE FROM entries WHERE id = ?", (one,))

    def put(self, procedure_id: str, stamp: str, key: str, made: Card | Sequence[Mistake]) -> None:
        """Note what a walkthrough is called, or what is wrong with it."""
        self.drop([procedure_id])
        card = json.dumps(packed(made), ensure_ascii=False) if isinstance(made, Card) else None
        wrong = None if isinstance(made, Card) else json.dumps([_as_list(one) for one in made], ensure_ascii=False)
        self._base.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?)", (procedure_id, stamp, key, card, wrong))
        self._name(procedure_id, "", procedure_id, whole=" ".join(words_in(procedure_id)))
        if isinstance(made, Card):
            self._base.execute("INSERT INTO editions VALUES (?, ?, ?)", (made.id, made.version, made.hash))
            self._call(made)

    def _call(self, card: Card) -> None:
        for name in (card.title, *card.also):
            self._name(card.id, "", name)
        coded = [(card.codes, "")]
        for other in card.lookalikes:
            self._name(card.id, other.id, other.title)
            coded.append((other.codes, other.id))
        rows = [(said, card.id, other) for codes, other in coded for one in codes for said in _spellings(one)]
        self._base.executemany("INSERT OR IGNORE INTO codes VALUES (?, ?, ?)", rows)

    def _name(self, procedure_id: str, other: str, name: str, whole: str = "") -> None:
        number = self._base.execute(
            "INSERT INTO names (id, other, name, whole) VALUES (?, ?, ?, ?)", (procedure_id, other, name, whole)
        ).lastrowid
        said = dict.fromkeys(words_in(name))
        self._base.executemany("INSERT INTO words VALUES (?, ?)", [(word, number) for word in said])
        grams = {(gram, word) for word in said for gram in _grams(word)}
        self._base.executemany("INSERT OR IGNORE INTO grams VALUES (?, ?)", grams)

    def card(self, procedure_id: str) -> Card:
        """A walkthrough's card, which must be there."""
        row = self._base.execute("SELECT card FROM entries WHERE id = ?", (procedure_id,)).fetchone()
        return _card(row[0])

    def has(self, procedure_id: str) -> bool:
        """Whether there is a walkthrough of this id that can be shown."""
        query = "SELECT 1 FROM entries WHERE id = ? AND card IS NOT NULL"
        return self._base.execute(query, (procedure_id,)).fetchone() is not None

    def cards(self) -> Iterator[Card]:
        """Every card, in the order of their ids."""
        for (card,) in self._base.execute("SELECT card FROM entries WHERE card IS NOT NULL ORDER BY id"):
            yield _card(card)

    def editions(self) -> list[tuple[str, int, str]]:
        """The id, the version and the hash of every walkthrough that can be shown, without unpacking the cards."""
        return list(self._base.execute("SELECT id, version, hash FROM editions ORDER BY id"))

    def broken(self) -> dict[str, tuple[Mistake, ...]]:
        """What is wrong with the walkthroughs that cannot be shown."""
        rows = self._base.execute("SELECT id, wrong FROM entries WHERE wrong IS NOT NULL ORDER BY id")
        return {name: tuple(map(_mistake, json.loads(wrong))) for name, wrong in rows}

    def coded(self, code: str) -> list[Found]:
        """The walkthroughs and lookalikes of a code."""
        query = "SELECT id, other FROM codes JOIN entries USING (id) WHERE code = ? AND card IS NOT NULL"
        return list(self._base.execute(query, (code.upper(),)))

    def called(self, wanted: str) -> list[Found]:
        """Those in one of whose names every word that was asked for begins a word; where they are many, some.

        An id is a name too, but only as a whole: its words may be of another language than all other names, and what
        they share with those of another walkthrough would not be seen.
        """
        asked = list(words_in(wanted))
        if not 0 < len(asked) <= MOST_WORDS:
            return []
        each = "SELECT name FROM words WHERE word >= ? AND word < ?"
        ends = [end for word in asked for end in (word, word + "\U0010ffff")]
        query = f"""SELECT DISTINCT names.id, other FROM names JOIN entries ON entries.id = names.id
            WHERE number IN ({" INTERSECT ".join([each] * len(asked))}) AND whole IN ('', ?) AND card IS NOT NULL
            LIMIT {MOST_FOUND}"""
        return list(self._base.execute(query, (*ends, " ".join(asked))))

    def near(self, wanted: str) -> list[tuple[str, str]]:
        """Names that look like one that nothing has, and whose they are; the likeliest are among them."""
        like: dict[str, float] = {}
        for word in islice(words_in(wanted), MOST_WORDS):
            for found, score in self._words_like(word[:MOST_LETTERS]):
                like[found] = max(score, like.get(found, 0.0))
        if not like:
            return []
        scores = ", ".join(["(?, ?)"] * len(like))
        query = f"""WITH alike (word, score) AS (VALUES {scores})
            SELECT name, id FROM names JOIN (SELECT words.name AS number, sum(score) AS score FROM words
            JOIN alike ON alike.word = words.word GROUP BY words.name ORDER BY 2 DESC LIMIT {MOST_NEAR_NAMES * 4})
            USING (number) WHERE other = '' ORDER BY score DESC, length(name) LIMIT {MOST_NEAR_NAMES}"""
        return list(self._base.execute(query, [value for pair in like.items() for value in pair]))

    def _words_like(self, word: str) -> list[tuple[str, float]]:
        """Words that share most of their groups of three letters with this one, with how much (Dice)."""
        grams = sorted(_grams(word))
        query = f"""SELECT word, 2.0 * count(*) / (? + length(word)) FROM grams
            WHERE gram IN ({", ".join("?" * len(grams))}) GROUP BY word ORDER BY 2 DESC LIMIT {MOST_NEAR_WORDS}"""
        return list(self._base.execute(query, (len(grams), *grams)))


def _spellings(code: Code) -> tuple[str, str]:
    """A bare code, and with its system before it."""
    return code.code.upper(), f"{code.system} {code.code}".upper()


def words_in(text: str) -> Iterator[str]:
    """The words of a name, in small letters without accents, which not every keyboard has; signs part them."""
    small = text.lower() if text.isascii() else _without_accents(text.casefold())
    yield from "".join(letter if letter.isalnum() else " " for letter in small).split()


def _without_accents(text: str) -> str:
    """Without marks; vowels that some scripts write as marks go too, in names as in what is asked for."""
    return "".join(letter for letter in normalize("NFKD", text) if category(letter)[0] != "M")


def _grams(word: str) -> set[str]:
    """A word's groups of three letters, with its beginning; as many as it has letters."""
    marked = f"^^{word}"
    return {marked[place : place + 3] for place in range(len(word))}


def _card(text: str) -> Card:
    found = unpacked(json.loads(text))
    assert isinstance(found, Card)
    return found


def _as_list(one: Mistake) -> list[str | int]:
    return [str(one.file), one.line, one.says, one.cure, one.rule]


def _mistake(found: list[str]) -> Mistake:
    file, line, *rest = found
    return Mistake(Path(file), int(line), *rest)
