"""One sentence at a time in drawn letters: all of a page is met, all of it can be pressed, and the place is kept."""

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from contrast import cells, faults, kiosk_pages
from drawn import read, read_big_key
from every_page import WORDS, after, begin, pages, to_the_next_question
from kiosk.model.action import Choose, Explain, GoOn, Stir
from kiosk.model.page import Control, Countdown, Glossary, Page, Paragraph
from kiosk.speech.narrator import Utterance, narrate
from kiosk.ui.block import Row
from kiosk.ui.fingers import Fingers
from kiosk.ui.frame import Frame
from kiosk.ui.highlight import highlighted
from kiosk.ui.large import UNDRAWN, lay_out_large
from kiosk.ui.leaf import Leaf
from kiosk.ui.palette import PALETTES
from kiosk.ui.reader import Reader
from kiosk.ui.view import PageView
from kiosk.visit.comfort import COLOURS, Colours
from test_contrast import one_of_each

GRIDS = [(60, 20), (80, 24), (120, 40), (180, 50)]


@pytest.fixture(scope="module")
def every() -> list[Page]:
    """Every page of a walkthrough, and those that the kiosk itself brings."""
    return [page for page in (*pages("sialogram"), *kiosk_pages()) if page.kind not in UNDRAWN]


def question() -> Page:
    return to_the_next_question(begin("sialogram")).page


def step_with_a_word() -> Page:
    return next(page for page in pages("sialogram") if any(isinstance(part, Glossary) for part in page.parts))


def large(page: Page, grid: tuple[int, int] = (80, 24)) -> Reader:
    return Reader.open(page, *grid, WORDS.row, large=True)


def at(reader: Reader, text: str) -> Reader:
    """On the leaf that reads this, which the big key leads to."""
    while text not in reads(reader.leaf):
        assert reader.number + 1 < len(reader.leaves), text
        reader = reader.press("next")[0]
    return reader


def reads(leaf: Leaf) -> str:
    return " ".join(read(leaf))


def letters_of(text: str) -> str:
    return "".join(re.findall(r"\w", text))


def narrated(page: Page) -> list[Utterance]:
    """What is said of a page but for its quiet line and its actions; what a word means follows the word."""
    found = [one for one in narrate(page, WORDS) if one.spot in ("heading", "part", "notice")]
    if page.kind == "confirm":
        found = [one for one in narrate(page, WORDS) if one.spot == "title"] + found
    glossary = [number for number, part in enumerate(page.parts) if isinstance(part, Glossary)]
    order = {one.item: place for place, one in reversed(list(enumerate(found)))}
    first = {one: order[one.item] if one.part in glossary and one.item else place for place, one in enumerate(found)}
    return sorted(found, key=lambda one: first[one])


def without_marks(one: Utterance) -> str:
    """Where a sign on the screen says how a choice stands, its word is said only."""
    return one.text.removesuffix(f" ({WORDS.speech.chosen})") if one.item else one.text


@pytest.mark.holds(23)
@pytest.mark.parametrize("grid", GRIDS)
def test_all_that_is_said_of_a_page_is_drawn_in_the_same_order(every: list[Page], grid: tuple[int, int]) -> None:
    for page in every:
        leaves = lay_out_large(page, *grid, WORDS.row)
        wanted = letters_of(" ".join(map(without_marks, narrated(page))))
        assert letters_of(" ".join(map(reads, leaves))) == wanted, page.id
        kept = dict.fromkeys(one.saying for leaf in leaves for one in leaf.drawn)
        assert letters_of(" ".join(saying.text for saying in kept)) == wanted, page.id


@pytest.mark.holds(23)
@pytest.mark.parametrize("grid", GRIDS)
def test_every_leaf_fits_the_grid(every: list[Page], grid: tuple[int, int]) -> None:
    columns, rows = grid
    for page in every:
        for leaf in lay_out_large(page, *grid, WORDS.row):
            assert len(leaf.rows) == rows, page.id
            widest = max(cell_len("".join(piece.text for piece in row).rstrip()) for row in leaf.rows)
            assert widest <= columns, page.id
            covered = [
                (column, row)
                for place in leaf.places
                for column in range(place.left, place.right)
                for row in range(place.top, place.bottom)
            ]
            assert len(covered) == len(set(covered)), page.id
            assert all(column < columns and row < rows for column, row in covered), page.id
            high = min((place.bottom - place.top for place in leaf.places), default=rows)
            assert high >= Fingers().rows(Frame(*grid)), "a finger would not find it"


def test_there_is_one_sentence_on_a_leaf_but_for_what_belongs_to_it(every: list[Page]) -> None:
    for page in every:
        for leaf in lay_out_large(page, 180, 50, WORDS.row):
            first, *others = [one.saying for one in leaf.drawn]
            assert all(one.joins or first.spot == "notice" for one in others), page.id


