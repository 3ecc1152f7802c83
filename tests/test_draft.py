"""A source's page becomes facts and a skeleton: however the page is written, nothing of it is lost."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from folders import FACTS, PROCEDURE, WORDS, Folder, kiosk
from kiosk.content.draft import blank, draft, hedges_in
from kiosk.content.folder import shipped
from kiosk.content.library import Library
from kiosk.content.source_page import decoded, said
from kiosk.content.tree import MOST_BYTES
from kiosk.model.error import UsageError

TODAY = date(2026, 11, 22)
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
"""The pages of the four walkthroughs, which lie beside the checkout and not in it."""

KNEE = {
    "Name of the Procedure": ["Knee Scan", "Common names: Knee MRI, Magnet Scan"],
    "Summary": ["A knee scan takes pictures of the knee. It uses a magnet and no X-rays."],
    "Purpose": ["It helps to find torn tissue."],
    "Indications": ["Pain that does not go away", "A knee that may give way"],
    "Preparation": ["Metal must be left outside.", "Fasting is usually not needed."],
    "Procedure Description": [
        "You lie on a table.",
        "The table moves into the scanner.",
        "Dye is injected, if needed.",
    ],
    "Duration": ["It takes about 20 minutes."],
    "Setting": ["It is done in a hospital."],
    "Personnel": ["Technologist", "Radiologist"],
    "Risks and Complications": ["Rarely, a reaction to the dye."],
    "Benefits": ["A clear view of the knee."],
    "Recovery": ["You can usually go home at once."],
    "Alternatives": ["An X-ray, which shows less."],
    "Patient Experience": ["The scanner is loud. Some people might feel closed in."],
}  # fmt: skip
"""A page of the form of the sources, and of nobody's: what stands under each heading."""

SENTENCES = [part for texts in KNEE.values() for text in texts for part in re.split(r"(?<=[a-z]\.) ", text)]


def plainly(page: dict[str, list[str]]) -> Iterator[str]:
    for heading, texts in page.items():
        yield from (heading, "", *texts, "")


STYLES: dict[str, Callable[[], str]] = {
    "as the sources": lambda: "\n".join(plainly(KNEE)),
    "with colons and dashes": lambda: "\n".join(
        line for heading, texts in KNEE.items() for line in (f"{heading}:", *(f"- {text}" for text in texts))
    ),
    "in capitals": lambda: "\n".join(plainly({heading.upper(): texts for heading, texts in KNEE.items()})),
    "in small letters": lambda: "\n".join(plainly({heading.lower(): texts for heading, texts in KNEE.items()})),
    "as Markdown": lambda: "\n".join(
        line for heading, texts in KNEE.items() for line in (f"## {heading}", "", *(f"* {text}" for text in texts), "")
    ),
    "as closed Markdown": lambda: "\n".join(plainly({f"# {heading} #": texts for heading, texts in KNEE.items()})),
    "with bold headings": lambda: "\n".join(plainly({f"**{heading}:**": texts for heading, texts in KNEE.items()})),
    "underlined": lambda: "\n".join(
        line for heading, texts in KNEE.items() for line in (heading, "-" * len(heading), *texts, "")
    ),
    "on one line": lambda: "\n".join(f"{heading}: {' '.join(texts)}" for heading, texts in KNEE.items()),
    "numbered with brackets": lambda: "\n".join(
        line
        for heading, texts in KNEE.items()
        for line in (heading, *(f"({number}) {text}" for number, text in enumerate(texts, 1)), "")
    ),
    "numbered without a space": lambda: "\n".join(
        line
        for heading, texts in KNEE.items()
        for line in (heading, *(f"{number}.{text}" for number, text in enumerate(texts, 1)), "")
    ),
    "with letters": lambda: "\n".join(
        line
        for heading, texts in KNEE.items()
        for line in (heading, *(f"{letter}) {text}" for letter, text in zip("abc", texts, strict=False)), "")
    ),
    "indented with tabs": lambda: "\n".join(
        line for heading, texts in KNEE.items() for line in (f"\t{heading}\t", *(f"\t\t•\t{text}" for text in texts))
    ),
    "with Windows line ends": lambda: "\r\n".join(plainly(KNEE)),
    "with old line ends": lambda: "\r".join(plainly(KNEE)),
    "with a mark at its beginning": lambda: "\ufeff" + "\n".join(plainly(KNEE)),
    "in another order": lambda: "\n".join(plainly(dict(reversed(KNEE.items())))),
    "with a heading nobody knows": lambda: "\n".join(plainly({"Our Team Says": ["We like knees."], **KNEE})),
    "with empty sections": lambda: "\n".join(plainly({**KNEE, "Benefits": [], "Setting": [], "Aftercare": []})),
    "with hard spaces": lambda: "\n".join(plainly(KNEE)).replace(" ", "\u00a0"),
    "with signs nobody sees": lambda: "\n".join(plainly(KNEE)).replace(" a ", " \u200ba\u200b "),
}  # fmt: skip


