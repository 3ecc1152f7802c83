"""What is said is what is shown: on every page, both ways; and of a change, what is new."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from every_page import PICTURES, PROCEDURES, WORDS, after, begin, pages, to_the_next_question
from kiosk.model.action import Choose, Explain, GetHelp, GoBack, GoOn, Stir
from kiosk.model.page import (
    SLOTS,
    Choice,
    Choices,
    Control,
    Countdown,
    Drawing,
    Feedback,
    Feeling,
    Glossary,
    GlossaryWord,
    Invitation,
    Note,
    Page,
    Paragraph,
    Points,
)
from kiosk.speech.narrator import Utterance, narrate, narrate_change, narrate_focus, transcript
from kiosk.speech.sentence import MOST_LETTERS, sentences
from kiosk.ui.block import Piece
from kiosk.ui.leaf import Leaf
from kiosk.ui.sheet import lay_out
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.setup import Setup
from kiosk.visit.visit import Limits
from staff_seats import desks

SAY = WORDS.speech
NEXT = Control("next", "Next", "→", Stir())
KEYS = {"←": SAY.left, "→": SAY.right}
COMFORT = WORDS.comfort
ENTER = SAY.enter.split("{", 1)[0]


def texts(utterances: tuple[Utterance, ...]) -> list[str]:
    return [one.text for one in utterances]


def said(page: Page) -> list[str]:
    return texts(narrate(page, WORDS))


def page_with(*parts: object, **more: object) -> Page:
    page = Page("p", "step", "Heading", (), (NEXT,))
    return replace(page, parts=parts, **more)  # type: ignore[arg-type]


def words_of(text: str) -> Counter[str]:
    """Words without case and punctuation; the sign of an added line is a word, since it says something."""
    return Counter(re.findall(r"[^\W_]+|⁺", text.casefold()))


def shown_words(page: Page) -> Counter[str]:
    """The words in the cells of a page at 80x24, over all its leaves.

    Left out, because they say nothing that is not said in words too: the number of the leaf and "More", since
    speech needs no leaves; bars and bullets; the signs of right and not quite, which their labels say; the sign
    of what is not chosen. What repeats on each leaf counts once. Three signs become the words that are said for
    them: progress, what is chosen, the arrow keys. What a picture shows is its description.
    """
    leaves = lay_out(page, 80, 24, WORDS.row, pictures=PICTURES)
    found = Counter[str]()
    for leaf in leaves:
        found += words_of(" ".join(_meant(piece, page) for row in leaf.rows for piece in row))
    repeated = f"{page.title} {_progress(page.ticks.count('full'), len(page.ticks))} {page.place} {page.heading}"
    for drawing in (part for part in page.parts if isinstance(part, Drawing) and leaves[0].picture):
        found += words_of(f"{drawing.label} {drawing.description}")
    for word, count in words_of(f"{repeated} {page.notice}").items():
        found[word] -= count * (len(leaves) - 1)
    return found + words_of(" ".join(_row_of_actions(page, leaves[-1])))


def _progress(done: int, count: int) -> str:
    return SAY.progress.format(title="", done=done, count=count) if count else ""


def _meant(piece: Piece, page: Page) -> str:
    if piece.target in SLOTS or re.fullmatch(r"\d+ / \d+ *▼? *", piece.text):
        return ""
    if piece.role == "bar" and (ticks := re.findall("[●◐○]", piece.text)):
        return _progress(ticks.count("●"), len(ticks))
    marked = re.search("[●■]", piece.text) and not _mark_label(page, piece.target)
    return f"{piece.text} {SAY.chosen}" if marked else piece.text


def _mark_label(page: Page, item: str) -> str:
    choices = (choice for part in page.parts if isinstance(part, Choices) for choice in part.items)
    return next((choice.mark_label for choice in choices if choice.item == item), "")


def _row_of_actions(page: Page, leaf: Leaf) -> Iterator[str]:
    """What stands on the actions; a Back that only turns leaves is none of the page's."""
    own = {control.slot for control in page.controls}
    for row in leaf.rows if page.kind != "waiting" else ():
        for piece in row:
            if piece.target in own:
                yield " ".join(KEYS.get(word, word) for word in piece.text.split())