@pytest.mark.holds(24, 35)
@pytest.mark.parametrize("grid", GRIDS)
def test_each_leaf_says_which_it_is_and_leads_on(every: list[Page], grid: tuple[int, int]) -> None:
    stand: dict[str, set[tuple[int, int]]] = {}
    for page in every:
        leaves = lay_out_large(page, *grid, WORDS.row)
        for number, leaf in enumerate(leaves, start=1):
            quiet = " ".join("".join(piece.text for piece in row) for row in leaf.rows)
            assert (f"{number} / {len(leaves)}" in quiet) == (len(leaves) > 1), page.id
            if page.kind == "alert":
                assert read_big_key(leaf).removesuffix(" →") == WORDS.alert.here, "any leaf is an answer"
                continue
            if number < len(leaves):
                assert WORDS.row.more in read_big_key(leaf), page.id
            if number > 1:
                assert "back" in leaf.targets(), page.id
            for place in leaf.places:
                if place.target in ("back", "hear", "bigger", "help", "next"):
                    stand.setdefault(place.target, set()).add((place.left, place.top))
    assert all(len(found) == 1 for found in stand.values()), stand


def test_the_big_key_is_drawn_where_its_words_fit(every: list[Page]) -> None:
    for page in every:
        leaf = lay_out_large(page, 80, 24, WORDS.row)[-1]
        key = page.control("next")
        if key and leaf.drawn:
            assert read_big_key(leaf).removesuffix(f" {key.key}") == key.label
    words = {"next", "start", "confirm", "finish", "close"}
    for label in (getattr(WORDS.row, word) for word in words):
        page = Page("p", "step", "H", (), (Control("next", label, "→", Stir()),))
        assert read_big_key(lay_out_large(page, 80, 24, WORDS.row)[0]) == label, "it stands there in ordinary letters"


@pytest.mark.parametrize("grid", GRIDS)
def test_every_choice_can_be_chosen_by_focus_digit_and_touch(every: list[Page], grid: tuple[int, int]) -> None:
    for page in every:
        for number, item in enumerate(page.choices(), start=1):
            reader = large(page, grid)
            while item not in reader.leaf.targets():
                reader = reader.press("next")[0]
            place = next(place for place in reader.leaf.places if place.target == item)
            middle = (place.left + place.right) // 2, (place.top + place.bottom) // 2
            assert reader.leaf.at(*middle) == item
            assert reader.touch(item)[1] == Choose(item)
            if number <= 9:
                assert large(page, grid).press(str(number))[1] == Choose(item)
            for _ in range(len(reader.leaf.targets())):
                if reader.focus != item:
                    reader = reader.press("down")[0]
            chosen = reader.press("press")[1]
            assert chosen in (Choose(item), GoOn()), (page.id, item)


def test_down_leads_from_one_choice_to_the_next_and_then_to_the_actions() -> None:
    page = question()
    reader = at(large(page), "1 ○")
    met = [reader.focus]
    for _ in range(len(page.choices())):
        reader = reader.press("down")[0]
        met.append(reader.focus)
    assert tuple(met[:-1]) == page.choices()
    assert met[-1] not in page.choices()
    assert all(one in ("back", "help", "next") for one in reader.leaf.targets()[1:])


def test_from_the_last_leaf_of_a_question_up_leads_back_to_its_choices() -> None:
    page = question()
    reader = large(page)
    while reader.number + 1 < len(reader.leaves):
        reader = reader.press("next")[0]
    assert reader.focus == "next"
    assert reader.press("up")[0].focus == page.choices()[-1]
    assert large(page).press("down")[0].focus == page.choices()[0]


def test_a_focus_that_goes_round_by_itself_turns_no_leaf() -> None:
    reader = at(large(question()), "1 ○")
    for _ in range(2 * len(reader.leaf.targets())):
        assert reader.move(1).number == reader.number
        reader = reader.move(1)


def test_choosing_shows_the_mark_and_what_to_do_next_where_one_is() -> None:
    visit = to_the_next_question(begin("sialogram"))
    reader = at(large(visit.page), "2 ○")
    reader, action = reader.press("press")
    assert isinstance(action, Choose)
    visit = after(visit, action)
    reader = reader.show(visit.page, 80, 24)
    assert reads(reader.leaf) == WORDS.question.chosen.format(number=2)
    assert reader.press("press")[1] == GoOn(), "Enter goes on, as it says there"
    reader = reader.press("next")[0].show(visit.page, 80, 24)
    assert "2 ●" in reads(reader.leaf)


