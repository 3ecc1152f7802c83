"""Drawn letters: every one is there, none looks like another, words are kept whole, nothing is lost."""

from itertools import pairwise

import pytest
from rich.cells import cell_len

from drawn import KNOWN, read_line
from kiosk.ui.letters import HIGH, QUADRANTS, drawable, glyph, lines, over, size

SPANISH = "áéíóúüñÁÉÍÓÚÜÑ¿¡"
OTHERS = "àâçèêëîïôùûœæÀÇÈÉÊŒ" + "äöüßÄÖÜ" + "ãõÃÕ" + "ìò" + "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
SIGNS = "’‘“”–—…⁺•°×½" + "○●□■✓▶◀↺♥≋♪"
ASCII = "".join(map(chr, range(33, 127)))


def said(text: str, width: int, scale: int = 1) -> list[str]:
    """What the lines of a text read, by their shapes alone."""
    return [read_line(list(line.rows), scale, scale) for line in lines(text, width, scale)]


@pytest.mark.parametrize("letters", [ASCII, SPANISH, OTHERS, SIGNS], ids=["ASCII", "Spanish", "others", "signs"])
def test_every_letter_is_drawn(letters: str) -> None:
    assert [one for one in letters if not drawable(one)] == []


def test_no_letter_looks_like_another() -> None:
    met: dict[tuple[str, ...], str] = {}
    for letter in KNOWN:
        rows = glyph(letter)
        assert rows not in met, f"{letter} looks like {met[rows]}"
        met[rows] = letter


@pytest.mark.parametrize("scale", [1, 2])
def test_letters_are_made_of_quadrants_and_keep_apart(scale: int) -> None:
    for letter in KNOWN:
        rows = glyph(letter, scale)
        assert len(rows) == HIGH * scale
        assert set("".join(rows)) <= set(QUADRANTS), letter
        assert "".join(rows).strip(), letter
        assert all(row.endswith(" " * scale) and len(row) == len(rows[0]) for row in rows), letter


@pytest.mark.parametrize("scale", [1, 2])
@pytest.mark.parametrize(
    "text",
    [
        "The doctor puts in a small needle with numbing medicine.",
        "¿Está usted aquí? Pregunte por el señor Núñez, ¡por favor!",
        "Où êtes-vous, ma sœur? Ça va? Straße, Übung, coração, più, żółć.",
        "“Don’t move” – wait… 5 × ½ = 2.5 (100 % safe) & more…",
    ],
)
def test_what_is_drawn_reads_as_the_text(text: str, scale: int) -> None:
    assert " ".join(said(text, 76 * scale, scale)) == text


def test_lines_break_at_words_and_no_row_is_wider_than_asked() -> None:
    text = "The skin goes numb and stays numb for an hour or two"
    for width in (30, 52, 76, 110):
        found = lines(text, width)
        assert [cell_len(row) for line in found for row in line.rows] == [width] * len(found) * HIGH
        assert " ".join(line.text for line in found) == text
        for line, following in pairwise(found):
            assert size(f"{line.text} {following.text.split()[0]}") > width, "a line ends before it is full"


def test_a_word_that_is_too_wide_is_cut_and_not_lost() -> None:
    word = "immunohistochemistry"
    found = lines(word, 30)
    assert len(found) > 1
    assert "".join(line.text for line in found) == word
    assert "".join(said(word, 30)) == word
    assert {one.number for line in found for one in line.words} == {0}


def test_what_is_not_drawn_stands_there_in_its_own_size() -> None:
    for text in ("診察", "Привет", "ế", "🙂"):
        assert not any(drawable(letter) for letter in text)
        (line,) = lines(f"a {text} b", 76)
        assert text in "".join("".join(row.split()) for row in line.rows)
        assert {cell_len(row) for row in line.rows} == {76}


def test_accents_that_come_after_their_letter_are_drawn_like_any_other() -> None:
    assert said("se\u0301 nin\u0303o", 76) == ["sé niño"]


def test_room_that_does_not_break_keeps_words_together() -> None:
    assert [line.text for line in lines("about 5\u00a0mg of it", 35)] == ["about", "5\u00a0mg of it"]


def test_a_word_is_known_by_its_number_and_its_cells() -> None:
    line, _ = lines("• You may feel a pinch", 60)
    assert [one.number for one in line.words] == [0, 1, 2, 3]
    first = line.words[0]
    assert said("You", first.right - first.left) == ["You"]
    assert [row[first.left : first.right] for row in line.rows] == list(lines("You", first.right - first.left)[0].rows)


def test_two_rows_become_one_without_losing_a_dot() -> None:
    assert over("▘ █診", "▗▄  ") == "▚▄█診"