def spoken_words(page: Page) -> Counter[str]:
    """The words that are said; what Enter presses is left out, which the screen shows by the focus alone."""
    return words_of(" ".join(text for text in said(page) if not text.startswith(ENTER)))


def pages_outside_a_visit() -> Iterator[Page]:
    full = Setup(WORDS, "1.0", Limits(), voice=True, comfort_first=True, sizes=("usual", "largest"))
    invitations = (Invitation("Press F2.", "en"), Invitation("Oprima F2.", "es"))
    easy = Kiosk(full, 0.0).with_languages(("en", "es"), invitations)
    yield easy.page
    comfort = easy.do(Stir(), 1)[0]
    yield comfort.page
    more = comfort.do(Choose("more"), 2)[0]
    yield more.page
    practice = more.do(Choose("practice"), 2)[0]
    yield practice.page
    yield practice.do(Choose("option-1"), 3)[0].page
    one_switch = more.do(Choose("switches"), 2)[0].do(Choose("switches"), 3)[0]
    yield one_switch.page
    keys = comfort.do(GetHelp(), 2)[0].do(Choose("keys"), 3)[0]
    yield keys.page
    yield keys.do(Explain("hear"), 4)[0].page
    yield from (kiosk.page for kiosk in desks(easy))
    in_visit = easy.begin(begin("sialogram")).do(GoOn(), 1)[0]
    yield in_visit.page
    yield in_visit.do(GetHelp(), 2)[0].page
    kiosk = Kiosk(Setup(WORDS, "1.0", Limits()), 0.0)
    offers = tuple(Choice(one.id, one.title, one.sentence) for one in PROCEDURES)
    yield kiosk.page
    choosing = kiosk.do(Stir(), 1)[0].offering(offers, 1)
    yield choosing.page
    yield choosing.cannot_begin().page
    helping = choosing.do(GetHelp(), 2)[0]
    yield helping.page
    yield helping.do(Choose("staff"), 3)[0].page
    yield helping.begin(begin("sialogram")).do(GetHelp(), 3)[0].do(Choose("staff"), 4)[0].page
    locked = Kiosk(Setup(WORDS, "1.0", Limits(), fits=lambda typed: False), 0.0).do(Stir(), 1)[0]
    typing = locked.do(GetHelp(), 2)[0].do(Choose("staff"), 3)[0]
    yield typing.do(Choose("4"), 4)[0].page
    yield typing.do(Choose("enter"), 5)[0].page


@pytest.mark.holds(1)
@pytest.mark.parametrize("procedure_id", [one.id for one in PROCEDURES])
def test_on_every_page_what_is_said_is_what_is_shown(procedure_id: str) -> None:
    kinds = set()
    for page in pages(procedure_id):
        kinds.add(page.kind)
        assert spoken_words(page) == shown_words(page), page.id
    assert kinds >= {"confirm", "intro", "step", "again", "question", "feedback", "to-ask", "summary", "help"}
    assert kinds >= {"before-risks", "contents", "leave", "alert", "farewell"}


@pytest.mark.holds(1)
@pytest.mark.parametrize("grid", [(60, 20), (40, 11), (180, 50)])
def test_over_the_leaves_of_any_grid_what_is_said_is_what_is_shown(grid: tuple[int, int]) -> None:
    signs = {"◀": WORDS.row.back, "♪": WORDS.voice.hear, "A+": COMFORT.bigger, "?": WORDS.row.help}
    for page in pages("sialogram"):
        leaves = lay_out(page, *grid, WORDS.row)
        rows = [row for leaf in leaves for row in leaf.rows]
        shown = " ".join(_meant(piece, page) for row in rows for piece in row)
        said_of_text = " ".join(one.text for one in narrate(page, WORDS) if one.spot != "control")
        own = set(words_of(said_of_text)) - set(words_of(page.title))
        assert own == set(words_of(shown)) - set(words_of(page.title)), page.id
        for piece in (
            piece for row in rows for piece in row if piece.target in SLOTS and not piece.edge and piece.role != "rim"
        ):
            for sign in piece.text.split():
                label = signs.get(sign, sign)
                turns = label in (WORDS.row.more, WORDS.row.back)
                assert turns or sign in KEYS or label.startswith("F") or label in " ".join(said(page)), label


