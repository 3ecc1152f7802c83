"""The gate: each of its rows stops a walkthrough that fails this row alone, and its measures count as by hand."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from folders import PROCEDURE, Folder, kiosk
from kiosk.content import measure
from kiosk.content.gate import check
from kiosk.content.hedge import read_hedges
from kiosk.content.library import Library
from own_walkthrough import ASKS, SENTENCE, STEPS, OwnWalkthrough

SAID = "Here the Patient can rest"

PLACES: list[Callable[[OwnWalkthrough], object]] = [
    lambda own: own.step("after-2").update(heading=SAID),
    lambda own: own.step("after-2").update(points=[SAID]),
    lambda own: own.step("after-2").update(feel={"text": SAID}),
    lambda own: own.words["sections"]["after"]["questions"]["ask-after"].update(ask=SAID),
    lambda own: own.options("after").update({one: {"text": SAID, "feedback": SENTENCE} for one in ("here", "home")}),
    lambda own: own.options("after")["home"].update(feedback=SAID),
    lambda own: own.words["to_ask"].update(when=SAID),
    lambda own: own.words["remember"].update(rest=SAID),
]
"""Each lets another text speak of the patient."""


@pytest.fixture
def own(tmp_path: Path) -> OwnWalkthrough:
    return OwnWalkthrough(tmp_path)


def test_a_calm_walkthrough_passes(own: OwnWalkthrough) -> None:
    assert own.failed() == []


def test_a_step_of_sixty_words_passes(own: OwnWalkthrough) -> None:
    own.step("what-1")["text"] = [SENTENCE] * 5
    own.step("what-1")["points"] = [SENTENCE, SENTENCE, "You can rest now."]
    assert own.failed() == []


def test_a_step_of_more_than_sixty_words_is_too_long(own: OwnWalkthrough) -> None:
    own.step("what-1")["points"] = [SENTENCE, SENTENCE, "You can rest here now."]
    says = "The step “what-1” has 61 words; at most 60 fit on a page. Say less, or make two steps of it."
    assert own.failed() == [f"[words] en.yaml, what-1: {says}"]


def test_what_you_may_feel_has_at_most_thirty_words(own: OwnWalkthrough) -> None:
    own.step("happens-1")["feel"] = {"text": f"{SENTENCE} {SENTENCE} {SENTENCE}", "helps": "You can rest here for now."}
    own.step("happens-2")["feel"] = {
        "text": f"{SENTENCE} {SENTENCE} {SENTENCE}",
        "helps": "You can rest here now then ok.",
    }
    says = "“You may feel” has 31 words; at most 30. Say less."
    assert own.failed() == [f"[words] en.yaml, feel: {says}"]


def test_a_walkthrough_can_be_too_short(own: OwnWalkthrough) -> None:
    own.say_everywhere(SENTENCE, SENTENCE, SENTENCE)
    (only,) = own.failed()
    says = f"The steps have {28 * 26} words in all; 900 to 1400 take 5 to 10 minutes. Say more: why each thing is done,"
    assert only.startswith(f"[words] en.yaml, sections: {says}")
    assert only.endswith("What your source does not say goes to `added` in facts.yaml.")


def test_a_walkthrough_can_be_too_long(own: OwnWalkthrough) -> None:
    own.say_everywhere(*[SENTENCE] * 7)
    says = f"The steps have {28 * 58} words in all; 900 to 1400 take 5 to 10 minutes."
    cure = "Say less: what a patient need not know gets `core: false` in facts.yaml."
    assert own.failed() == [f"[words] en.yaml, sections: {says} {cure}"]


@pytest.mark.parametrize("section", list(ASKS))
def test_something_that_no_question_asks_about_is_missed(own: OwnWalkthrough, section: str) -> None:
    group = "benefit or choice" if section == "what" else ASKS[section]
    own.question(section)["asks"] = "feel" if section != "call" else "happens"
    says = f"No question asks about: {group}. Add one in procedure.yaml."
    assert own.failed() == [f"[questions] en.yaml, sections: {says}"]


def test_a_question_about_a_choice_does_for_one_about_a_benefit(own: OwnWalkthrough) -> None:
    own.question("what")["asks"] = "choice"
    assert own.failed() == []


def test_four_questions_are_too_few(own: OwnWalkthrough) -> None:
    for section in ("after", "call"):
        own.section(section)["questions"] = []
        own.words["sections"][section]["questions"] = {}
    assert own.failed() == [
        "[questions] en.yaml, sections: No question asks about: after. Add one in procedure.yaml.",
        "[questions] en.yaml, sections: No question asks about: feel. Add one in procedure.yaml.",
        "[questions] en.yaml, sections: There are 4 questions; at least 5. Ask more.",
    ]


def test_an_answer_much_longer_than_another_gives_itself_away(own: OwnWalkthrough) -> None:
    own.options("what")["home"]["text"] = "x" * 18
    own.options("what")["here"]["text"] = "x" * 12
    own.options("after")["home"]["text"] = "x" * 18
    own.options("after")["here"]["text"] = "x" * 11
    says = "The answers differ in length: 11 to 18 letters, which gives one away."
    cure = "Let the shortest have at least two thirds of the longest's letters."
    assert own.failed() == [f"[questions] en.yaml, options: {says} {cure}"]


def test_the_right_answer_must_not_always_stand_first(own: OwnWalkthrough) -> None:
    for section in ASKS:
        own.question(section)["right"] = "here"
        own.options(section)["home"]["text"] += "."
    says = "The right answer always stands first. Mix the order."
    assert own.failed() == [f"[questions] en.yaml, sections: {says}"]


def test_the_right_answer_must_not_always_be_the_longest(own: OwnWalkthrough) -> None:
    for section in ASKS:
        right = own.question(section)["right"]
        own.options(section)[right]["text"] = "You can rest right here"
    says = "The right answer is always the longest. Even the lengths out."
    assert own.failed() == [f"[questions] en.yaml, sections: {says}"]


def test_a_section_that_is_hard_to_read_is_named_with_its_hardest_words(own: OwnWalkthrough) -> None:
    for number in range(1, STEPS + 1):
        # 8 words and 14 syllables: 0.39 * 8 + 11.8 * 14 / 8 - 15.59
        own.step(f"risks-{number}")["text"] = ["Your doctor looks after many little paper folders."] * 5
        own.entry(f"risks-{number}")["covers"] = ["folders"]
    own.facts["facts"].append({"id": "folders", "where": "line 2", "says": "Folders.", "keywords": ["folder"]})
    hardest = "after, doctor, folders, little, many"
    begin = f"Begin in line {own.line('Your doctor looks after')}: “Your doctor looks after many little paper folders.”"
    says = f"Reading grade 8.2; at most 6.0. Shorten it. {begin} Hardest words: {hardest}."
    assert own.failed() == [f"[grade] en.yaml, risks: {says}"]


@pytest.mark.holds(44)
def test_one_sentence_of_sixteen_words_is_too_long(own: OwnWalkthrough) -> None:
    long = "You can rest here and ask us now and then you can rest here some more."
    own.step("what-1")["text"] = [SENTENCE, long]
    own.step("what-2")["text"] = [SENTENCE, long.replace("some more", "more")]
    says = f"A sentence has 16 words; at most 15: “{long}” Make two of it."
    assert own.failed() == [f"[sentence] en.yaml, {long} {says}"]


@pytest.mark.parametrize("place", PLACES)
def test_no_text_speaks_of_the_patient(own: OwnWalkthrough, place: Callable[[OwnWalkthrough], object]) -> None:
    place(own)
    found = set(own.failed())
    assert found
    for one in found:
        assert one.startswith("[you] en.yaml, ")
        assert one.endswith(f" “The patient” stands here: “{SAID}” Say “you”.")


def test_sentences_are_short_on_average(own: OwnWalkthrough) -> None:
    said = "You can rest here and ask us now if you like to."
    own.say_everywhere(*[said] * 3)
    begin = f"Begin in line {own.line(said)}: “{said}”"
    says = f"Sentences have 12.0 words on average; at most 10. Make two of the longest ones. {begin}"
    assert own.failed() == [f"[sentence] en.yaml, sections: {says}"]


def test_long_words_make_the_whole_too_hard(own: OwnWalkthrough) -> None:
    own.say_everywhere(*["You can ask your family to rest here."] * 5)
    # One word of three syllables a sentence: 1.043 * sqrt(30) + 3.1291
    begin = f"Begin in line {own.line('You can ask')}: “You can ask your family to rest here.”"
    says = f"SMOG grade 8.8; at most 8.0. Use shorter words. {begin} Hardest: family, ask, can, here, rest."
    assert own.failed() == [f"[grade] en.yaml, sections: {says}"]


def test_one_passive_sentence_in_five_is_too_many(own: OwnWalkthrough) -> None:
    passive = "Your hand is held when you rest here."
    own.say_everywhere(*[SENTENCE] * 4, passive)
    begin = f"Begin in line {own.line(passive)}: “{passive}”"
    says = f"28 of 140 sentences are passive; at most one in ten. Say who does it. {begin}"
    assert own.failed() == [f"[passive] en.yaml, sections: {says}"]


def test_the_lines_of_the_other_passive_sentences_are_named_too(own: OwnWalkthrough) -> None:
    own.say_everywhere(*[SENTENCE] * 4, "Your hand is held when you rest here.")
    own.step("after-1")["text"] = [*[SENTENCE] * 4, "Your arm is held when you rest here."]
    (only,) = own.failed()
    line = own.line("Your arm is held when you rest here.")
    assert only.endswith(f"“Your hand is held when you rest here.” Others stand in {line}.")


def test_three_distant_sentences_in_five_are_too_many(own: OwnWalkthrough) -> None:
    distant = "The nurse can rest with a cup here."
    own.say_everywhere(*[SENTENCE] * 2, *[distant] * 3)
    says = "84 of 140 sentences neither say “you” nor tell what to do; at most half."
    begin = f"Begin in line {own.line(distant)}: “{distant}”"
    assert own.failed() == [f"[you] en.yaml, sections: {says} Speak to the reader. {begin}"]


@pytest.mark.holds(45)
def test_a_glossary_word_is_explained_where_it_first_stands(own: OwnWalkthrough) -> None:
    own.words["glossary"] = {"scan": {"word": "scan", "meaning": SENTENCE}}
    own.step("prepare-2")["text"] = ["You rest for all your Scans."]
    own.step("after-3")["text"] = ["You rest for your scan."]
    own.entry("after-3")["glossary"] = ["scan"]
    says = "“scan” first stands in the step “prepare-2”, and is not explained there."
    cure = "Name scan in that step's `glossary` in procedure.yaml."
    assert own.failed() == [f"[glossary] en.yaml, You rest for all your Scans. {says} {cure}"]


def test_a_glossary_word_stands_in_a_step(own: OwnWalkthrough) -> None:
    own.words["glossary"] = {"pus": {"word": "pus", "meaning": SENTENCE}}
    own.step("after-3")["text"] = ["You rest, and then you push."]
    own.entry("after-3")["glossary"] = ["pus"]
    says = "“pus” stands in no step. Remove it from the glossary, or use it."
    assert own.failed() == [f"[glossary] en.yaml, pus: {says}"]


def fact(**more: object) -> dict[str, object]:
    return {"id": "sore", "where": "line 3", "says": "One may be sore.", "keywords": ["sore*"], **more}


def test_a_core_fact_that_no_step_covers_is_missed(own: OwnWalkthrough) -> None:
    own.facts["facts"] += [fact(), fact(id="dull", core="false")]
    cure = "Say it in a step, and name it in that step's `covers`."
    assert own.failed() == [f"[facts] facts.yaml, id: sore No step covers sore: One may be sore. {cure}"]


def test_an_added_fact_that_no_step_says_is_missed(own: OwnWalkthrough) -> None:
    own.facts["added"] = [{"id": "ride", "when": "before", "says": "Bring someone.", "source": "leaflets"}]
    says = "No step covers the added fact ride: Bring someone. Say it in a step, or remove it here."
    assert own.failed() == [f"[facts] facts.yaml, id: ride {says}"]


@pytest.mark.parametrize("said", ["You may rest here.", "You may be so re-tired here."])
def test_a_fact_is_said_where_a_step_names_it(own: OwnWalkthrough, said: str) -> None:
    own.facts["facts"].append(fact())
    own.entry("after-1")["covers"] = ["sore", "rest"]
    own.step("after-1")["text"] = [said]
    says = "sore is named by “after-1”, but none of its words stand there: One may be sore."
    cure = "Say it there with “sore”, or add the words that you use to those of sore in facts.yaml."
    assert own.failed() == [f"[facts] en.yaml, after-1: {says} {cure}"]


def test_a_fact_needs_a_word_of_each_group(own: OwnWalkthrough) -> None:
    own.facts["facts"].append(fact(must=[["mouth", "lip"], ["day"]]))
    for number, said in enumerate(["Your lips are sore for days.", "Your lips are sore."], 1):
        own.entry(f"after-{number}")["covers"] = ["sore", "rest"]
        own.step(f"after-{number}")["text"] = [said]
    assert own.failed() == []
    own.entry("after-1")["covers"] = ["rest"]
    says = "sore is named by “after-2”, but not all of its words stand there: One may be sore. Say it there with “day”,"
    assert own.failed()[0].startswith(f"[facts] en.yaml, after-2: {says}")


def test_a_lost_hedge_is_named(own: OwnWalkthrough) -> None:
    own.facts["facts"].append(fact(hedge=["may", "rarely"]))
    own.entry("after-1")["covers"] = ["sore", "rest"]
    own.step("after-1")["text"] = ["Your lip may be sore. You rest."]
    says = "sore loses its hedge “rarely” in “after-1”: One may be sore."
    cure = "Keep the source's word for how sure or how often."
    assert own.failed() == [f"[hedge] en.yaml, Your lip may be sore. You rest. {says} {cure}"]


def test_a_lost_hedge_comes_with_the_sentence_that_lost_it(own: OwnWalkthrough) -> None:
    own.facts["facts"].append(fact(hedge=["may"]))
    own.entry("after-1")["covers"] = ["sore", "rest"]
    own.step("after-1")["text"] = ["You rest.", "You can ask us. Your lip will be sore."]
    own.write()
    (found,) = check(Library(own.home.parents[1]).read("own", with_facts=True))
    assert (found.line, found.sentence) == (own.line("Your lip will be sore."), "Your lip will be sore.")


@pytest.mark.parametrize(
    ("said", "failed"),
    [
        ("You can rest. Your lip may be sore.", ""),
        ("You can rest. Your lip will be sore.", "sore loses its hedge “may” in “rest”: One may be sore."),
        ("You can go home.", "rest is named by “rest”, but none of its words stand there: One can rest."),
    ],
)
def test_the_summary_says_what_it_names_and_as_surely(own: OwnWalkthrough, said: str, failed: str) -> None:
    own.facts["facts"].append(fact(hedge=["may"]))
    own.entry("after-1")["covers"] = ["sore", "rest"]
    own.step("after-1")["text"] = ["Your lip may be sore. You rest."]
    own.structure["remember"][0]["covers"] = ["rest", "sore"] if "lip" in said else ["rest"]
    own.words["remember"]["rest"] = said
    assert [failed in one for one in own.failed()] == [True] * bool(failed)


def test_a_right_answer_is_as_sure_as_its_fact(own: OwnWalkthrough) -> None:
    own.facts["facts"].append(fact(hedge=["may"]))
    own.entry("after-1")["covers"] = ["sore", "rest"]
    own.step("after-1")["text"] = ["Your lip may be sore. You rest."]
    asked = own.structure["sections"][3]["questions"][0]
    asked["covers"] = ["sore"]
    right = own.words["sections"]["after"]["questions"][asked["id"]]["options"][asked["right"]]
    right["feedback"] = "Yes. Your lip will be sore."
    (failed,) = own.failed()
    assert "sore loses its hedge “may”" in failed
    right["feedback"] = "Yes. Your lip may be sore."
    assert own.failed() == []


@pytest.mark.parametrize("key", ["title", "sentence", "apart"])
def test_what_stands_before_the_steps_is_read_too(own: OwnWalkthrough, key: str) -> None:
    own.words[key] = "You are the patient!"
    rules = [one.split("]")[0] for one in own.failed()]
    assert rules == ["[calm", "[you"]


def test_the_first_sentence_is_as_short_as_the_others(own: OwnWalkthrough) -> None:
    own.words["sentence"] = "You can rest here and ask us now and then you can rest here some more."
    (failed,) = own.failed()
    assert failed.startswith("[sentence] en.yaml, sentence: ")


def test_what_the_nurse_may_say_is_calm_and_may_be_longer(own: OwnWalkthrough) -> None:
    asked = next(iter(own.words["sections"]["what"]["questions"].values()))
    asked["teach_back"] = "Could you tell me what you can do here now and who you can ask then?"
    assert own.failed() == []
    asked["teach_back"] = "Tell me what you can do now!"
    assert [one[:6] for one in own.failed()] == ["[calm]"]


@pytest.mark.parametrize(
    ("said", "lost"),
    [
        ("Your lip is sore. You may rest.", True),
        ("You rest. Your lip may be sore.", False),
        ("Your lip may be sore. Your sore lip can rest.", False),
    ],
)
def test_the_hedge_of_a_fact_stands_in_its_own_sentence(own: OwnWalkthrough, said: str, lost: bool) -> None:
    own.facts["facts"].append(fact(hedge=["may"]))
    own.entry("after-1")["covers"] = ["sore", "rest"]
    own.step("after-1")["text"] = [said]
    assert any("sore loses its hedge “may” in “after-1”" in one for one in own.failed()) is lost


@pytest.mark.parametrize(
    ("hedge", "kept", "lost"),
    [
        ("may", "you might feel it", "you will feel it"),
        ("usually", "most people go home", "people go home"),
        ("rarely", "this is rare", "this does not happen"),
        ("common", "many people have it", "people have it"),
        ("uncommon", "this is not common", "this is common"),
        ("uncommon", "this does not happen often, it is uncommon", "this happens often"),
        ("some", "a bit of pain", "pain"),
        ("mild", "a little pain", "pain"),
        ("about", "around an hour", "an hour"),
        ("relatively", "a fairly low dose", "a low dose"),
        ("if needed", "when you need it", "you get it"),
        ("two thirds", "in two thirds of people", "in people"),
    ],
)
def test_a_hedge_is_kept_by_a_plain_word_of_its_strength(hedge: str, kept: str, lost: str) -> None:
    hedges, mistakes = read_hedges(Library().folder, "en")
    assert (hedges is not None, mistakes) == (True, [])
    assert hedges.keeps(hedge, kept)
    assert not hedges.keeps(hedge, lost)


def test_a_fact_that_two_steps_say_not_as_surely_is_named(own: OwnWalkthrough) -> None:
    own.facts["facts"].append(fact(hedge=["may"]))
    for step, said in (("after-1", "Your lip may be sore."), ("after-2", "Your lip is usually sore.")):
        own.entry(step)["covers"] = ["sore", "rest"]
        own.step(step)["text"] = [said, "You rest."]
    says = "sore has its hedge “may” in “after-1”, and not in “after-2”, which says “usually” and is stronger"
    cure = "One may be sore. Say it as surely in both."
    assert own.failed() == [f"[hedge] en.yaml, Your lip is usually sore. {says}: {cure}"]


def test_what_happens_ends_by_gathering_what_you_may_feel(own: OwnWalkthrough) -> None:
    own.entry("happens-4")["gathers"] = "false"
    own.entry("happens-3")["gathers"] = "true"
    says = "`happens` does not end by gathering what you may feel. End it with a step that has `gathers: true`."
    assert own.failed() == [f"[feel] procedure.yaml, id: happens {says}"]


def test_words_in_letters_that_cannot_be_measured_do_not_stop_the_check(own: OwnWalkthrough) -> None:
    own.facts["facts"][0]["keywords"] = ["отдых*"]
    for section in own.words["sections"].values():
        own.words["remember"] = dict.fromkeys(own.words["remember"], "Вы можете отдыхать здесь.")
        for name, step in section["steps"].items():
            step.update(heading=f"Вы {name}", text=["Вы можете отдыхать и спросить нас здесь сейчас."] * 5)
    assert own.failed() == []


def test_grade_is_as_by_hand() -> None:
    # 5 words, 5 syllables, 2 sentences
    assert measure.grade(["The cat sat.", "It ran."]) == pytest.approx(0.39 * 2.5 + 11.8 * 1 - 15.59)
    # your doc-tor may use a nee-dle
    assert measure.grade(["Your doctor may use a needle."]) == pytest.approx(0.39 * 6 + 11.8 * 8 / 6 - 15.59)
    # a si-al-o-gram shows your sal-i-var-y gland, and these words are in no dictionary
    found = measure.grade(["A sialogram shows your salivary gland."])
    assert found == pytest.approx(0.39 * 6 + 11.8 * 12 / 6 - 15.59)
    assert measure.grade([]) == 0


def test_smog_is_as_by_hand() -> None:
    hard, plain = "Your family is here.", "Your nurse is here."
    assert measure.smog([hard] * 3 + [plain] * 7) == pytest.approx(1.0430 * 3 + 3.1291)
    assert measure.smog([hard] * 16 + [plain] * 14) == pytest.approx(1.0430 * 4 + 3.1291)
    assert measure.smog([plain]) == pytest.approx(3.1291)
    assert measure.smog([]) == 0


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("numb", 1), ("needle", 2), ("needles", 2), ("biopsy", 3), ("anesthetic", 4), ("sialendoscopy", 6),
        ("you'll", 1), ("you’ll", 1), ("doctor’s", 2), ("Hematoma", 4), ("grue", 1), ("zyzzlement", 3), ("X", 1),
    ],
)  # fmt: skip
def test_syllables_are_as_one_speaks_them(word: str, count: int) -> None:
    assert measure.syllables(word) == count


def test_sentences_end_where_a_reader_takes_breath() -> None:
    found = measure.sentences(["Does it hurt? It may. “Raise your hand.” Then we stop", "a cool table", "12:30"])
    assert [len(measure.words(one)) for one in found] == [3, 2, 3, 3, 3]


def test_a_number_is_no_word_and_a_hyphen_parts_two() -> None:
    assert measure.words("About 30 X-rays: don't worry, you’ll be fine.") == [
        "About", "X", "rays", "don't", "worry", "you’ll", "be", "fine",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "passive"),
    [
        ("The tube is taken out.", True),
        ("Your skin was then cleaned.", True),
        ("You may be asked to lie still.", True),
        ("A dye will not be given.", True),
        ("You get moved to a bed.", True),
        ("The doctor takes the tube out.", False),
        ("You may be tired.", False),
        ("The area is red.", False),
        ("You are in a bed.", False),
    ],
)
def test_a_passive_sentence_is_known(sentence: str, passive: bool) -> None:
    assert measure.is_passive(sentence) is passive


@pytest.mark.parametrize(
    ("sentence", "speaks"),
    [
        ("It may hurt your arm.", True),
        ("You’ll feel a push.", True),
        ("Soon you've done it.", True),
        ("Please wait here.", True),
        ("Don’t drink hot tea.", True),
        ("Tell the nurse.", True),
        ("The doctor takes it out.", False),
        ("Young people wait.", False),
    ],
)
def test_a_sentence_that_speaks_to_you_is_known(sentence: str, speaks: bool) -> None:
    assert measure.speaks_to_you(sentence) is speaks


def test_the_command_prints_every_mistake_with_file_line_and_cure(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "sialogram", "radiotherapy-port-images")
    line = folder.replace(PROCEDURE, "right: pressure", "right: presure")
    (folder.path / "languages" / "en.yaml").unlink()
    ended = kiosk(tmp_path, "content", "check", folder.path)
    first, second, *measured = ended.stdout.splitlines()
    assert first.startswith("languages/en.yaml:1: The file cannot be read: No such file or directory. ")
    assert second == (
        f"procedures/sialogram/procedure.yaml:{line}: The right answer “presure” is not one of the options. "
        "Write one of: nothing, pressure, heat. [reference]"
    )
    assert measured[0] == "radiotherapy-port-images (en)"
    assert not any(line.startswith("sialogram") for line in measured)
    assert (ended.returncode, ended.stderr) == (1, "")


def test_the_command_gives_the_same_to_a_program(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    line = folder.replace(PROCEDURE, "right: pressure", "right: presure")
    ended = kiosk(tmp_path, "content", "check", folder.path, "--json")
    assert json.loads(ended.stdout)["findings"] == [
        {
            "file": "procedures/sialogram/procedure.yaml",
            "line": line,
            "rule": "reference",
            "says": "The right answer “presure” is not one of the options.",
            "cure": "Write one of: nothing, pressure, heat.",
            "sentence": "",
        }
    ]
    assert ended.returncode == 1


def test_the_command_names_a_folder_that_is_not_there(tmp_path: Path) -> None:
    ended = kiosk(tmp_path, "content", "check", tmp_path / "nowhere")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith(f"The walkthroughs cannot be read: looked for folders in {tmp_path / 'nowhere'}")