def test_going_on_without_an_answer_says_what_to_do_first_where_one_is() -> None:
    visit = to_the_next_question(begin("sialogram"))
    reader = large(visit.page)
    while reader.number + 1 < len(reader.leaves):
        reader = reader.press("next")[0]
    for _ in range(2):
        reader, action = reader.press("next")
        visit = after(visit, action)  # type: ignore[arg-type]
        reader = reader.show(visit.page, 80, 24)
        assert reads(reader.leaf) in WORDS.question.choose_first
        while reader.number + 1 < len(reader.leaves):
            reader = reader.press("next")[0]


def test_a_remark_is_read_first_and_then_the_sentence_that_it_interrupted() -> None:
    page = question()
    reader = at(large(page), "3 ○")
    there, number = reads(reader.leaf), reader.number
    reader = reader.show(replace(page, notice="Speed 4 of 7."), 80, 24)
    assert "Speed 4 of 7." in reads(reader.leaf)
    while there not in reads(reader.leaf):
        reader = reader.press("next")[0]
    reader = reader.show(page, 80, 24)
    assert reads(reader.leaf) == there
    assert reader.number == number


def test_what_a_word_means_is_shown_as_soon_as_it_is_asked_for() -> None:
    page = step_with_a_word()
    glossary = next(part for part in page.parts if isinstance(part, Glossary))
    word = glossary.words[0]
    unfolded = replace(glossary, words=(replace(word, open=True), *glossary.words[1:]))
    opened = replace(page, parts=tuple(unfolded if part is glossary else part for part in page.parts))
    reader = at(
        large(replace(page, parts=tuple(glossary if part is glossary else part for part in page.parts))), word.word
    )
    reader = reader.press("down")[0].show(opened, 80, 24)
    shown = reads(reader.leaf)
    while reader.number + 1 < len(reader.leaves) and letters_of(word.meaning) not in letters_of(shown):
        reader = reader.press("next")[0]
        shown += " " + reads(reader.leaf)
    assert letters_of(shown).startswith(letters_of(word.word))
    assert letters_of(word.meaning) in letters_of(shown)


def test_a_countdown_that_goes_on_is_shown() -> None:
    alert = next(page for page in pages("sialogram") if page.kind == "alert")
    reader = large(alert)
    assert reads(reader.leaf) == alert.heading
    parts = tuple(
        Countdown("It closes in 15 seconds.") if isinstance(part, Countdown) else part for part in alert.parts
    )
    assert reads(reader.show(replace(alert, parts=parts), 80, 24).leaf) == "It closes in 15 seconds."


@pytest.mark.parametrize("grid", GRIDS)
def test_switching_the_size_keeps_the_place(every: list[Page], grid: tuple[int, int]) -> None:
    for page in every:
        usual = Reader.open(page, *grid, WORDS.row)
        for number, leaf in enumerate(usual.leaves):
            here = replace(usual, number=number)
            drawn = replace(here, large=True).show(page, *grid)
            assert drawn.leaf.drawn
            saying = drawn.leaf.drawn[0].saying
            if number:
                assert saying.part == leaf.parts[min(leaf.parts)], (page.id, number)
            back = replace(drawn, large=False).show(page, *grid)
            assert back.number == number, (page.id, number)


def test_switching_there_and_back_leads_to_the_same_sentence(every: list[Page]) -> None:
    for page in every:
        reader = large(page)
        for number in range(len(reader.leaves)):
            here = replace(reader, number=number, focus="next")
            if not letters_of(here.leaf.drawn[0].saying.text):
                continue  # the key for a hyphen, which no voice says
            usual = replace(here, large=False).show(page, 80, 24)
            assert not usual.leaf.drawn
            again = replace(usual, large=True).show(page, 80, 24)
            assert again.leaf.drawn[0].saying == here.leaf.drawn[0].saying, page.id


def test_switching_keeps_the_place_below_help_too() -> None:
    page, over = question(), next(page for page in pages("sialogram") if page.kind == "help")
    reader = at(large(page), "2 ○")
    usual = replace(reader.show(over, 80, 24), large=False).show(over, 80, 24).show(page, 80, 24)
    assert not usual.leaf.drawn
    drawn = replace(usual, large=True).show(page, 80, 24)
    assert "2 ○" in reads(drawn.leaf)


@pytest.mark.holds(9)
def test_a_chosen_answer_stays_chosen_in_every_size() -> None:
    visit = to_the_next_question(begin("sialogram"))
    item = visit.page.choices()[1]
    page = after(visit, Choose(item)).page
    reader = large(page)
    for _ in range(3):
        reader = replace(reader, large=not reader.large).show(page, 80, 24)
    usual = replace(reader, large=False).show(page, 80, 24)
    assert any("2  ●" in "".join(piece.text for piece in row) for row in usual.leaf.rows)
    assert "2 ●" in reads(at(large(page), "2 ●").leaf)


