"""What the nurse said at launch, understood: which option has which value; and what is said where it cannot be."""

from collections.abc import Sequence

from kiosk.content.terms import Chosen, Condition
from kiosk.model.error import UsageError
from kiosk.model.procedure import YES_OR_NO, LaunchOption, Lookalike, Procedure


def understood(one: Procedure, said: Sequence[str]) -> Chosen:
    """What was said of each option, in the options' order.

    Args:
        one: The walkthrough.
        said: Such as `sedation`, `not sedation` or `region=neck`.

    Raises:
        UsageError: There is no such option or value, two contradict each other, or the walkthrough would not be true.
    """
    found: dict[str, str] = {}
    for text in said:
        option, value = _understood(one, text)
        if found.setdefault(option.id, value) != value:
            raise UsageError(f"“{option.id}” was said twice, as {found[option.id]} and as {value}. Say it once.")
    return {option.id: found[option.id] for option in one.options if option.id in found}


def _understood(one: Procedure, text: str) -> tuple[LaunchOption, str]:
    said = Condition.of(text)
    option = next((option for option in one.options if option.id == said.option), None)
    is_bare = "=" not in text
    if option is None or is_bare is not option.is_yes_or_no or (said.is_not and not is_bare):
        raise UsageError(_no_option(one, text))
    if option.is_yes_or_no:
        return option, YES_OR_NO[said.is_not]
    value = next((value for value in option.values if value.id == said.value), None)
    if value is None:
        raise UsageError(_no_option(one, text))
    if value.lookalike:
        other = next(other for other in one.lookalikes if other.id == value.lookalike)
        raise UsageError(_is_another(one, other))
    return option, value.id


def _no_option(one: Procedure, text: str) -> str:
    from difflib import get_close_matches

    said = Condition.of(text)
    typed = f"--without {text.removeprefix('not ')}" if said.is_not else f"--with {text}"
    near = get_close_matches(said.option, [option.id for option in one.options], n=1)
    ways = [way for option in one.options if option.id in (near or [option.id]) for way in ways_to_say(option)]
    there = f"There are: {', '.join(ways)}." if ways else "It has none."
    return f"“{typed}” is not an option of {one.id}. {there}"


def ways_to_say(option: LaunchOption) -> list[str]:
    """What can be typed: `--with sedation` and `--without sedation`, or `--with region=neck` and so on."""
    if option.is_yes_or_no:
        return [f"--with {option.id}", f"--without {option.id}"]
    return [f"--with {option.id}={value.id}" for value in option.values]


def _is_another(one: Procedure, other: Lookalike) -> str:
    return (
        f"That is another procedure, so nothing was started: {other.title}. {other.apart} "
        f"The walkthrough {one.id} is not about it: {one.apart}"
    )


def is_ruled_out(one: Procedure, chosen: Chosen, other: Lookalike) -> bool:
    """Whether what was said of an option leaves no doubt that the lookalike is not meant."""
    return any(value.lookalike == other.id for option in one.options if option.id in chosen for value in option.values)
