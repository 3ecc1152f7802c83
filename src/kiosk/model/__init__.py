"""What the kiosk speaks of: procedures, pages, actions, events, language. Frozen values, no input or output."""
