"""Names that mean several places at once and must never act, whatever the tables say of them.

Abbreviations are shared by continents (IST is India's, Ireland's and Israel's), and those that are IANA names as well
(CET, EST, GMT) would lose a place's own rules. The regions are those that bear the name of a country or a city.
"""

_ABBREVIATIONS = {
    "acst acdt": "Australia/Adelaide Australia/Darwin",
    "aest aedt aet": "Australia/Sydney Australia/Melbourne Australia/Brisbane Australia/Hobart",
    "akst akdt": "America/Anchorage",
    "art": "America/Argentina/Buenos_Aires",
    "ast adt": "America/Halifax America/Puerto_Rico Asia/Riyadh",
    "awst": "Australia/Perth",
    "brt": "America/Sao_Paulo America/Bahia America/Fortaleza America/Recife",
    "bst": "Europe/London Asia/Dhaka",
    "cat": "Africa/Harare Africa/Lusaka Africa/Maputo Africa/Kigali",
    "cet cest met": "Europe/Berlin Europe/Paris Europe/Madrid Europe/Warsaw",
    "clt clst": "America/Santiago",
    "cot": "America/Bogota",
    "cst cdt ct": "America/Chicago America/Mexico_City Asia/Shanghai America/Havana",
    "eat": "Africa/Nairobi Africa/Addis_Ababa Africa/Kampala Africa/Dar_es_Salaam",
    "eet eest": "Europe/Athens Europe/Helsinki Europe/Kyiv Africa/Cairo",
    "est edt eastern easterntime": "America/New_York America/Toronto America/Panama",
    "et": "America/New_York America/Toronto Africa/Addis_Ababa",
    "gmt": "Europe/London Africa/Accra UTC",
    "gst": "Asia/Dubai Asia/Muscat",
    "hkt": "Asia/Hong_Kong",
    "hst": "Pacific/Honolulu",
    "ict": "Asia/Bangkok Asia/Ho_Chi_Minh",
    "ist": "Asia/Kolkata Europe/Dublin Asia/Jerusalem Europe/Istanbul",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    "msk": "Europe/Moscow Europe/Minsk",
    "mst mdt mountain mountaintime": "America/Denver America/Phoenix America/Edmonton",
    "mt": "America/Denver America/Phoenix Europe/Malta",
    "npt": "Asia/Kathmandu",
    "nst ndt": "America/St_Johns",
    "nzst nzdt nzt": "Pacific/Auckland",
    "pet": "America/Lima",
    "pht": "Asia/Manila",
    "pkt": "Asia/Karachi",
    "pst pdt": "America/Los_Angeles America/Vancouver Asia/Manila",
    "pacific pacifictime": "America/Los_Angeles America/Vancouver",
    "pt": "America/Los_Angeles America/Vancouver Europe/Lisbon",
    "central centraltime": "America/Chicago America/Winnipeg America/Mexico_City",
    "sast": "Africa/Johannesburg",
    "sgt": "Asia/Singapore",
    "trt": "Europe/Istanbul",
    "wat": "Africa/Lagos Africa/Kinshasa Africa/Luanda Africa/Douala",
    "wet": "Europe/Lisbon Atlantic/Canary Atlantic/Faroe",
    "wib": "Asia/Jakarta",
}
_REGIONS = {
    "congo": "Africa/Kinshasa Africa/Lubumbashi Africa/Brazzaville",
    "florida": "America/New_York America/Chicago",
    "georgia": "Asia/Tbilisi America/New_York",
    "ontario": "America/Toronto America/Los_Angeles",
    "virginia": "America/New_York Africa/Johannesburg",
    "washington": "America/New_York America/Los_Angeles",
}
AMBIGUOUS = {key: tuple(zones.split()) for keys, zones in (_ABBREVIATIONS | _REGIONS).items() for key in keys.split()}
"""By key, the zones to offer, the likeliest first."""