@pytest.mark.holds(1)
def test_outside_a_visit_too_what_is_said_is_what_is_shown() -> None:
    for page in pages_outside_a_visit():
        assert spoken_words(page) == shown_words(page), page.id


@pytest.mark.parametrize("procedure_id", [one.id for one in PROCEDURES])
def test_every_utterance_is_one_sentence_that_a_voice_can_take(procedure_id: str) -> None:
    for page in pages(procedure_id):
        for one in narrate(page, WORDS):
            assert sentences(one.text) == (one.text,)
            assert len(one.text) < 1000
            assert (one.part is not None) == (one.spot == "part")


@pytest.mark.holds(46)
@pytest.mark.parametrize("procedure_id", [one.id for one in PROCEDURES])
def test_a_step_begins_with_where_one_is_and_ends_with_what_can_be_pressed(procedure_id: str) -> None:
    for page in pages(procedure_id):
        if page.kind in ("step", "question"):
            first, *_, last = narrate(page, WORDS)
            assert first == Utterance(page.place, "place")
            assert last.spot == "control"


def test_a_page_is_said_from_top_to_bottom() -> None:
    page = Page(
        id="p",
        kind="step",
        heading="The skin goes numb",
        parts=(
            Paragraph("It takes 5 min. or so. You rest.", added="⁺"),
            Points((Paragraph("a small sting"), Paragraph("cold"))),
            Drawing("needle", "Picture", "Where it goes.", "A needle in the skin."),
            Feeling("You may feel", Paragraph("A pinch."), "What helps", Paragraph("Breathe out.")),
            Choices((Choice("a", "Yes", "It is mine."), Choice("b", "No", mark="seen", mark_label="read")), "go"),
            Glossary("What does it mean?", (GlossaryWord("word:d", "dye", "A liquid. It shows up.", open=True),)),
            Feedback("right", "That's right", "It should."),
            Countdown("30 seconds."),
            Note("⁺ Not checked."),
        ),
        controls=(Control("next", "Next", "→", Stir()), Control("back", "Back", "←", Stir())),
        title="A shot",
        place="Getting ready, 2 of 4",
        ticks=("full", "half", "empty"),
        notice="Please choose.",
        first="a",
    )
    assert said(page) == [
        "Getting ready, 2 of 4",
        "The skin goes numb",
        "It takes 5 min. or so.",
        "You rest. ⁺",
        "a small sting",
        "cold",
        "Picture",
        "Where it goes.",
        "A needle in the skin.",
        "You may feel",
        "A pinch.",
        "What helps: Breathe out.",
        "1: Yes",
        "It is mine.",
        "2: No (read)",
        "What does it mean?",
        "3: dye",
        "dye: A liquid.",
        "It shows up.",
        "That's right",
        "It should.",
        "30 seconds.",
        "⁺ Not checked.",
        "Please choose.",
        "A shot: 1 of 3 parts are done.",
        "Back: left arrow",
        "Next: right arrow",
        "Enter presses 1.",
    ]


def test_an_utterance_knows_where_it_belongs() -> None:
    choices = Choices((Choice("a", "Yes"), Choice("b", "No")), "go")
    page = page_with(Paragraph("One. Two."), choices, notice="Now.")
    assert narrate(page, WORDS) == (
        Utterance("Heading", "heading"),
        Utterance("One.", "part", 0),
        Utterance("Two.", "part", 0),
        Utterance("1: Yes", "part", 1, "a"),
        Utterance("2: No", "part", 1, "b"),
        Utterance("Now.", "notice"),
        Utterance("Next: right arrow", "control", item="next"),
        Utterance("Enter presses Next.", "control"),
    )


def test_a_transcript_has_a_line_for_each_sentence() -> None:
    page = page_with(Paragraph("One. Two."))
    assert transcript(page, WORDS) == "Heading\nOne.\nTwo.\nNext: right arrow\nEnter presses Next.\n"


