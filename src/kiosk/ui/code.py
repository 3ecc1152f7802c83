"""The square that stands for a text, for a phone's camera (QR, ISO/IEC 18004), as lines of colours."""

QUIET = 4
"""Blank modules around a square, so that a camera finds it (ISO/IEC 18004)."""

BLACK, WHITE = "#000000", "#ffffff"
"""In every theme: many cameras read no other colours, and none that are the other way round."""


def square(text: str) -> tuple[tuple[str, ...], ...]:
    """The lines of the square, from the top, an even number of them."""
    import segno  # takes longer than a page may; needed on the last pages alone

    # The least correction: a screen is not torn or soiled, and a smaller square fits more grids.
    made = segno.make(text, error="l", encoding="utf-8", mode="byte", boost_error=False, micro=False)
    lines = [tuple(BLACK if module else WHITE for module in line) for line in made.matrix_iter(border=QUIET)]
    return (*lines, *((WHITE,) * len(lines[0]),) * (len(lines) % 2))
