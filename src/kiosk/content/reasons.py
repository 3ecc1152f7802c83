"""Why each rule of the check exists, and where that comes from: what `kiosk content check --explain RULE` says."""

from dataclasses import dataclass

from kiosk.model.error import UsageError


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a rule exists."""

    rule: str
    asks: str
    """What it asks for."""
    why: str
    source: str
    """Where that comes from; said plainly where it is our own judgement."""


REASONS: tuple[Reason, ...] = (
    Reason(
        "format",
        "A file is valid YAML of known keys, in plain UTF-8 text, at most 1 MB, without aliases, tags or unseen signs.",
        "A key that nobody reads is a sentence that nobody meets. A sign that cannot be seen can steer a terminal, or "
        "turn a text round.",
        "Our own rule. Unseen signs: the Unicode Consortium's report UTR 36 on security.",
    ),
    Reason(
        "reference",
        "Every id that is named is there, once, and has its words in every language.",
        "What fits only half would be shown half. So nothing that does not fit together comes before a patient.",
        "Our own rule.",
    ),
    Reason(
        "gap",
        "No sign … stands where words should.",
        "A draft is not for patients; the check lists what is still to be written.",
        "Our own rule.",
    ),
    Reason(
        "value",
        "A line that needs one of the hospital's own values names one that can be set, and has a place for it.",
        "Hours without food or the number to call differ between hospitals; the kiosk invents none.",
        "Our own rule.",
    ),
    Reason(
        "words",
        "A step has at most 60 words, what one may feel at most 30 more, all steps with their headings 900 to 1,400.",
        "One page, one idea. The whole takes 5 to 10 minutes; a programme of 20 to 30 minutes was found too long.",
        "The shape of a walkthrough in our guide for writing; the length is the judgement of the makers of the best "
        "known programme, as reported there.",
    ),
    Reason(
        "questions",
        "At least five questions cover what happens, what you feel, a risk, a benefit or a choice, before, and after; "
        "no answer gives itself away by its length or its place.",
        "Of programmes with a test and feedback 3 of 3 had a significant gain, of written ones 43 %. Feedback after "
        "each section beats one test at the end. Only 6 of 44 trials asked about risks, benefits, alternatives and "
        "general knowledge together.",
        "Glaser and others 2020; Roberts and others 2016; Schenker and others 2011.",
    ),
    Reason(
        "grade",
        "Each section reads at grade 6.0 or below (Flesch-Kincaid), the whole at SMOG 8.0 or below; in Spanish each "
        "section has INFLESZ 65 or more.",
        "Text adjusted for reading age raised recall by 1.21 standard deviations, other text by 0.51. The sources of "
        "our walkthroughs read at grade 7.8 to 20.6.",
        "Farrell and others 2014 (29 trials). Formulas: Kincaid and others 1975; McLaughlin 1969; Barrio-Cantalejo "
        "and others 2008 for INFLESZ. Syllables: the CMU dictionary.",
    ),
    Reason(
        "sentence",
        "A sentence has at most 15 words, on average at most 10.",
        "Who is frightened, tired or new to the language loses a long sentence on the way.",
        "Our guide for writing; the sources' sentences have up to 37 words. A limit of judgement, not of a trial.",
    ),
    Reason(
        "passive",
        "At most one sentence in ten is passive.",
        "The patient wants to know who does it: the doctor, the nurse, you.",
        "PEMAT, item 5 (Shoemaker, Wolf and Brach 2014).",
    ),
    Reason(
        "you",
        "At least every second sentence says “you” or tells what to do, and none speaks of “the patient”.",
        "It is about the person who reads it.",
        "PEMAT, item 21 (Shoemaker, Wolf and Brach 2014).",
    ),
    Reason(
        "calm",
        "No exclamation mark stands anywhere.",
        "Cheerful or alarmed, it is louder than a nurse who sits beside you would be.",
        "Our own judgement.",
    ),
    Reason(
        "glossary",
        "A word that a sixth-grader may not know is explained on the step where it first stands.",
        "Later is too late, and earlier is forgotten.",
        "PEMAT, item 4 (Shoemaker, Wolf and Brach 2014).",
    ),
    Reason(
        "facts",
        "Every core fact of the source, and every added one, is said by a step that names it.",
        "Plain must not mean less: a fact that got lost is a risk that nobody was told of.",
        "Our own rule.",
    ),
    Reason(
        "hedge",
        "A fact keeps the source's word for how sure or how often, in the same strength; a translation the same.",
        "Readers take “rare” as 7 to 21 %, “common” as 34 to 71 %. A stronger word promises or frightens more than the "
        "source does, a weaker one hides.",
        "The figures are in our guide for writing; that hedges are kept is our own rule.",
    ),
    Reason(
        "feel",
        "What happens ends with a step that gathers what one may feel, from start to end.",
        "What one will sense is what calms, and it is kept apart from what is done.",
        "Powell and others 2016.",
    ),
    Reason(
        "language",
        "A translation says the same as the first language, line for line, with the same marks.",
        "Who reads Spanish must be told what who reads English is told.",
        "Our own rule.",
    ),
    Reason(
        "picture",
        "A drawing can be shown, is small and plain, and has a short caption and a spoken description.",
        "A picture that some cannot see needs words, and words that are too long stop the page.",
        "PEMAT, items 15 to 18 (Shoemaker, Wolf and Brach 2014); the sizes are our own.",
    ),
    Reason(
        "pemat",
        "At least nine in ten of the PEMAT items that a machine can judge hold.",
        "They are what helps people to understand a text and to act on it. This is a pre-check: only people can fill "
        "in PEMAT, and this is no PEMAT score.",
        "Shoemaker, Wolf and Brach 2014: Patient Education and Counseling 96, 395-403.",
    ),
    Reason(
        "signature",
        "signatures.yaml is readable, and the signature fits the words.",
        "A signature is for just the words, pictures and facts that somebody read.",
        "Our own rule.",
    ),
    Reason(
        "trace",
        "Each sentence is carried by a fact, and is not less sure than its fact.",
        "Nothing is said that no source carries, unless it is marked as added.",
        "Our own rule. The words only hint at which fact a sentence carries: a person decides.",
    ),
)


def reason(rule: str) -> Reason:
    """Why a rule exists.

    Raises:
        UsageError: There is no such rule.
    """
    found = next((one for one in REASONS if one.rule == rule.lower().strip("[] ")), None)
    if found is None:
        raise UsageError(f"There is no rule “{rule}”. There are: {', '.join(one.rule for one in REASONS)}.")
    return found
