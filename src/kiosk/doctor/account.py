"""The kiosk's user: what somebody who got out of the kiosk all the same could do."""

from collections.abc import Iterator

from kiosk.doctor.finding import Finding
from kiosk.doctor.machine import Machine

_POWERFUL = ("root", "sudo", "wheel", "admin", "docker", "lxd")
_FIGURE = ("a user of its own without rights", "VxSuite's voting machines")


def examine(machine: Machine) -> Iterator[Finding]:
    """Whether the user may become root."""
    if machine.user == "root":
        cure = "Make a user for the kiosk (useradd -m kiosk), and run it as that."
        yield Finding("account", "fix", "The kiosk runs as root.", *_FIGURE, cure, must=True)
        return
    groups = [line.split(":") for line in machine.text("etc/group").splitlines() if line.count(":") == 3]
    mighty = [name for name, _, _, members in groups if name in _POWERFUL and machine.user in members.split(",")]
    if mighty:
        cure = f"Take {machine.user} out of {', '.join(mighty)} (gpasswd -d), or run this as the kiosk's own user."
        says = f"{machine.user} may become root through the group {mighty[0]}."
        yield Finding("account", "fix", says, *_FIGURE, cure, must=True)
    else:
        yield Finding("account", "ok", f"{machine.user} has no rights beyond its own.", *_FIGURE, must=True)
