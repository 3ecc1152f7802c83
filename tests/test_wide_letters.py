"""Letters of two cells and of none: lines as wide as the grid, no letter lost, the spoken sentence still found."""

import re

import pytest
from wcwidth import wcswidth

from every_page import WORDS
from kiosk.model.action import GoBack, GoOn
from kiosk.model.page import (
    Choice,
    Choices,
    Control,
    Feeling,
    Glossary,
    GlossaryWord,
    Page,
    Paragraph,
    Points,
)
from kiosk.speech.narrator import narrate
from kiosk.ui.highlight import highlighted
from kiosk.ui.leaf import Leaf
from kiosk.ui.palette import PALETTES
from kiosk.ui.sheet import lay_out
from kiosk.ui.view import PageView
from kiosk.ui.wrap import wrap

GRIDS = [(60, 20), (80, 24), (120, 40), (180, 50), (40, 11)]

TEXTS = {
    "Japanese": "MRI検査の前に、看護師に「妊娠しているかもしれない」と言ってください。テーブルは冷たいかもしれません。",
    "Chinese": "检查前,请告诉护士您是否怀孕。您可能会感到有点冷(没有疼痛)。如果疼,请马上告诉我们!",
    "Korean": "검사 전에 임신했을 수 있으면 간호사에게 말해 주세요. 탁자가 차가울 수 있습니다.",
    "Thai": "ก่อนการตรวจกรุณาบอกพยาบาลหากคุณอาจตั้งครรภ์ คุณอาจรู้สึกเย็นเล็กน้อย",
    "Spanish, its accents on their own": "La cámara le verá. Respire despacio: así podrá sentirse mejor.".replace(
        "á", "a\u0301"
    ),
    "Vietnamese, its accents on their own": "Ba\u0323n co\u0301 thê\u0309 ca\u0309m tha\u0302\u0301y la\u0323nh.",
    "Arabic with vowel signs": "أَخْبِر المُمَرِّضة إذا كُنتِ حاملاً. قد تَشعُر بالبَرد.",
    "picture signs": "Tell 👩🏽‍⚕️ or 👍🏿 at once → ❤️ ☎️ 1️⃣ and go on.",
    "half-width kana": "ｶﾞｽを吸います。か\u3099んばりましょう。",
}


def some(text: str, words: int) -> str:
    """The first words of a text, or twice as many letters where words have no spaces."""
    return " ".join(text.split(" ")[:words]) if text.count(" ") > 2 else text[: words * 2]


def page_in(text: str) -> Page:
    """A page with a part of each kind that holds text, in one language."""
    return Page(
        id="p",
        kind="step",
        heading=some(text, 6),
        parts=(
            Paragraph(text * 3, "⁺"),
            Points((Paragraph(text, "⁺"), Paragraph(some(text, 1)))),
            Feeling(some(text, 2), Paragraph(text), some(text, 1), Paragraph(some(text, 4))),
            Choices((Choice("a", text, some(text, 2), "chosen"), Choice("b", some(text, 3))), "one"),
            Glossary(some(text, 1), (GlossaryWord("w", some(text, 1), text, open=True),)),
        ),
        controls=(Control("back", some(text, 1), "←", GoBack()), Control("next", some(text, 1), "→", GoOn())),
        title=some(text, 4),
        place=some(text, 1),
        ticks=("full", "half", "empty"),
        notice=some(text, 2),
    )


def rows_of(leaf: Leaf, part: int) -> str:
    return "".join("".join(piece.text for piece in row) for n, row in enumerate(leaf.rows) if leaf.parts.get(n) == part)


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize(("columns", "rows"), GRIDS)
def test_every_row_is_as_wide_as_the_grid(language: str, columns: int, rows: int) -> None:
    view = PageView(PALETTES["daylight"])
    for leaf in lay_out(page_in(TEXTS[language]), columns, rows, WORDS.row):
        assert len(leaf.rows) == rows
        for focus in ("", *leaf.targets()):
            for row in leaf.rows:
                shown = "".join(segment.text for segment in view.strip(row, focus, columns))
                assert wcswidth(shown) == columns, shown


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize(("columns", "rows"), GRIDS)
def test_no_letter_is_lost(language: str, columns: int, rows: int) -> None:
    text = TEXTS[language]
    leaves = lay_out(page_in(text), columns, rows, WORDS.row)
    for part, wanted in enumerate((text * 3, text, text, text, text)):
        shown = letters("".join(rows_of(leaf, part) for leaf in leaves))
        assert letters(wanted) in re.sub("[▌▐]", "", shown), part


def test_words_without_spaces_fill_their_lines() -> None:
    assert wrap("MRI 検査の前に言う", 12) == ["MRI 検査の前", "に言う"]


def test_no_line_begins_or_ends_with_a_sign_that_belongs_to_its_neighbour() -> None:
    for width in range(6, 40):
        for line in wrap(TEXTS["Japanese"] * 3, width):
            assert line[0] not in "、。」ー", (width, line)
            assert line[-1] not in "「（", (width, line)


def test_the_sign_of_an_added_line_never_stands_alone() -> None:
    for width in range(6, 30):
        assert not any(line.startswith("⁺") for line in wrap("検査の前に言ってください\N{NO-BREAK SPACE}⁺", width)), (
            width
        )


@pytest.mark.parametrize("language", TEXTS)
def test_the_sentence_that_is_said_is_found_and_marked(language: str) -> None:
    text = TEXTS[language]
    page = Page("p", "step", some(text, 1), (Paragraph(text),), (Control("next", "→", "→", GoOn()),))
    (leaf,) = lay_out(page, 40, 24, WORDS.row)
    said = [one for one in narrate(page, WORDS) if one.part == 0]
    assert len(said) >= 1
    for one in said:
        found = highlighted(leaf, one)
        assert found, one.text
        marked = "".join(piece.text for row in found.rows for piece in row if piece.spoken)
        assert letters(one.text) in letters(marked)
        assert len(letters(marked)) <= len(letters(one.text)) + 1


def test_a_word_that_goes_on_in_the_next_row_is_marked_whole() -> None:
    word = "abcdefghij" * 9
    page = Page("p", "step", "H", (Paragraph(f"Say {word} now. Then go."),), (Control("next", "Next", "→", GoOn()),))
    (leaf,) = lay_out(page, 60, 20, WORDS.row)
    first = next(one for one in narrate(page, WORDS) if one.part == 0)
    found = highlighted(leaf, first)
    assert found
    assert letters("".join(piece.text for row in found.rows for piece in row if piece.spoken)) == f"Say{word}now."


def test_a_sentence_that_is_part_of_another_word_is_not_taken_for_it() -> None:
    page = Page("p", "step", "H", (Paragraph("Yesterday was long. Yes."),), (Control("next", "Next", "→", GoOn()),))
    (leaf,) = lay_out(page, 60, 20, WORDS.row)
    yes = next(one for one in narrate(page, WORDS) if one.text == "Yes.")
    found = highlighted(leaf, yes)
    assert found
    assert "".join(piece.text for row in found.rows for piece in row if piece.spoken) == "Yes."


def test_the_word_that_sounds_is_marked_where_words_have_no_spaces() -> None:
    page = Page("p", "step", "H", (Paragraph("冷たいかも。痛くありません。"),), (Control("next", "→", "→", GoOn()),))
    (leaf,) = lay_out(page, 60, 20, WORDS.row)
    second = [one for one in narrate(page, WORDS) if one.part == 0][1]
    found = highlighted(leaf, second, (0, 2))
    assert found
    assert "".join(piece.text for row in found.rows for piece in row if piece.spoken == "word") == "痛く"
