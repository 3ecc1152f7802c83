"""The voice: what is asked for here is spoken by a child process, and what became of it is told in events.

    page ─► narrator ─► Speaker.say ══ JSON lines ══► worker: clip or voice ─► player
                    ◄── tell(event) ◄═════════════════╝

Only this room imports a speech engine, and only the worker does so at all.
"""
