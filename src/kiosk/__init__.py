"""A patient-education kiosk for the terminal: what will happen, what one feels, how one recovers."""

__version__ = "0.1.0"
