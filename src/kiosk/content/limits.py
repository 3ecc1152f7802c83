"""The gate's limits. Why each is what it is: `kiosk content check --explain RULE`. Those of formulas: yardstick.py."""

MOST_STEP_WORDS, MOST_FEEL_WORDS = 60, 30
LEAST_WORDS, MOST_WORDS = 900, 1400
LEAST_QUESTIONS = 5
MOST_SENTENCE, MOST_MEAN_SENTENCE = 15, 10.0
MOST_PASSIVE, LEAST_YOU = 0.10, 0.50
LEAST_PEMAT = 0.90
"""Of the items of the PEMAT pre-check that apply."""