def test_only_what_has_a_digit_key_is_said_with_a_number() -> None:
    choices = Choices(tuple(Choice(f"c{n}", f"Choice {chr(65 + n)}") for n in range(11)), "go")
    assert said(page_with(choices, first="c10"))[9:] == ["9: Choice I", "Choice J", "Choice K", "Next: right arrow"]


@pytest.mark.holds(47)
@pytest.mark.parametrize(
    ("mark", "word"), [("chosen", "chosen"), ("right", "That's right"), ("skipped", "not read yet")]
)
def test_a_mark_without_words_of_its_own_is_said_in_words(mark: str, word: str) -> None:
    choices = Choices((Choice("a", "Yes", mark=mark),), "go")  # type: ignore[arg-type]
    assert f"1: Yes ({word})" in said(page_with(choices))


@pytest.mark.holds(70)
def test_the_digits_of_a_pin_are_never_said() -> None:
    *_, typing, _ = pages_outside_a_visit()
    keys = [one.text for one in narrate(typing, WORDS) if one.item.isdigit()]
    assert keys == list("1234567890")
    assert "Digits typed: 1" in said(typing)


def test_of_the_same_page_nothing_is_said_twice() -> None:
    question = to_the_next_question(begin("sialogram"))
    assert narrate_change(question.page, question.page, WORDS) == ()


def test_of_another_page_everything_is_said() -> None:
    visit = begin("sialogram")
    there = after(visit, GoOn()).page
    assert narrate_change(visit.page, there, WORDS) == narrate(there, WORDS)


def test_choosing_says_what_was_chosen_and_what_to_do() -> None:
    question = to_the_next_question(begin("sialogram"))
    one, two = (after(question, Choose(question.page.choices()[place])) for place in (0, 1))
    answer = question.question(question.place).options[1].text
    assert texts(narrate_change(one.page, two.page, WORDS)) == [
        f"2: {answer} (chosen)",
        "You chose 2.",
        "Press Enter to go on, or choose again.",
    ]
    assert texts(narrate_change(question.page, two.page, WORDS))[3:] == [
        "Confirm: right arrow",
        "Enter presses Confirm.",
    ]


def test_going_on_without_an_answer_says_what_to_do() -> None:
    question = to_the_next_question(begin("sialogram"))
    new = narrate_change(question.page, after(question, GoOn()).page, WORDS)
    assert texts(new) == list(sentences(WORDS.question.choose_first))
    assert {one.spot for one in new} == {"notice"}


def test_a_word_says_its_meaning_when_it_opens_and_that_it_closed() -> None:
    glossary = Glossary("What does it mean?", (GlossaryWord("word:dye", "dye", "A liquid.", open=False),))
    closed = page_with(glossary)
    opened = page_with(replace(glossary, words=(replace(glossary.words[0], open=True),)))
    assert texts(narrate_change(closed, opened, WORDS)) == ["dye: A liquid."]
    assert texts(narrate_change(opened, closed, WORDS)) == ["dye (closed)"]


def test_a_mark_is_said_and_so_is_taking_it_back() -> None:
    open_one = Choice("when", "When can I drive?")
    marked = replace(open_one, mark="chosen", mark_label="marked")
    before, there = (page_with(Choices((one, Choice("b", "Why?")), "many")) for one in (open_one, marked))
    assert texts(narrate_change(before, there, WORDS)) == ["1: When can I drive? (marked)"]
    assert texts(narrate_change(there, before, WORDS)) == ["When can I drive? (not marked any more)"]


@pytest.mark.holds(41)
def test_a_warning_that_comes_up_above_is_said_and_nothing_else() -> None:
    page = page_with(Paragraph("You rest."), Choices((Choice("a", "Yes"),), "go"))
    warned = replace(page, parts=(Note(WORDS.trouble.unsaved), *page.parts))
    assert texts(narrate_change(page, warned, WORDS)) == list(sentences(WORDS.trouble.unsaved))


