"""Spanish: its measures count as by hand, and what its words leave out, add or say more surely is named."""

import re
import shutil
from pathlib import Path

import pytest

from folders import Folder
from kiosk.content import spanish
from kiosk.content.check import check_all
from kiosk.content.figures import Figures
from kiosk.content.folder import shipped
from kiosk.content.library import Library
from kiosk.content.report import as_lines
from kiosk.content.syllable import syllables
from written import texts_in, values_of

SPANISH, ENGLISH, SHEET = "es.yaml", "en.yaml", "facts.es.yaml"

CURE = "Say the same here as en.yaml, line for line, with the same `added` marks."

DIVIDED = """
a-é-re-o a-ho-ra al-co-hol bú-ho re-hén ahi-ja-do ahu-mar prohi-bir pro-hí-be cohi-bi-do de-sahu-cio
ca-ca-hue-te a-hue-car des-hie-lo hue-vo hie-lo za-na-ho-ria
que-rer qui-tar que-so gue-rra gui-so gui-ta-rra si-gue ci-güe-ña lin-güís-ti-ca pin-güi-no ver-güen-za an-ti-güe-dad
a-gua guan-te cuo-ta cual-quie-ra
a-ve-ri-guáis U-ru-guay Pa-ra-guay buey miau es-tu-diáis
ciu-dad cui-dar rui-do viu-da muy cuí-da-te cons-truí je-suí-ti-co triun-fo pei-ne cau-sa deu-da oi-go
dí-a rí-o o-í-do ma-íz ba-úl pa-ís re-ú-ne ac-tú-a ca-í-da o-í-a vi-ví-ais sa-lí-ais
le-er po-e-ta le-ón ca-er te-a-tro ca-os hé-ro-e co-o-pe-rar chi-i-ta zo-ó-lo-go Sa-a-ve-dra fi-de-o pa-ra-noi-a
rey hoy y yo ra-yos a-yu-da le-yes jo-ya de-sa-yu-no
guion aun a-ún
biop-sia ra-dio-gra-fí-a a-nes-te-sia in-fec-ción an-ti-co-a-gu-lan-te es-pal-da
"""
"""Words divided as grammars of Spanish divide them."""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def failed(folder: Folder, rule: str = "", file: str = SPANISH) -> list[tuple[int, str]]:
    """What the check has against a file: line, and what is wrong with the cure."""
    found = check_all(folder.library).mistakes
    return [
        (one.line, f"{one.says} {one.cure}")
        for one in found
        if one.file.name == file and one.rule in (rule or one.rule)
    ]


def reading_ease(spoken: Figures) -> dict[str, float]:
    """INFLESZ of each section."""
    return {name: figure.value for name, row in spoken.sections for figure in row if figure.name == "INFLESZ"}


@pytest.mark.parametrize("divided", DIVIDED.split())
def test_syllables_are_as_grammars_divide_them(divided: str) -> None:
    assert syllables(divided.replace("-", "")) == divided.count("-") + 1


@pytest.mark.parametrize(("letters", "count"), [("X", 2), ("RM", 4), ("TC", 2), ("W", 3)])
def test_letters_without_a_vowel_are_spelt_out(letters: str, count: int) -> None:
    assert syllables(letters) == count


def test_inflesz_is_as_by_hand() -> None:
    # la a-gu-ja en-tra en su bra-zo
    one = 206.835 - 62.3 * 10 / 6 - 6
    assert spanish.inflesz(["La aguja entra en su brazo."]) == pytest.approx(one)
    # and: no due-le (4 syllables, 2 words)
    assert spanish.inflesz(["La aguja entra en su brazo.", "No duele."]) == pytest.approx(206.835 - 62.3 * 13 / 8 - 4)
    assert spanish.inflesz([]) == 100


@pytest.mark.parametrize(
    ("sentence", "passive"),
    [
        ("El tubo es sacado por el doctor.", True),
        ("Su piel será limpiada.", True),
        ("El corte fue luego cerrado.", True),
        ("Las muestras han sido vistas.", True),
        ("El estudio puede ser hecho hoy.", True),
        ("El doctor ha sacado el tubo.", False),
        ("Se saca el tubo.", False),
        ("Está acostado boca abajo.", False),
        ("El tubo es delgado.", False),
        ("Si es demasiado, levante la mano.", False),
        ("El líquido es ácido.", False),
        ("El costado es un lado del cuerpo.", False),
    ],
)
def test_a_passive_sentence_is_known(sentence: str, passive: bool) -> None:
    assert spanish.is_passive(sentence) is passive


