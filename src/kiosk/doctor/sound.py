"""Sound: whether this machine can read aloud; how loud it is at the seat, only a meter tells."""

from collections.abc import Callable, Iterator

from kiosk.doctor.finding import Finding
from kiosk.settings import Settings

Check = Callable[[], tuple[list[str], bool]]
"""What `kiosk speech check` prints, and whether all is well."""

_FIGURE = ("everything on the screen can be heard", "Section 508 402.2, EN 301 549 5.1.3")


def examine(settings: Settings, check: Check) -> Iterator[Finding]:
    """Whether a test can be played to its end."""
    if not settings.voice:
        cure = "Set voice = true, if the staff do not read to patients themselves."
        yield Finding("voice", "fix", "The voice is switched off in the settings.", *_FIGURE, cure, must=False)
        return
    lines, well = check()
    says = f"{'; '.join(' '.join(line.split()) for line in lines)}."
    if well:
        yield Finding("voice", "ok", says, *_FIGURE, must=True)
    else:
        cure = "Mend that and run `kiosk speech check`, or set voice = false."
        yield Finding("voice", "fix", says.replace("..", "."), *_FIGURE, cure, must=True)
    yield Finding(
        "loudness",
        "person",
        must=True,
        says="How loud it is at the seat must be measured.",
        figure="60 to 70 dB SPL at the default volume",
        source="VVSG 2.0 7.1-K",
        cure="Set the loudspeaker with a sound meter where a patient's head is: `kiosk speech say` speaks that loud.",
    )
