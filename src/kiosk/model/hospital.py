"""What a hospital sets once for all walkthroughs, since it differs between hospitals: numbers, and names of places.

They stand in sentences of every language, so none of them is a sentence.
"""

from collections.abc import Mapping

EXAMPLES: Mapping[str, str] = {
    "phone": "555 0100",
    "fasting_hours": "6",
    "fever_limit": "100.4 °F",
    "driving_hours": "24",
    "ride_home": "Entrance B",
}
"""Each value that can be set, with an example: also what `kiosk content check` fills in to measure the sentences."""

ABOUT: Mapping[str, str] = {
    "phone": "the number that patients call from home",
    "fasting_hours": "for how many hours a patient eats nothing before, where fasting is asked for",
    "fever_limit": "from which temperature on it is a fever",
    "driving_hours": "for how many hours a patient does not drive after",
    "ride_home": "where a patient is picked up",
}
"""What each one says."""

SHAPES: Mapping[str, str] = {
    "phone": r".*\d.*",
    "fasting_hours": r"\d+(?:[.,]\d+)?(?: ?[-–] ?\d+)?",
    "fever_limit": r".*\d.*",
    "driving_hours": r"\d+(?:[.,]\d+)?(?: ?[-–] ?\d+)?",
    "ride_home": ".*",
}
"""What the numbers look like: "24 hours" would be said as "24 hours hours", and "a day" in one language alone."""

MOST = 60
"""Letters of a value."""
