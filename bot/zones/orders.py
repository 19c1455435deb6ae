"""Whether day or month is written first where a zone is: what "3/4" means to those who live there."""

from bot.said.values import Order

MONTH_FIRST = frozenset(
    {
        "America/Adak", "America/Anchorage", "America/Boise", "America/Chicago", "America/Denver", "America/Detroit",
        "America/Juneau", "America/Los_Angeles", "America/Louisville", "America/Menominee", "America/Metlakatla",
        "America/New_York", "America/Nome", "America/Phoenix", "America/Sitka", "America/Yakutat", "America/Puerto_Rico",
        "America/St_Thomas", "Pacific/Honolulu", "Pacific/Guam", "Pacific/Saipan", "Pacific/Pago_Pago",
        "Asia/Tokyo", "Asia/Seoul", "Asia/Pyongyang", "Asia/Shanghai", "Asia/Urumqi", "Asia/Taipei", "Asia/Macau",
    }
)  # fmt: skip
"""The United States, and countries that write the year, the month and the day, in this order."""

STATES = ("America/Indiana/", "America/Kentucky/", "America/North_Dakota/", "US/")
MIXED = frozenset(
    {
        "Asia/Manila", "Asia/Hong_Kong", "America/Toronto", "America/Vancouver", "America/Edmonton", "America/Winnipeg",
        "America/Halifax", "America/Regina", "America/St_Johns", "America/Montreal", "America/Moncton", "America/Whitehorse",
        "America/Yellowknife", "America/Iqaluit", "Europe/Budapest", "Europe/Vilnius", "Africa/Johannesburg",
    }
)  # fmt: skip
"""Where both are usual: nobody is taken at one."""

DAY_FIRST = ("Europe/", "Africa/", "America/", "Asia/", "Australia/", "Atlantic/", "Indian/", "Pacific/")


def order_in(zone: str | None) -> Order | None:
    """The order in an IANA zone; None where it is not known, or both are usual."""
    if zone is None or zone in MIXED:
        return None
    if zone in MONTH_FIRST or zone.startswith(STATES):
        return Order.MONTH_FIRST
    return Order.DAY_FIRST if zone.startswith(DAY_FIRST) else None
