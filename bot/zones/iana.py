"""The names of the IANA time zone database, as the tzdata package lists them."""

_NO_ZONE = "Factory"
_NO_PLACE = frozenset(["atlantic", "center", "continental", "east", "general", "north", "south", "west"])
_WITHOUT_SEPARATORS = str.maketrans("", "", "_/ ")


def zone_names() -> list[str]:
    """All of them, old names too; each loads with ZoneInfo."""
    from importlib import resources  # noqa: PLC0415 - a third of the start-up of this room

    listed = resources.files("tzdata").joinpath("zones").read_text("utf-8").split()
    return [zone for zone in listed if zone != _NO_ZONE]


def place_in(zone: str) -> str:
    """What a zone is named after, such as "Lord Howe"; Etc/GMT+3, which is three hours *behind*, keeps its name."""
    return zone if zone.startswith("Etc/") else zone.rpartition("/")[2].replace("_", " ")


def zones_named(said: str) -> list[str]:
    """The zone of this whole name, or those of which it is the last part: "europe/berlin", "lord howe"."""
    name = _squashed(said)
    zones = zone_names()
    whole = [zone for zone in zones if _squashed(zone) == name]
    return whole or [zone for zone in zones if "/" in zone and _is_place_in(zone, name)]


def _is_place_in(zone: str, name: str) -> bool:
    place = _squashed(place_in(zone)).replace("-", "")
    return place == name.replace("-", "") and place not in _NO_PLACE


def _squashed(name: str) -> str:
    return name.casefold().translate(_WITHOUT_SEPARATORS)