def words(text: str) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in text.replace("\u200b", "")).split())


def lost(text: str) -> list[str]:
    """The sentences of the knee's page that no fact holds."""
    held = words(" ".join(one.text for one in said(decoded(text.encode()))))
    return [sentence for sentence in SENTENCES if sentence not in held and sentence in words(text)]


@pytest.mark.parametrize("style", STYLES)
def test_no_sentence_is_lost_however_the_page_is_written(style: str) -> None:
    assert lost(STYLES[style]()) == []


@pytest.mark.parametrize("style", [style for style in STYLES if style not in ("with empty sections",)])
def test_each_sentence_stands_in_the_section_that_its_heading_names(style: str) -> None:
    found = {one.text: one.kind for one in said(decoded(STYLES[style]().encode()))}
    assert found["Fasting is usually not needed."] == "preparation"
    assert found["The table moves into the scanner."] == "description"
    assert found["Rarely, a reaction to the dye."] == "risks"
    assert found["It takes about 20 minutes."] == "duration"
    assert found["Some people might feel closed in."] == "experience"
    assert found["You can usually go home at once."] == "recovery"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_ways_in_which_pages_are_saved(encoding: str) -> None:
    text = "Risks\n• The patient’s knee – rarely – hurts.\n"
    (only,) = said(decoded(text.encode(encoding)))
    assert only.text == "The patient’s knee – rarely – hurts."


def test_lines_that_an_editor_broke_are_one_sentence_again() -> None:
    text = "Summary\n\nA knee scan takes pictures of the knee, one after another, with\na magnet. It uses no\nX-rays.\n"
    assert [one.text for one in said(text)] == [
        "A knee scan takes pictures of the knee, one after another, with a magnet.",
        "It uses no X-rays.",
    ]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(one.text, one.kind) for one in said(text) if not one.is_heading]


def test_headings_may_have_numbers_as_points_have() -> None:
    text = (
        "1. Summary\nA scan.\n\n2. Preparation\n- Eat.\n\n3. Parking\nBehind the house.\n\n4. Risks\n1. Pain\n2. Heat\n"
    )
    assert kinds(text) == [
        ("A scan.", "summary"),
        ("Eat.", "preparation"),
        ("Behind the house.", "other"),
        ("Pain", "risks"),
        ("Heat", "risks"),
    ]
    text = "1. What is a scan?\nA test.\n2. How is it done?\nIt is quick.\n3. Is it safe?\nYes.\n"
    assert kinds(text) == [("A test.", "summary"), ("It is quick.", "description"), ("Yes.", "risks")]
    steps = "Procedure Description\n1. Preparation\n2. Injection\n3. Recovery\n\nRisks\nPain.\n\nBenefits\nNone.\n"
    steps += "\nAlternatives\nRest.\n"
    assert ("Recovery", "description") in kinds(steps), "the points of a list that are called as headings are"


def test_a_page_without_a_name_is_about_what_its_first_line_says() -> None:
    for text in ("Skin Test\n\nIt takes a day.\n\nRisks\nPain.\n", "# Skin Test\nIt takes a day.\n\n## Risks\nPain.\n"):
        assert kinds(text) == [("Skin Test", "name"), ("It takes a day.", "summary"), ("Pain.", "risks")]
        assert draft(text, "x", TODAY).title == "Skin Test"