@pytest.mark.parametrize(
    ("sentence", "speaks"),
    [
        ("Usted se acuesta.", True),
        ("El doctor mira su piel.", True),
        ("Tal vez le den jugo de limón.", True),
        ("Levante la mano.", True),
        ("Por favor, díganos si duele.", True),
        ("Apriételo con firmeza.", True),
        ("Queremos ayudarle.", True),
        ("Puede irse a casa.", True),
        ("También podría sentir presión.", True),
        ("Por lo general, puede comer.", True),
        ("El doctor saca el tubo.", False),
        ("La mesa está fría.", False),
        ("El lugar puede doler.", False),
    ],
)
def test_a_sentence_that_speaks_to_usted_is_known(sentence: str, speaks: bool) -> None:
    assert spanish.speaks_to_you(sentence) is speaks


def test_what_is_shipped_in_spanish_passes() -> None:
    report = check_all(Library())
    assert report.mistakes == ()
    spoken = [one for one in report.figures if one.language == "es"]
    assert [one.id for one in spoken] == list(Library().ids())
    for one in spoken:
        eases = reading_ease(one)
        assert list(eases) == ["what", "prepare", "happens", "after", "risks", "choices", "call"], one.id
        assert all(ease >= 65 for ease in eases.values()), one.id
        assert [kept.of for kept in one.kept if kept.kept != kept.of] == [], one.id
        assert one.unmeasured == (), one.id


def test_a_section_that_is_too_hard_is_named_with_file_line_and_words(folder: Folder) -> None:
    hard = "Las complicaciones inflamatorias requieren evaluaciones especializadas."
    after = "      go-wrong:"
    for said in (
        "Usted también podría tener:",
        "una molestia leve o dolor durante el estudio",
        "una infección donde entra",
    ):
        folder.replace(SPANISH, said, f"{hard} {said}", after)
    line = folder.line(SPANISH, "  risks:")
    first = folder.line(SPANISH, hard)
    ((where, says),) = failed(folder, "grade")
    assert where == line
    # as the divided words say: es-pe-cia-li-za-das has six syllables, the others that are named have five
    hardest = "especializadas, complicaciones, evaluaciones, inflamatorias, "
    cure = f"Shorten it. Begin in line {first}: “{hard}” Hardest words: {hardest}"
    assert re.match(rf"INFLESZ [1-5]\d\.\d; at least 65\.0\. {re.escape(cure)}", says)
    (spoken,) = [one for one in check_all(folder.library).figures if one.language == "es"]
    assert [name for name, ease in reading_ease(spoken).items() if ease < 65] == ["risks"]


def test_a_reader_called_a_patient_is_named(folder: Folder) -> None:
    said = "Después el paciente descansa. Limpiamos la zona."
    line = folder.replace(SPANISH, "Después limpiamos la zona.", said)
    (found,) = failed(folder, "you")
    assert found[0] == line
    assert found[1].startswith("“El paciente” stands here: ")
    assert found[1].endswith(" Say “usted”.")


def test_a_hedge_that_only_the_english_has_is_named_for_its_fact_and_its_line(folder: Folder) -> None:
    line = folder.replace(SPANISH, "rara vez, un daño en sus conductos", "un daño en sus conductos")
    assert failed(folder) == [
        (
            line,
            "en.yaml says “rarely”, and nothing here is as sure or unsure: “un daño en sus conductos” "
            "Say it as strongly as there: “rarely, damage to your ducts”",
        ),
        (
            line,
            "sg-37 loses its hedge “rarely” in “go-wrong”, which says “podr*” and is stronger: "
            "Rarely, the ducts are damaged. Keep the source's word for how sure or how often.",
        ),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("text: Con rayos X y un contraste se ven", "text: Con rayos X y contraste nunca se ven"),
        ("apart: Un líquido de contraste entra", "apart: Un líquido de contraste nunca entra"),
        ("ask: ¿En qué le puede ayudar", "ask: ¿En qué le ayuda"),
        ("text: Ayuda a mi doctor a elegir", "text: Nunca ayuda a mi doctor"),
        ("reason: ¿Por qué necesito", "reason: ¿Por qué nunca necesito"),
    ],
)
def test_what_is_no_step_is_as_sure_as_in_english_too(folder: Folder, old: str, new: str) -> None:
    line = folder.replace(SPANISH, old, new)
    assert [place for place, says in failed(folder, "hedge") if "as sure or unsure" in says] == [line]


def test_the_hedge_of_a_fact_must_stand_in_its_own_sentence(folder: Folder) -> None:
    """The sentence before it keeps a “podría”, and does not do for it."""
    folder.replace(SPANISH, "Pero podría mostrar menos detalles.", "Pero muestra menos detalles.")
    assert any("sg-47 loses its hedge “may” in “other-scans”" in says for _, says in failed(folder, "hedge"))


