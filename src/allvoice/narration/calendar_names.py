"""The names of weekdays and months, and how they are written short."""

from __future__ import annotations

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MORE_DAYS = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
DAY_NAMES = {
    **{name.lower(): index for index, name in enumerate(DAYS)},
    **{name[:3].lower(): index for index, name in enumerate(DAYS)},
    **_MORE_DAYS,
}
"""Full and short names in small letters, each with the number of its day; Monday is 0."""
MONTH_NAMES = {
    **{name.lower(): index for index, name in enumerate(MONTHS)},
    **{name[:3].lower(): index for index, name in enumerate(MONTHS)},
    "sept": 8,
}
"""Full and short names in small letters, each with the number of its month; January is 0."""
DAY_LETTERS = {
    "M": (0,), "T": (1, 3), "W": (2,), "F": (4,), "S": (5, 6),
    "MO": (0,), "TU": (1,), "WE": (2,), "TH": (3,), "FR": (4,), "SA": (5,), "SU": (6,),
}  # fmt: skip
"""One or two letters for a day, in capitals, each with the days it may mean."""
DAY_LETTERS_ALONE = {
    "M": "Monday", "Tu": "Tuesday", "W": "Wednesday", "Th": "Thursday", "F": "Friday",
    "Sa": "Saturday", "Su": "Sunday",
}  # fmt: skip
"""Letters that mean one day each, where a date follows."""
