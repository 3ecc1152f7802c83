"""The trace: each fact beside its sentences, each sentence beside its facts, hedges marked; what lacks is found."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from folders import WORDS, Folder, kiosk
from kiosk.content.library import Library
from kiosk.content.trace import Trace, trace
from kiosk.content.trace_page import page
from kiosk.content.trace_text import as_lines, marked
from own_walkthrough import OwnWalkthrough

LIBRARY = Library()


@pytest.fixture
def own(tmp_path: Path) -> OwnWalkthrough:
    return OwnWalkthrough(tmp_path)


def traced(own: OwnWalkthrough) -> Trace:
    own.write()
    return trace(Library(own.home.parents[1]).read("own", with_facts=True))


def fact(**more: object) -> dict[str, object]:
    return {"id": "sore", "where": "line 3", "says": "One is sore.", "keywords": ["sore*"], **more}


def said(found: Trace, name: str) -> list[str]:
    return [unit.text for unit in found.sentences_of[name]]


def test_a_fact_stands_beside_the_sentence_that_carries_it(own: OwnWalkthrough) -> None:
    own.facts["facts"].append(fact())
    own.entry("after-1")["covers"] = ["rest", "sore"]
    own.step("after-1")["text"] = ["You can rest here.", "Your lip is sore. You can rest again."]
    found = traced(own)
    assert said(found, "sore") == ["Your lip is sore."]
    assert [found.facts_of[unit] for unit in found.units if unit.step == "after-1" and unit.part == "text"] == [
        ("rest",),
        ("sore",),
        ("rest",),
    ]
    assert found.findings == ()


def test_a_sentence_that_goes_on_carries_the_same(own: OwnWalkthrough) -> None:
    own.step("after-1")["text"] = ["You can rest here.", "This takes a while."]
    assert "This takes a while." in said(traced(own), "rest")


def test_a_point_is_read_with_the_words_that_lead_to_it(own: OwnWalkthrough) -> None:
    own.facts["facts"].append(fact(keywords=["lip"], must=[["sore"]]))
    own.entry("after-1")["covers"] = ["rest", "sore"]
    own.step("after-1").update(text=["You can rest here.", "These can be sore:"], points=["your lip", "your chin"])
    found = traced(own)
    assert said(found, "sore") == ["These can be sore:", "your lip", "your chin"]


def test_an_added_line_carries_just_what_it_is_marked_with(own: OwnWalkthrough) -> None:
    own.facts["added"] = [{"id": "ride", "when": "before", "says": "Bring someone.", "source": "leaflets"}]
    own.entry("after-1")["covers"] = ["rest", "ride"]
    own.step("after-1")["text"] = ["You can rest here.", {"text": "Bring someone who can rest too.", "added": "ride"}]
    found = traced(own)
    assert said(found, "ride") == ["Bring someone who can rest too."]
    assert "Bring someone who can rest too." not in said(found, "rest")


def test_a_sentence_without_a_fact_is_found_with_its_line(own: OwnWalkthrough) -> None:
    own.step("after-1")["text"] = ["You can rest here.", "Our coffee is very good."]
    line = own.line("Our coffee")
    (only,) = traced(own).findings
    assert (only.file.name, only.line, only.rule) == ("en.yaml", line, "trace")
    assert only.says == "No fact that “after-1” covers seems to carry: “Our coffee is very good.”"
    assert only.cure == "Name its fact in `covers`, mark it with `added`, or leave it out."


def test_a_fact_without_a_sentence_is_found(own: OwnWalkthrough) -> None:
    own.facts["facts"].append(fact())
    (only,) = traced(own).findings
    assert (only.file.name, only.says) == ("facts.yaml", "No step covers sore: One is sore.")


def test_a_sentence_that_is_less_sure_than_its_fact_is_found(own: OwnWalkthrough) -> None:
    own.facts["facts"].append(fact())
    own.entry("after-1")["covers"] = ["rest", "sore"]
    own.step("after-1")["text"] = ["You can rest here.", "Your lip may be sore."]
    (only,) = traced(own).findings
    assert only.says == "“may” makes this less sure than sore (“One is sore.”): “Your lip may be sore.”"
    assert only.cure == "Say it as surely; or, where the source is no surer, give sore its `hedge` in facts.yaml."


def test_a_sentence_that_is_surer_than_its_fact_is_found(own: OwnWalkthrough) -> None:
    own.facts["facts"].append(fact(says="One may be sore.", hedge=["may"]))
    own.entry("after-1")["covers"] = ["rest", "sore"]
    own.step("after-1")["text"] = ["You rest here.", "Your lip is usually sore."]
    (only,) = traced(own).findings
    assert only.rule == "hedge"
    assert "sore loses its hedge “may” in “after-1”, which says “usually” and is stronger" in only.says


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", LIBRARY.ids())
def test_of_ours_every_core_fact_has_a_sentence_every_sentence_a_fact_and_every_hedge_is_marked(
    name: str, language: str
) -> None:
    found = trace(LIBRARY.read(name, language, with_facts=True))
    assert found.findings == ()
    assert found.reading.facts
    for one in found.reading.facts.facts:
        if one.core:
            assert found.sentences_of[one.id], one.id
    assert all(found.sentences_of[one.id] for one in found.reading.facts.added)
    assert [unit.text for unit in found.units if not found.facts_of[unit] and unit.part != "heading"] == []
    texts = {unit.text for unit in found.units}
    assert len(texts) > 100
    assert sum(bool(found.hedges_in(unit)) for unit in found.units) > 10


@pytest.mark.parametrize(
    ("name", "said", "surer", "fact"),
    [
        ("fluoroscopy-guided-injection", "it may cause birth defects", "it causes birth defects", "fi-35"),
        ("sialogram", "You may need a blood test", "You need a blood test", "sg-18"),
        ("sialogram", "But it may show less detail.", "But it shows less detail.", "sg-47"),
        ("sialogram", "The doctor may put numbing medicine", "The doctor puts numbing medicine", "sg-28"),
        ("deep-soft-tissue-biopsy", "We may ask you to fast", "We ask you to fast", "bx-12"),
        ("radiotherapy-port-images", "Usually, there is nothing special", "There is nothing special", "pi-11"),
        ("salivary-gland-scan", "It is rare to have an allergic", "You do not have an allergic", "ns-59"),
    ],
)
def test_a_hedge_that_a_neighbour_has_too_is_missed_where_it_belongs(
    tmp_path: Path, name: str, said: str, surer: str, fact: str
) -> None:
    """The heading, an added line or the sentence beside it still says that something may be so."""
    folder = Folder(tmp_path, name)
    folder.replace(WORDS, said, surer)
    findings = trace(folder.read()).findings
    assert any(one.rule == "hedge" and f"{fact} loses its hedge" in one.says for one in findings), findings


@pytest.mark.parametrize(
    ("text", "hedges", "shown"),
    [
        ("You may feel it.", ["may"], "You «may» feel it."),
        ("You might, or may not.", ["might", "may"], "You «might», or «may» not."),
        ("May it be May.", ["May", "May"], "«May» it be «May»."),
        ("You feel it.", ["may"], "You feel it."),
        ("", [], ""),
    ],
)
def test_hedges_are_marked_where_they_stand(text: str, hedges: list[str], shown: str) -> None:
    assert marked(text, hedges) == shown


def test_the_text_has_every_fact_and_every_sentence(own: OwnWalkthrough) -> None:
    own.facts["facts"].append(fact(says="One may be sore.", hedge=["may"]))
    own.entry("after-1")["covers"] = ["rest", "sore"]
    own.step("after-1")["text"] = ["You can rest here.", "Your lip might be sore."]
    lines = list(as_lines(traced(own), own.home.parents[1]))
    assert "sore  One «may» be sore.  [line 3; hedge: may]" in lines
    assert "    after/after-1: Your lip «might» be sore." in lines
    assert "    Your lip «might» be sore.  [sore]" in lines
    assert lines[-1] == "No findings."


class Reader(HTMLParser):
    """Collects what a page holds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text, self.ids, self.links, self.marks, self.tags = "", set[str](), list[str](), list[str](), list[str]()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.add(value or "")
            if name in ("href", "src"):
                self.links.append(value or "")

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] == ["mark"]:
            self.marks.append(data)
            self.tags.append("")
        self.text += data