def test_a_hedge_that_the_english_does_not_have_is_named(folder: Folder) -> None:
    said = "Después tal vez el doctor ponga el contraste por el tubo."
    line = folder.replace(SPANISH, "Después el doctor pone el contraste por el tubo.", said)
    ((where, says),) = failed(folder, "hedge")
    assert where == line
    assert says.startswith(f"“tal vez” stands here, and nothing in en.yaml is as sure or unsure: “{said}")


def test_an_added_line_made_surer_is_named_too(folder: Folder) -> None:
    folder.replace(SPANISH, "Luego la boca se le debería dormir.", "Luego la boca se le va a dormir.")
    folder.replace(SPANISH, "El limón puede saber ácido.", "El limón sabe ácido.")
    (found,) = failed(folder, "hedge")
    assert found[1].startswith("en.yaml says “may”, and nothing here is as sure or unsure: “El limón sabe ácido.")


def test_the_words_of_a_picture_are_as_sure_as_in_english(folder: Folder) -> None:
    line = folder.replace(SPANISH, '"Por lo general, se acuesta', '"Usted se acuesta')
    ((where, says),) = failed(folder, "hedge")
    assert where == line
    assert says.startswith("en.yaml says “usually”, and nothing here is as sure or unsure: “Usted se acuesta")


def test_a_fact_that_the_spanish_leaves_out_is_named(folder: Folder) -> None:
    folder.replace(SPANISH, "En cada imagen, por favor, no se mueva para nada.", "Ya casi terminamos.")
    folder.replace(SPANISH, "una obstrucción, cuando algo está atorado", "una cosa")
    lost = [says.split(":")[0] for _, says in failed(folder, "facts")]
    assert "sg-03 is named by “finds”, but none of its words stand there" in lost
    assert "sg-add11 is named by “pictures”, but “no se mueva” is not said" in lost


def test_a_point_less_than_in_english_is_named(folder: Folder) -> None:
    line = folder.line(SPANISH, "        points:", "      finds:")
    folder.replace(SPANISH, "          - otros problemas para hacer saliva\n", "")
    says = "Lines in “points” of “finds”: 4 in en.yaml, 3 here."
    assert (line, f"{says} {CURE}") in failed(folder, "language")


def test_what_one_may_feel_left_out_is_named(folder: Folder) -> None:
    folder.replace(SPANISH, "        feel:\n          text: Podría sentir otra vez una molestia leve o presión.\n", "")
    line = folder.line(SPANISH, "      dye:")
    assert failed(folder) == [(line, f"Lines in “feel.text” of “dye”: 1 in en.yaml, 0 here. {CURE}")]


def test_another_mark_than_in_english_is_named(folder: Folder) -> None:
    said = "El doctor podría ponerle anestesia local, dentro de la boca o en esa abertura."
    line = folder.replace(SPANISH, f"- {said}", f"- added: sg-add8\n            text: {said}")
    ((where, says),) = failed(folder, "language")
    assert where == line
    assert says.startswith("en.yaml marks this line with no mark, here it is added: sg-add8: “El doctor podría")


def test_a_step_that_the_spanish_does_not_have_is_named(folder: Folder) -> None:
    text = (folder.home / SPANISH).read_text("utf-8")
    start, end = text.index("      reaction:\n"), text.index("    questions:\n      speak-up:")
    (folder.home / SPANISH).write_text(text[:start] + text[end:], "utf-8")
    line = folder.line(SPANISH, "    steps:", "  risks:")
    assert failed(folder) == [(line, "The words of “reaction” are missing. Add `reaction:` here.")]


def test_a_section_that_the_spanish_does_not_have_is_named_alone(folder: Folder) -> None:
    text = (folder.home / SPANISH).read_text("utf-8")
    start, end = text.index("  risks:\n"), text.index("  choices:\n")
    (folder.home / SPANISH).write_text(text[:start] + text[end:], "utf-8")
    line = folder.line(SPANISH, "sections:")
    assert failed(folder) == [(line, "The words of “risks” are missing. Add `risks:` here.")]


def test_paragraphs_may_be_split_where_their_mark_is_the_same(folder: Folder) -> None:
    said = "Por el tubo entra un líquido de contraste."
    folder.replace(SPANISH, f" {said}", f"\n          - {said}")
    assert failed(folder) == []


def test_a_walkthrough_without_spanish_is_none_the_worse(folder: Folder) -> None:
    (folder.home / SPANISH).unlink()
    report = check_all(folder.library)
    assert report.mistakes == ()
    assert [(one.id, one.language) for one in report.figures] == [("sialogram", "en")]