def test_what_stands_below_a_lower_heading_belongs_to_the_one_above() -> None:
    text = "## Procedure\n\nYou lie down.\n\n### Pictures\n\nThey are taken.\n\n## Our Garden\n\nIt has roses.\n"
    assert kinds(text) == [
        ("You lie down.", "description"),
        ("They are taken.", "description"),
        ("It has roses.", "other"),
    ]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Potential Risks:", "risks"),
        ("Risks & Side Effects", "risks"),
        ("Before Your Exam -", "preparation"),
        ("What You Should Bring", "preparation"),
        ("After the Biopsy", "recovery"),
        ("Follow-Up Care", "recovery"),
        ("Benefits of the Test", "benefits"),
        ("Step-by-Step", "description"),
        ("Where is it done?", "setting"),
    ],
)
def test_other_names_of_headings_are_known(heading: str, kind: str) -> None:
    assert kinds(f"Summary\nA scan.\n\n{heading}\nThis.\n")[-1] == ("This.", kind)


def test_a_heading_nobody_knows_is_seen_right_above_its_text_where_the_others_stand_so() -> None:
    text = "Summary\nA scan.\n\nInsurance\nAsk them.\n\nTell us if:\n- it hurts\n"
    assert kinds(text) == [
        ("A scan.", "summary"),
        ("Ask them.", "other"),
        ("Tell us if:", "other"),
        ("it hurts", "other"),
    ]


@pytest.mark.parametrize("sign", ["✓ ", "➤", "o ", "ii. ", "B) ", "☐ "])
def test_other_signs_of_points_are_no_part_of_them(sign: str) -> None:
    assert kinds(f"Risks\n{sign}Pain\n{sign}Heat\n") == [("Pain", "risks"), ("Heat", "risks")]


def test_marks_of_markdown_are_no_words() -> None:
    text = "Summary\nA **knee scan** *may* take `2` hours. 3 * 4 = 12.\n\n"
    text += "Risks\n| Pain | common |\n|---|---|\n| Heat | rare |\n"
    assert [one.text for one in said(text)] == [
        "A knee scan may take 2 hours.",
        "3 * 4 = 12.",
        "Pain: common",
        "Heat: rare",
    ]


def test_an_abbreviation_ends_no_sentence() -> None:
    text = "Setting\nMrs. Lee's room at St. Mary's takes approx. 10 people. Go in.\n"
    assert [one.text for one in said(text)] == ["Mrs. Lee's room at St. Mary's takes approx. 10 people.", "Go in."]


def test_a_page_about_two_procedures_is_refused_with_both_names() -> None:
    text = "Name of the Procedure\nKnee Scan\n\nSummary\nA scan.\n\n"
    with pytest.raises(UsageError, match=r"x is about “Knee Scan” and “Hip Scan”\. Save each as a page of its own"):
        draft(text + text.replace("Knee", "Hip"), "x", TODAY)
    assert draft(text + text, "x", TODAY).title == "Knee Scan"


@pytest.mark.parametrize(
    ("text", "must"),
    [
        ("It takes about 30–45 minutes.", (("30",), ("45",))),
        ("Rest for 2-3 days.", (("2", "two"), ("3", "three", "2-3"))),
        ("Wait ten minutes, or 1,000 seconds.", (("ten", "10"), ("1,000", "1000"))),
        ("Half an hour at C5-C6, one after another.", ()),
    ],
)
def test_the_numbers_of_a_fact_must_be_said(text: str, must: tuple[tuple[str, ...], ...]) -> None:
    (fact,) = [one for one in draft(f"Duration\n{text}", "x", TODAY).facts if not one.is_added]
    assert fact.must == must


def test_a_hedge_is_no_keyword() -> None:
    facts = draft("Duration\n- It usually takes long.\n- Usually no more than 20 min.", "x", TODAY).facts
    assert [one.keywords for one in facts if not one.is_added] == [("takes", "long"), ("20",)]