def test_the_page_stands_alone_and_links_each_way() -> None:
    found = trace(LIBRARY.read("sialogram", with_facts=True))
    read = Reader("".join(page(found, LIBRARY.folder)))
    assert not {"script", "img", "link", "iframe"} & set(read.tags)
    assert read.links
    assert all(link.startswith("#") and link[1:] in read.ids for link in read.links)
    assert {one.id for one in found.facts} <= read.ids
    assert all(unit.text in read.text for unit in found.units)
    assert {"may", "might", "usually"} <= {mark.lower() for mark in read.marks}
    assert all(one.says in read.text for one in found.findings)


def test_nothing_in_content_becomes_markup_of_the_page(own: OwnWalkthrough) -> None:
    own.step("after-1")["text"] = ['You can rest <script>alert(1)</script> & "rest" here.']
    read = Reader("".join(page(traced(own), own.home)))
    assert "script" not in read.tags
    assert '<script>alert(1)</script> & "rest" here.' in read.text


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_page_s_words_have_contrast() -> None:
    """WCAG 2.2, 1.4.6: 7:1. Every colour of words on every ground that they can stand on."""
    text = "".join(page(trace(LIBRARY.read("sialogram", with_facts=True)), LIBRARY.folder))
    words = re.findall(r"[{;]\s*color: (#\w{6})", text)
    grounds = re.findall(r"background: (#\w{6})", text)
    assert len(words) >= 3
    assert len(grounds) >= 3
    for word in words:
        for ground in grounds:
            light, dark = sorted((luminance(word), luminance(ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 7, (word, ground)


def test_the_command_writes_text_or_a_page_and_code_1_for_findings(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    line = folder.replace(
        WORDS, "It takes a series of pictures, one after another.", "It takes pictures. Our coffee is good."
    )
    ended = kiosk(tmp_path, "content", "trace", "sialogram", "--content", folder.path)
    assert ended.returncode == 1
    finding = "No fact that “name” covers seems to carry: “Our coffee is good.”"
    assert any(one.startswith(f"procedures/sialogram/en.yaml:{line}: {finding}") for one in ended.stdout.splitlines())
    file = tmp_path / "trace.html"
    ended = kiosk(tmp_path, "content", "trace", "sialogram", "--language", "es", "--html", file)
    assert ended.stdout.startswith(f"{file}: open it in a browser. ")
    assert ended.returncode == 0
    assert 'lang="es"' in file.read_text("utf-8")
    assert kiosk(tmp_path, "content", "trace", "sialogramm").returncode == 2
    ended = kiosk(tmp_path, "content", "trace", "sialogram", "--html", tmp_path / "no" / "where.html")
    assert (ended.returncode, "cannot be written: there is no folder" in ended.stderr) == (1, True)


def test_what_is_said_again_stands_beside_its_facts_too(own: OwnWalkthrough) -> None:
    own.words["remember"]["rest"] = "Rest well at home."
    text = "\n".join(as_lines(traced(own), own.home))
    assert "remember/rest\n    Rest well at home.  [rest]\n" in text
    asked = own.structure["sections"][0]["questions"][0]["id"]
    assert f"what/{asked}\n    " in text
    assert traced(own).findings == ()


def test_what_an_option_adds_stands_in_its_place() -> None:
    steps = [unit.step for unit in trace(Library().read("sialogram", with_facts=True)).units if unit.section == "what"]
    assert list(dict.fromkeys(steps)) == ["name", "your-test", "without-dye", "finds", "reasons", "clear-view"]
    assert steps == sorted(steps, key=steps.index), "each step's sentences stand together"


def test_a_hedge_stands_out_without_colours_too() -> None:
    html = "".join(page(trace(Library().read("sialogram", with_facts=True)), Path()))
    style = html.partition("mark {")[2].partition("}")[0]
    assert "border:" in style
    assert "font-weight: bold" in style