@pytest.mark.parametrize("grid", [(40, 11), (55, 24), (80, 19)])
def test_on_smaller_grids_the_page_stays_as_it_is(grid: tuple[int, int]) -> None:
    page = question()
    assert large(page, grid).leaves == Reader.open(page, *grid, WORDS.row).leaves


@pytest.mark.holds(39)
@pytest.mark.parametrize("grid", GRIDS)
def test_every_sentence_that_is_said_is_found_and_marked(every: list[Page], grid: tuple[int, int]) -> None:
    for page in every:
        reader = large(page, grid)
        for one in narrated(page):
            reader = reader.follow(one)
            marked = highlighted(reader.leaf, one)
            assert marked, (page.id, one)
            words = re.findall(r"\S*\w\S*", one.text)
            last = one.text.rindex(words[-1]), len(one.text)
            if without_marks(one) == one.text:
                there = reader.follow(one, last)
                assert there.number >= reader.number
                marked = highlighted(there.leaf, one, last)
                assert marked, (page.id, one)
                word = [piece for row in marked.rows for piece in row if piece.spoken in ("word", "drawn word")]
                # A word longer than a leaf, such as a hash, is marked where it begins.
                assert letters_of(_drawn(marked, word)) in letters_of(words[-1]), (page.id, one)


def _drawn(leaf: Leaf, pieces: list[object]) -> str:
    """What the marked pieces of a leaf read."""

    def only(row: Row) -> Row:
        return tuple(
            piece if piece in pieces and piece.spoken else replace(piece, text=" " * len(piece.text)) for piece in row
        )

    tops = {word.top for one in leaf.drawn for word in one.words}
    kept = [only(row) for row in leaf.rows]
    shown = replace(leaf, rows=tuple(kept))
    lines = {
        (word.top, word.bottom)
        for one in leaf.drawn
        for word in one.words
        if any("".join(piece.text for piece in kept[row]).strip() for row in range(word.top, word.bottom - 1))
    }
    assert tops
    drawn = tuple(
        replace(one, words=tuple(word for word in one.words if (word.top, word.bottom) in lines)) for one in leaf.drawn
    )
    return reads(replace(shown, drawn=drawn))


def test_no_line_crosses_out_the_letters_of_what_is_being_said() -> None:
    page = step_with_a_word()
    reader = large(page)
    one = next(one for one in narrated(page) if one.spot == "part")
    leaf = reader.follow(one).leaf
    marked = highlighted(leaf, one, (0, 3))
    assert marked
    bottoms = {word.bottom - 1 for drawn in leaf.drawn for word in drawn.words}
    for theme in COLOURS:
        view = PageView(PALETTES[theme])
        strips = [view.strip(row, "next", 80) for row in marked.rows]
        lined = {
            number
            for number, strip in enumerate(strips)
            if any(segment.style and segment.style.underline for segment in strip)
        }
        assert lined
        assert lined <= bottoms


def test_turning_a_leaf_by_hand_in_a_long_sentence_is_not_undone_by_the_voice() -> None:
    text = (
        "The doctor slowly moves the thin needle to the place that hurts and then puts in the numbing medicine for you."
    )
    reader = large(Page("p", "step", "H", (Paragraph(text),), (Control("next", "Next", "→", Stir()),)), (60, 20))
    said = Utterance(text, "part", 0)
    first = reader.follow(said)
    second = first.press("next")[0]
    assert second.number == first.number + 1
    assert second.follow(said).number == second.number
    assert second.follow(said, (4, 10)).number == second.number
    assert first.follow(said, (text.index("you"), len(text))).number > first.number


def test_any_key_reads_to_the_end_before_keys_are_explained() -> None:
    page = next(page for page in kiosk_pages() if page.kind == "keys")
    reader = large(page)
    while reader.number + 1 < len(reader.leaves):
        reader, action = reader.press("hear")
        assert action == Stir()
    assert reader.press("hear")[1] == Explain("hear")
    explained = replace(page, notice="F2: reads the page aloud, or pauses.")
    assert reads(reader.show(explained, 80, 24).leaf) == explained.notice
    assert reader.show(explained, 80, 24).press("help")[1] == Explain("help")


@pytest.mark.holds(16, 17, 19)
@pytest.mark.parametrize("theme", COLOURS)
def test_drawn_letters_have_the_contrast_of_their_theme(theme: Colours) -> None:
    shown = [page for page in one_of_each() if page.kind not in UNDRAWN]
    assert faults(shown, [(60, 20), (180, 50)], [theme], large=True) == []
    assert set("▛▜▙▟") <= {sign for cell in cells(shown[0], (60, 20), theme, large=True) for sign in cell.text}