def test_a_point_and_the_lines_under_it_are_apart() -> None:
    text = "Risks\n- Pain\n- Bleeding\nThese are rare.\n"
    assert [(one.text, one.where) for one in said(text)] == [
        ("Pain", "Risks, bullet 1"),
        ("Bleeding", "Risks, bullet 2"),
        ("These are rare.", "Risks, sentence 1"),
    ]


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("Fasting is typically not required.", ("typically",)),
        ("Mild soreness may occur in some cases.", ("mild", "may", "in some cases")),
        ("Some might feel it for about an hour.", ("some", "might", "about")),
        ("Rarely, damage to the ducts", ("rarely",)),
        ("Sedation, if used, will help.", ("if used",)),
        ("The canopy was mayor of Mayfield.", ()),
        ("It takes up to an hour, possibly more.", ("up to", "possibly")),
        ("It gives an answer about the mole, and tells you about what you may feel.", ("may",)),
        ("It is about the size of a pea, and about 5 are taken.", ("about",)),
        ("Tell the team about allergies, and about 4 days before.", ("about",)),
        ("Tell your nurse about allergies.", ()),
        ("The dye goes around the knee for around 20 minutes.", ("around",)),
        ("Most stay 2 hours at most.", ("most", "at most")),
        ("In rare cases it probably tends to swell, roughly twice.", ("rare", "probably", "tends to", "roughly")),
        ("A few drops go in.", ()),
    ],
)
def test_hedges_are_found_in_their_order(text: str, hedges: tuple[str, ...]) -> None:
    assert hedges_in(text) == hedges


def test_a_page_becomes_facts_with_ids_sections_and_hedges() -> None:
    made = draft(STYLES["as the sources"](), "knee.txt", TODAY)
    assert (made.id, made.title, list(made.also)) == ("knee-scan", "Knee Scan", ["Knee MRI", "Magnet Scan"])
    fact = next(one for one in made.facts if one.says == "Fasting is usually not needed.")
    assert (fact.id, fact.section, fact.hedge, fact.where) == (
        "ks-09",
        "prepare",
        ("usually",),
        "Preparation, sentence 2",
    )
    assert [one.section for one in made.facts if one.is_added] == ["call"], "the page never says when to call"


def test_a_code_on_the_page_is_kept() -> None:
    assert list(draft("CPT code 73721\nSummary\nA scan.", "x", TODAY).codes) == ["73721"]
    assert list(draft("CPT4: 70390\nSummary\nIn 70391 people.", "x", TODAY).codes) == ["70390"]


def findings(made: Path, place: Path) -> Counter[str]:
    """What the check has against a drafted folder, by rule."""
    library = Library(place, place / "assets")
    reading = library.read(made.name, with_facts=True)
    assert reading.procedure is None, "no patient meets a skeleton"
    return Counter(one.rule for one in reading.mistakes)


@pytest.mark.parametrize("style", STYLES)
def test_the_skeleton_lacks_nothing_but_words(style: str, tmp_path: Path) -> None:
    made = draft(STYLES[style](), "knee.txt", TODAY).write(tmp_path / "procedures")
    found = findings(made, tmp_path)
    assert set(found) == {"gap"}
    assert found["gap"] > 60


def test_a_skeleton_without_any_source_lacks_nothing_but_words(tmp_path: Path) -> None:
    made = blank("knee-scan", "Knee scan", TODAY).write(tmp_path / "procedures")
    assert set(findings(made, tmp_path)) == {"gap"}


def test_a_skeleton_with_words_in_all_its_gaps_can_be_shown(tmp_path: Path) -> None:
    made = draft(STYLES["as the sources"](), "knee.txt", TODAY).write(tmp_path / "procedures")
    for name in (PROCEDURE, WORDS, FACTS):
        text = (made / name).read_text("utf-8")
        (made / name).write_text(re.sub(r"(?m)^(\s*[^#\s].*?)…", r"\1x", re.sub(r": …", ": x", text)), "utf-8")
    shown = Library(tmp_path, tmp_path / "assets").procedure("knee-scan")
    assert shown.title == "Knee Scan"
    assert [one.id for one in shown.sections] == ["what", "prepare", "happens", "after", "risks", "choices", "call"]
    assert shown.section("happens").steps[-1].gathers


def test_a_page_of_200_kilobytes_is_drafted_whole(tmp_path: Path) -> None:
    sentences = [f"Sentence number {number} says that it may be so, and how." for number in range(4000)]
    text = "Recovery\n\n" + "\n".join(sentences)
    assert len(text) > 200_000
    made = draft(text, "long.txt", TODAY).write(tmp_path / "procedures")
    sheet = (made / FACTS).read_text("utf-8")
    assert all(sentence in sheet for sentence in sentences)
    assert len(sheet.encode()) > MOST_BYTES or set(findings(made, tmp_path)) == {"gap"}