@pytest.mark.holds(58)
def test_a_countdown_is_said_anew_when_it_changes() -> None:
    before, there = (page_with(Countdown(f"Otherwise it closes in {n} seconds.")) for n in (30, 10))
    assert texts(narrate_change(before, there, WORDS)) == ["Otherwise it closes in 10 seconds."]


def test_a_confirmed_answer_is_said_as_chosen_and_has_no_numbers() -> None:
    question = to_the_next_question(begin("sialogram"))
    chosen = question.page.choices()[0]
    locked = after(question, Choose(chosen), GoOn(), GoBack()).page
    answer = question.question(question.place).options[0].text
    assert f"{answer} (chosen)" in said(locked)
    assert not [text for text in said(locked) if text.startswith("1:")]


def test_what_has_the_focus_is_said() -> None:
    page = page_with(Choices((Choice("a", "Yes", "It is mine."), Choice("b", "No")), "go"))
    assert texts(narrate_focus(page, "a", WORDS)) == ["1: Yes", "It is mine."]
    assert texts(narrate_focus(page, "next", WORDS)) == ["Next: right arrow"]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("It takes 30 min. before lunch. Then rest.", ["It takes 30 min. before lunch.", "Then rest."]),
        ("Some tests, e.g. MRI. Ask us.", ["Some tests, e.g. MRI.", "Ask us."]),
        ("Ask Dr. Lee. She knows.", ["Ask Dr. Lee.", "She knows."]),
        ("See No. 5 first. Thank you.", ["See No. 5 first.", "Thank you."]),
        ("No. Tell us.", ["No.", "Tell us."]),
        ("You have a CT. We help.", ["You have a CT.", "We help."]),
        ("You chose 2. Press Enter.", ["You chose 2.", "Press Enter."]),
        ("1. First, rest.", ["1. First, rest."]),
        ("It is 12:30. Use 2.5 mL. Done.", ["It is 12:30.", "Use 2.5 mL. Done."]),
        ("“Is it mine?” she asks. (Yes.) Good.", ["“Is it mine?” she asks.", "(Yes.)", "Good."]),
        ("When can I drive? (marked)", ["When can I drive? (marked)"]),
        ("Wait… and rest. ⁺", ["Wait… and rest. ⁺"]),
        ("One line\nanother line", ["One line", "another line"]),
        ("検査です。次へ。", ["検査です。", "次へ。"]),
        ("Это тест. Ждите.", ["Это тест.", "Ждите."]),
        ("هل أنت بخير؟ نعم.", ["هل أنت بخير؟", "نعم."]),
        ("¿Le duele? ¡Díganos!", ["¿Le duele?", "¡Díganos!"]),
    ],
)
def test_sentences_are_cut_where_they_end(text: str, cut: list[str]) -> None:
    assert list(sentences(text)) == cut


@pytest.mark.parametrize("text", ["", "   ", "...", "🙂", "🙂 ! 🙂", "\n", "— ?"])
def test_what_holds_no_word_is_no_sentence(text: str) -> None:
    assert sentences(text) == ()
    assert said(page_with(Paragraph(text))) == ["Heading", "Next: right arrow", "Enter presses Next."]


@pytest.mark.parametrize(
    "text",
    [
        "abcdefghij" * 2000,
        "long, " * 4000,
        "longer " * 3000,
        "検" * 20000,
        ". . . a" * 3000,
        "e\u0301" * 10000,
        "a" + "\u0301" * 20000,
        "🙂 word " * 3000,
        "A. " * 7000,
    ],
)
def test_a_text_of_any_length_is_cut_into_what_a_voice_can_take(text: str) -> None:
    pieces = sentences(text)
    assert all(0 < len(piece) <= MOST_LETTERS for piece in pieces)
    letters = re.compile(r"[^\W_]")
    assert letters.findall("".join(pieces)) == letters.findall(text)


def test_a_long_sentence_is_cut_after_a_clause() -> None:
    clause = "you rest for a while in the room beside the door, "
    assert all(piece.endswith(",") for piece in sentences(clause * 30)[:-1])


def test_an_accent_stays_with_its_letter() -> None:
    assert not any(piece.startswith("\u0301") for piece in sentences("xe\u0301" * 999))
