"""What a patient, a scanner or a prankster could send that has no meaning on any page: chords, sequences, bytes.

Left out are the ordinary keys in another dress: Ctrl+I is Tab, Ctrl+M is Enter, and Alt changes nothing.
"""

_CONTROL = {f"Ctrl+{chr(96 + code)}": bytes([code]) for code in range(1, 27) if code not in (9, 13)}

_SIGNS = {f"Ctrl+{sign}": bytes([code]) for sign, code in zip("@\\]^_", (0, 28, 29, 30, 31), strict=True)}

_ALT = {f"Alt+{letter}": b"\x1b" + letter.encode() for letter in "acdefhnqtvx:!|/"}

_MODIFIERS = {2: "Shift", 3: "Alt", 5: "Ctrl", 6: "Ctrl+Shift", 7: "Ctrl+Alt", 9: "Super"}

_FUNCTION = {
    f"{_MODIFIERS[held]}+F{number}": sequence % held
    for number, sequence in {
        1: b"\x1b[1;%dP",
        2: b"\x1b[1;%dQ",
        3: b"\x1b[1;%dR",
        4: b"\x1b[1;%dS",
        5: b"\x1b[15;%d~",
        10: b"\x1b[21;%d~",
        11: b"\x1b[23;%d~",
        12: b"\x1b[24;%d~",
    }.items()
    for held in (3, 5, 7)
}

_ARROWS = {
    f"{_MODIFIERS[held]}+{name}": b"\x1b[1;%d%c" % (held, ord(letter))
    for name, letter in {"Right": "C", "Left": "D", "Home": "H", "End": "F"}.items()
    for held in (5, 7, 9)
}

_KITTY = {
    "kitty: Ctrl+Q": b"\x1b[113;5u",
    "kitty: Ctrl+P": b"\x1b[112;5u",
    "kitty: Ctrl+C, let go": b"\x1b[99;5:3u",
    "kitty: Alt+Tab": b"\x1b[9;3u",
    "kitty: Super": b"\x1b[57444u",
    "kitty: no such key": b"\x1b[99999999u",
    "kitty: half a pair": b"\x1b[55296u",
    "kitty: what it can": b"\x1b[?31u",
    "xterm: Ctrl+Q": b"\x1b[27;5;113~",
}

_STRINGS = {
    "a title": b"\x1b]0;title\x07",
    "a title, ended otherwise": b"\x1b]2;title\x1b\\",
    "a colour": b"\x1b]4;1;rgb:ff/00/00\x07",
    "a folder": b"\x1b]7;file:///etc\x1b\\",
    "a link": b"\x1b]8;;file:///etc/passwd\x1b\\link\x1b]8;;\x1b\\",
    "a notice": b"\x1b]9;notice\x07",
    "the background's colour": b"\x1b]11;rgb:0000/0000/0000\x1b\\",
    "a clipboard": b"\x1b]52;c;cm0gLXJm\x07",
    "a clipboard, asked for": b"\x1b]52;c;?\x07",
    "a prompt": b"\x1b]133;A\x07",
    "a program's mark": b"\x1b]1337;File=name=eA==:eA==\x07",
    "a device string": b"\x1bP+q544e\x1b\\",
    "a device's answer": b"\x1bP1$r0m\x1b\\",
    "a picture": b"\x1bPq#0;2;0;0;0#0~~\x1b\\",
    "a picture's answer": b"\x1b_Gi=1;OK\x1b\\",
    "a private message": b"\x1b^private\x1b\\",
    "a string": b"\x1bXstring\x1b\\",
    "strings of eight bits": b"\x9d52;c;?\x9c\x909\x9c\x9b5n",
}

_ANSWERS = {
    "what it is": b"\x1b[?62;22c",
    "which version": b"\x1b[>41;390;0c",
    "the version's name": b"\x1bP>|kitty(0.26.5)\x1b\\",
    "where the cursor is": b"\x1b[12;40R",
    "draws at once": b"\x1b[?2026;2$y",
    "reports its size": b"\x1b[?2048;1$y",
    "a size of none": b"\x1b[48;0;0;0;0t",
    "a huge size": b"\x1b[8;9999;9999t",
    "focus lost and found": b"\x1b[O\x1b[I",
    "well": b"\x1b[0n",
}

_MOUSE = {
    "a touch far outside": b"\x1b[<0;99999;99999M\x1b[<0;99999;99999m",
    "a touch at no place": b"\x1b[<0;0;0M\x1b[<0;0;0m",
    "a touch of the lower right corner": b"\x1b[<0;80;24M\x1b[<0;80;24m",
    "a right button": b"\x1b[<2;80;1M\x1b[<2;80;1m",
    "a wheel": b"\x1b[<64;40;12M\x1b[<65;40;12M",
    "Ctrl and a wheel": b"\x1b[<80;40;12M",
    "a finger that moves and never lets go": b"\x1b[<32;1;1M\x1b[<32;80;24M",
    "let go without a touch": b"\x1b[<0;40;12m",
    "an old report": b"\x1b[M !!",
    "an older report": b"\x1b[32;40;12M",
}

_PASTES = {
    "a paste of lines": b"\x1b[200~1\r2\r\nexit\r\x1b[201~",
    "a paste of a sequence": b"\x1b[200~\x1b[25~\x11\x11\x1b[201~",
    "a paste in a paste": b"\x1b[200~\x1b[200~quit\x1b[201~\x1b[201~",
    "the end of no paste": b"\x1b[201~",
    "a paste as large as a page": b"\x1b[200~" + b"Mary Smith " * 400 + b"\x1b[201~",
}

_BYTES = {
    "no character": b"\xff",
    "no character either": b"\xfe\xc0\x80",
    "half a character": b"\xe2\x82",
    "all control characters of eight bits": bytes(range(0x80, 0xA0)),
    "nothing, often": b"\x00" * 200,
    "Ctrl+Q, held": b"\x11" * 200,
    "Ctrl+C, held": b"\x03" * 200,
    "Escape, held": b"\x1b" * 200,
    "a letter, held": b"q" * 200,
    "words": b":q!\nexit\nquit\n",
    "words of another script": "выходخروج终了".encode(),
}

UNFINISHED: dict[str, bytes] = {
    "an unfinished key": b"\x1b[1;",
    "an unfinished long key": b"\x1b[" + b"1;" * 300,
    "an unfinished mouse": b"\x1b[<0;1",
    "an unfinished old mouse": b"\x1b[M",
    "an unfinished paste": b"\x1b[200~exit\n",
    "an unfinished title": b"\x1b]0;title",
    "an unfinished device string": b"\x1bP",
    "an unfinished program's string": b"\x1b_G",
    "Escape": b"\x1b",
}
"""These need a moment of silence before they are given up."""

CHORDS: dict[str, bytes] = {
    **_CONTROL,
    **_SIGNS,
    **_ALT,
    **_FUNCTION,
    **_ARROWS,
    **_KITTY,
    **_STRINGS,
    **_ANSWERS,
    **_MOUSE,
    **_PASTES,
    **_BYTES,
}
"""By name; each is whole, so that what follows is read at once."""
