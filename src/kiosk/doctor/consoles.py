"""Ways round the kiosk that the system has: other terminals, logins on them, and the kernel's own keys."""

import re
from collections.abc import Iterator
from pathlib import Path

from kiosk.doctor.finding import Finding
from kiosk.doctor.machine import Machine

_XORG = ("usr/share/X11/xorg.conf.d/*.conf", "etc/X11/xorg.conf", "etc/X11/xorg.conf.d/*.conf")
_NO_SWITCH = re.compile(
    r'^\s*Option\s+"Dont_?VT_?Switch"(\s+"?(true|on|yes|1)"?)?\s*(#.*)?$', re.IGNORECASE | re.MULTILINE
)
_LOGIND = (
    *("usr/lib/systemd/logind.conf", "etc/systemd/logind.conf"),
    *(f"{folder}/systemd/logind.conf.d/*.conf" for folder in ("usr/lib", "run", "etc")),
)
"""The weakest first, as logind reads them."""
_SPARE = re.compile(r"^\s*NAutoVTs\s*=\s*(\d+)", re.MULTILINE)
_GETTY = ("agetty", "getty", "mingetty")

_SWITCH = ("no key leads to another terminal", "Xorg's DontVTSwitch, as VxSuite's voting machines have it")
_LOGIN = ("no login on another terminal", "VxSuite's voting machines")
_SYSRQ = ("kernel.sysrq = 0", "the kernel's admin-guide/sysrq")


def examine(machine: Machine) -> Iterator[Finding]:
    """Switching terminals, logins on them, SysRq."""
    if not machine.is_linux:
        for name, figure in {"virtual terminals": _SWITCH, "logins": _LOGIN, "SysRq": _SYSRQ}.items():
            says = "This system cannot be asked."
            yield Finding(
                name, "person", says, *figure, "Try every way out by hand; the installer's sheet has them.", must=True
            )
        return
    yield _switching(machine)
    yield _logins(machine)
    yield _sysrq(machine)


def _switching(machine: Machine) -> Finding:
    name = "virtual terminals"
    if machine.environment.get("TERM") == "linux":
        says, cure = "On a bare console, Alt and an F key lead to another terminal.", "Use Xorg and kitty, or cage."
        return Finding(name, "fix", says, *_SWITCH, cure, must=True)
    cage = next((words for words in machine.programs() if Path(words[0]).name == "cage"), None)
    if cage:
        if "-s" not in cage:
            return Finding(name, "ok", "cage keeps the screen.", *_SWITCH, must=True)
        return Finding(name, "fix", "cage -s lets keys switch terminals.", *_SWITCH, "Leave -s out.", must=True)
    if any(_NO_SWITCH.search(text) for text in machine.texts(*_XORG)):
        return Finding(name, "ok", "Xorg does not switch terminals.", *_SWITCH, must=True)
    cure = "Put the project's deploy/10-kiosk.conf into /etc/X11/xorg.conf.d, and start Xorg again."
    return Finding(name, "fix", "Ctrl, Alt and an F key lead to another terminal.", *_SWITCH, cure, must=True)


def _logins(machine: Machine) -> Finding:
    lines = {
        word.removeprefix("/dev/")
        for words in machine.programs()
        if Path(words[0]).name in _GETTY
        for word in words[1:]
        if re.fullmatch(r"(/dev/)?tty\d+", word)
    }
    if lines:
        named = ", ".join(sorted(lines))
        cure = f"systemctl mask --now {' '.join(f'getty@{line}' for line in sorted(lines))}"
        return Finding("logins", "fix", f"There is a login on {named}.", *_LOGIN, cure, must=True)
    spare = [int(number) for text in machine.texts(*_LOGIND) for number in _SPARE.findall(text)]
    if machine.has("run/systemd/system") and (spare[-1] if spare else 6) > 0:
        says = "No login waits, but systemd opens one wherever somebody switches to."
        return Finding(
            "logins", "fix", says, *_LOGIN, "Set NAutoVTs=0 and ReserveVT=0 in /etc/systemd/logind.conf.", must=False
        )
    return Finding("logins", "ok", "No login waits on another terminal.", *_LOGIN, must=True)


def _sysrq(machine: Machine) -> Finding:
    if not machine.has("proc/sys/kernel/sysrq"):
        return Finding("SysRq", "ok", "This kernel has none.", *_SYSRQ, must=True)
    value = machine.text("proc/sys/kernel/sysrq").strip()
    if value == "0":
        return Finding("SysRq", "ok", "It is off.", *_SYSRQ, must=True)
    cure = "Write “kernel.sysrq = 0” into /etc/sysctl.d/10-kiosk.conf, and run `sysctl --system`."
    return Finding(
        "SysRq", "fix", f"Alt, SysRq and a letter reach the kernel (kernel.sysrq = {value}).", *_SYSRQ, cure, must=True
    )