def test_a_fact_without_spanish_words_and_words_without_a_fact_are_named(folder: Folder) -> None:
    line = folder.set_line(SHEET, "sg-37:", "  sg-99: [conducto]")
    top = folder.line(SHEET, "facts:", "ending.")
    assert failed(folder, file=SHEET) == [
        (
            top,
            "The words of sg-37 are missing: Rarely, the ducts are damaged. "
            "Add `sg-37:` here, with the words that say it.",
        ),
        (line, "facts.yaml knows no fact “sg-99”. Correct the id, or remove it."),
    ]


def test_a_strength_that_only_one_language_has_is_named(folder: Folder) -> None:
    shutil.copytree(Library().folder / "hedges", folder.path / "hedges")
    file = folder.path / "hedges" / SPANISH
    file.write_text(file.read_text("utf-8").replace("  rare:", "  rarely:"), "utf-8")
    found = [(one.file, one.line, one.says) for one in check_all(folder.library).mistakes]
    lines = file.read_text("utf-8").splitlines()
    at = {text: number for number, text in enumerate(lines, 1)}
    named = next(number for number, text in enumerate(lines, 1) if text.startswith("  rarely:"))
    assert found == [
        (file, at["hedges:"], "The words of “rare” are missing."),
        (file, named, "hedges/en.yaml has no “rarely”."),
    ]


def test_a_third_language_needs_its_files_alone_and_has_its_lengths_measured(folder: Folder) -> None:
    shutil.copy(folder.home / ENGLISH, folder.home / "fy.yaml")
    language = (folder.path / "languages" / ENGLISH).read_text("utf-8")
    (folder.path / "languages" / "fy.yaml").write_text(language.replace("id: en", "id: fy"), "utf-8")
    report = check_all(folder.library)
    assert report.mistakes == ()
    (third,) = [one for one in report.figures if one.language == "fy"]
    assert third.unmeasured == (
        "no formula for reading ease",
        "no hedges/fy.yaml: hedges not compared",
        "no facts.fy.yaml: facts not looked for",
    )
    measured = ["words", "sentences", "longest", "mean", "glossary"]
    assert [figure.name for figure in dict(third.sections)["whole"]] == measured
    assert [kept.name for kept in third.kept] == ["glossary words explained where they first stand"]
    (table,) = [one for one in as_lines(report, folder.path) if one.startswith("sialogram (fy)")]
    assert table.split("\n")[0] == f"sialogram (fy): {', '.join(third.unmeasured)}"
    long = "Йод " * 15 + "тут."
    where = folder.replace("fy.yaml", "Then we clean the area.", long)
    assert [(line, says.split(":")[0]) for line, says in failed(folder, "sentence", "fy.yaml")] == [
        (where, "A sentence has 16 words; at most 15")
    ]


def test_a_line_that_depends_on_something_in_english_alone_is_named(folder: Folder) -> None:
    said = "una infección donde entra el tubo"
    line = folder.replace(SPANISH, f"- {{if: contrast, text: {said}}}", f"- {said}")
    says = f"en.yaml has `if: contrast` with this line, here is no condition: “{said}” Let it depend on the same here."
    assert (line, says) in failed(folder, "language")


def test_a_surer_form_of_a_line_is_compared_too(folder: Folder) -> None:
    folder.replace(SPANISH, "en las imágenes. Lo vamos a usar", "en las imágenes. Tal vez lo vamos a usar", "sure:")
    (found,) = failed(folder, "hedge")
    assert found[1].startswith("“tal vez” stands here, and nothing in en.yaml is as sure or unsure: “Por favor, dígale")


OTHER_NAMES = {
    r"pica|pican|picar|picor": "“arder”: the same verb is an itch, which may be an allergy and must be said at once",
    r"carros?|coches?": "“auto”",
    r"cuartos?": "“sala”",
    r"ronchas?": "“sarpullido”",
    r"visitas?": "“cita”",
    r"pruebas?": "“estudio”",
    r"ordenador\w*|móviles|vosotros|vuestr\w+|vale|zumo": "what Latin America says",
}
"""Words that no Spanish walkthrough says, and what stands there instead: one thing has one name in all of them."""


def test_one_thing_has_one_name_in_all_walkthroughs() -> None:
    for folder in (shipped("content") / "procedures").iterdir():
        for text in texts_in(values_of(folder / SPANISH)):
            for other, instead in OTHER_NAMES.items():
                assert not re.search(rf"\b({other})\b", text.lower()), f"{folder.name}: {text}: write {instead}"


@pytest.mark.parametrize(
    ("language", "minute", "second"), [("en", "one minute", "one second"), ("es", "un minuto", "un segundo")]
)
def test_one_minute_and_one_second_are_one(language: str, minute: str, second: str) -> None:
    words = Library(language=language).words()
    assert minute in words.intro.waits.format(minutes=1.0)
    assert second in words.alert.seconds.format(seconds=1)
