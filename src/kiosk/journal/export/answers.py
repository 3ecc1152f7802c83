"""The answers as CSV (RFC 4180): a row an answer. docs/export.md says what each column holds."""

import csv
from collections.abc import Iterable
from typing import TextIO

from kiosk.journal.export.source import feelings, happened, reason, shown
from kiosk.journal.visits import Visit, sittings

COLUMNS = (
    "visit", "began", "procedure", "version", "content", "language", "question", "attempt", "option", "result",
    "answered", "ended", "read_aloud", "sittings", "felt_before", "felt_after",
)  # fmt: skip


def write_answers(visits: Iterable[Visit], out: TextIO) -> None:
    """Writes the columns' names and every answer."""
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for visit in visits:
        heard = "yes" if happened(visit, "heard") else "no"
        felt = feelings(visit)
        about = (reason(visit), heard, len(sittings(visit)), felt.get("before", ""), felt.get("after", ""))
        for event in visit:
            if event["kind"] == "answered":
                answer = (event["question"], event["attempt"], event["option"], event["result"], event["at"])
                rows.writerow((visit[0]["visit"], visit[0]["at"], *shown(event), *answer, *about))