def test_a_sentence_without_an_end_is_cut_and_kept(tmp_path: Path) -> None:
    for text in ("word " * 40_000, "x" * 200_000):
        facts = said(f"Summary\n{text}")
        assert max(len(one.text) for one in facts) < 2000
        assert "".join("".join(one.text.split()) for one in facts) == "".join(text.split())


def test_a_point_that_nobody_wrote_is_passed_over() -> None:
    text = "Name of the Procedure\n\nKnee Scan\n\nPreparation\n1. Do not eat.\n2.\nBring a friend.\n3. \n**\n4. Rest."
    assert [one.text for one in said(text)] == ["Knee Scan", "Do not eat.", "Bring a friend.", "Rest."]


@pytest.mark.parametrize("text", ["", " \n\t\n", "***\n---\n", "•\n1.\n", "\ufeff", "\x00\x01"])
def test_a_page_without_a_word_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(UsageError, match=r"x\.txt says nothing"):
        draft(decoded(text.encode()), "x.txt", TODAY)


WORD = st.text(st.characters(codec="utf-8", categories=["L", "M", "N"]), min_size=2, max_size=12).filter(
    lambda word: not word.isascii()  # or it could be a heading
)
LINE = st.lists(
    st.one_of(WORD, st.sampled_from(["may", "usually", "Risks of", "…", '"', "#", "&", "a:", "-", "[x]", "{y}"]))
)


@settings(max_examples=150, deadline=None)
@given(
    page=st.lists(st.tuples(st.sampled_from([*KNEE, "Nobody Knows", "What is it?", ""]), st.lists(LINE))),
    bullet=st.sampled_from(["", "• ", "- ", "* ", "12. ", "3) ", "(4) "]),
    heading=st.sampled_from(["{}", "{}:", "# {}", "**{}**", "{}\n===="]),
    end=st.sampled_from(["\n", "\r\n", "\n\n"]),
)
def test_whatever_is_written_every_word_of_it_is_kept(
    page: list[tuple[str, list[list[str]]]], bullet: str, heading: str, end: str
) -> None:
    text = end.join(
        line for name, lines in page for line in (heading.format(name), *(bullet + " ".join(one) for one in lines))
    )
    wanted = Counter(word for _, lines in page for line in lines for word in line if len(word) > 1 and word.isalnum())
    found = said(decoded(text.encode("utf-8", "replace")))
    held = Counter(word for one in found for word in re.findall(r"[^\W_]+", words(one.text)))
    known = Counter(word for name, _ in page for word in re.findall(r"[^\W_]+", name))
    wanted = Counter(part for word, count in wanted.items() for part in re.findall(r"[^\W_]+", words(word)) * count)
    assert wanted - held - known == Counter()


