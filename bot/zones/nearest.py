"""Places whose names look like what was typed; they are only ever offered."""

from collections.abc import Iterator

from bot.zones.gazetteer import Country, cities_table, countries_table, places_of
from bot.zones.iana import place_in, zone_names
from bot.zones.keys import key_of
from bot.zones.matches import Place

_ALIKE = 0.8
_MOST = 12


def nearest(key: str) -> Iterator[Place]:
    """The most alike first; nothing for a key with a figure in it: UTC+3 is no place."""
    if any(character.isdigit() for character in key):
        return
    from rapidfuzz import process  # noqa: PLC0415 - seldom needed
    from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415 - slow to load, and only a misspelt place needs it

    lines = [*cities_table().splitlines(), *countries_table().splitlines(), *_zones_named_after_places()]
    keys = [_main_key(line) for line in lines]
    likeness = JaroWinkler.normalized_similarity
    for _, _, at in process.extract(key, keys, scorer=likeness, limit=_MOST, score_cutoff=_ALIKE):
        yield from _places_in(lines[at].decode())


def _zones_named_after_places() -> Iterator[bytes]:
    return (zone.encode() for zone in zone_names() if "/" in zone and not zone.startswith("Etc/"))


def _main_key(line: bytes) -> str:
    columns = line.rsplit(b"\t", 1)
    return columns[1].split(b";", 1)[0].decode() if len(columns) > 1 else key_of(place_in(line.decode()))


def _places_in(line: str) -> Iterator[Place]:
    match line.split("\t"):
        case [name, country, zone, _, _]:
            yield Place(f"{name}, {country}", zone)
        case [name, code, zone, _]:
            yield from places_of(Country(name, code, zone))
        case [zone]:
            yield Place(place_in(zone), zone)
