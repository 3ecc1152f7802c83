"""One patient's walk: frozen values and pure functions. No clock, no disk, no screen."""