@settings(max_examples=150, deadline=None)
@given(data=st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace"))))
def test_whatever_bytes_a_page_has_its_files_can_be_read(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    place = tmp_path_factory.mktemp("draft")
    try:
        made = draft(decoded(data), "page.txt", TODAY, procedure_id="own").write(place / "procedures")
    except UsageError:
        assert said(decoded(data)) == []
        return
    assert set(findings(made, place)) == {"gap"}
    says = [one["says"] for one in yaml.safe_load((made / FACTS).read_text("utf-8"))["facts"]]
    assert says == [one.text for one in said(decoded(data))]


needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the sources' pages are not here")


@needs_seeds
@pytest.mark.parametrize("number", range(4))
def test_every_line_of_the_sources_pages_is_kept(number: int, tmp_path: Path) -> None:
    page = sorted(SEEDS.glob("*.txt"))[number]
    ended = kiosk(tmp_path, "content", "draft", page, "--to", tmp_path / "procedures")
    assert (ended.returncode, ended.stderr) == (0, "")
    (made,) = (tmp_path / "procedures").iterdir()
    facts = yaml.safe_load((made / FACTS).read_text("utf-8"))["facts"]
    held = " ".join(one["says"] for one in facts) + " ".join(one["where"] for one in facts)
    for line in page.read_text("utf-8").splitlines():
        text = re.sub(r"^\s*(?:[•-]|\d+\.)\s+", "", line).strip().rstrip(":")
        assert " ".join(text.split()) in held, text


@needs_seeds
def test_the_sources_facts_have_the_hedges_that_people_found_in_them() -> None:
    """Each hedge of our own sheet is in the sentence of the page that the fact comes from."""
    page = next(SEEDS.glob("000_*.txt"))
    found = {hedge for one in draft(page.read_text("utf-8"), "x", TODAY).facts for hedge in one.hedge}
    ours = yaml.safe_load((shipped("content") / "procedures" / "sialogram" / FACTS).read_text("utf-8"))["facts"]
    assert {hedge for one in ours for hedge in one.get("hedge", ())} - found == set()


def test_the_command_says_what_comes_next_and_the_check_lists_what_lacks(tmp_path: Path) -> None:
    (tmp_path / "knee.txt").write_text(STYLES["as the sources"](), "utf-8")
    ended = kiosk(tmp_path, "content", "draft", tmp_path / "knee.txt", "--to", tmp_path / "own" / "procedures")
    home = tmp_path / "own" / "procedures" / "knee-scan"
    assert ended.stdout.splitlines() == [
        f"{home}: 22 facts, 7 of them with a hedge.",
        f"What is still to be written: kiosk content check {home}",
    ]
    again = kiosk(tmp_path, "content", "draft", tmp_path / "knee.txt", "--to", tmp_path / "own" / "procedures")
    assert again.returncode == 2
    assert again.stderr == f"{home} is there already. Choose another id, or move it away.\n"


def test_a_page_that_cannot_be_read_or_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_bytes(b"a" * 1_000_001)
    for name, code, says in (
        ("none.txt", 1, "cannot be read: No such file or directory."),
        ("large.txt", 2, "is larger than 1 MB."),
        (".", 1, "cannot be read: Is a directory."),
    ):
        ended = kiosk(tmp_path, "content", "draft", tmp_path / name, "--to", tmp_path)
        assert (ended.returncode, says in ended.stderr) == (code, True)


def test_a_skeleton_says_what_to_write_where_no_fact_does_and_a_comma_may_stand_in_each_text(tmp_path: Path) -> None:
    made = draft(STYLES["as the sources"](), "knee.txt", TODAY).write(tmp_path / "procedures")
    words = (made / WORDS).read_text("utf-8")
    assert "    title: …  # such as: Before the test\n" in words
    assert "the source says nothing here. Say in facts.yaml, under added, what it is to be." in words
    lines = words.splitlines()
    assert all(
        "#" in lines[place - 1] for place, line in enumerate(lines) if line.lstrip().startswith(("ask:", "apart:"))
    )
    (made / WORDS).write_text(re.sub("(?m)…$", "Well, so it is", words), "utf-8")
    wrong = Library(tmp_path, tmp_path / "assets").read(made.name, with_facts=True).mistakes
    assert "format" not in {one.rule for one in wrong}


def test_a_new_walkthrough_is_named_and_refused_like_others(tmp_path: Path) -> None:
    ended = kiosk(
        tmp_path, "content", "new", "knee-scan", "--title", "Knee: the [scan]", "--to", tmp_path / "procedures"
    )
    assert ended.returncode == 0
    assert yaml.safe_load((tmp_path / "procedures" / "knee-scan" / WORDS).read_text())["title"] == "Knee: the [scan]"
    wrong = kiosk(tmp_path, "content", "new", "Knee Scan", "--title", "x")
    assert (wrong.returncode, "cannot be an id" in wrong.stderr) == (2, True)
    for title in ("", " ", "a\x1b[2J"):
        wrong = kiosk(tmp_path, "content", "new", "hip-scan", "--title", title, "--to", tmp_path / "procedures")
        assert (wrong.returncode, "a title has letters, and nothing that cannot be seen" in wrong.stderr) == (2, True)
    assert not (tmp_path / "procedures" / "hip-scan").exists()


def test_a_gap_keeps_a_walkthrough_from_patients(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    for gap in ("…", "..."):
        line = folder.set_line(WORDS, "apart:", f"apart: {gap}")
        (only,) = folder.read().mistakes
        assert (only.line, only.rule) == (line, "gap")
        assert only.says == "“apart” is still to be written."
        assert only.cure == f"Write it in the place of the sign {gap}"
        assert folder.library.procedures() == ()
