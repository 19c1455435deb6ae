"""The time zone somebody means. Only a name that is one place's beyond doubt acts; everything else is a picker.

Likeness alone never acts: it would send Mumbai to Dubai and Delhi to Lord Howe.
"""

from collections.abc import Iterable
from itertools import islice

from bot.zones.ambiguous import AMBIGUOUS
from bot.zones.gazetteer import (
    City,
    Country,
    cities_beginning,
    cities_called,
    country_called,
    country_coded,
    largest_cities,
    places_of,
)
from bot.zones.iana import place_in, zones_named
from bot.zones.keys import key_of
from bot.zones.matches import Choices, Exact, Place, ZoneMatch
from bot.zones.nearest import nearest

__all__ = ["Choices", "Exact", "Place", "ZoneMatch", "find_zone", "places_beginning"]

_MOST_CHARACTERS = 100
_MOST_OPTIONS = 6
_LONGEST_COUNTRY = 4  # words: "united states of america"
_FAR_LARGER = 10
_MOST_BEGINNING = 12


def find_zone(said: str) -> ZoneMatch:
    """By a country, a city ("portland", "portland, us"), an IANA name or an abbreviation, in any case and accents."""
    key = key_of(said) if len(said) <= _MOST_CHARACTERS else ""
    if not key:
        return Choices()
    if key in AMBIGUOUS:
        return _choices(Place(place_in(zone), zone) for zone in AMBIGUOUS[key])
    return (
        _by_country(country_called(key), cities_called(key))
        or _by_country_code(said.strip())
        or _by_iana_name(said)
        or _by_city_in_country(said)
        or _choices(nearest(key))
    )


def places_beginning(said: str) -> list[Place]:
    """What may become the name of a place while it is typed: what it means already, then cities that begin so, the largest
    first; before anything is typed, the largest of all. At most twelve, and no two alike."""
    key = key_of(said) if len(said) <= _MOST_CHARACTERS else ""
    if not key:
        return [] if said else [city.place for city in islice(largest_cities(), _MOST_BEGINNING)]
    cities = cities_beginning(key, _MOST_BEGINNING)
    found = find_zone(said) if len(key) > 2 or not cities else Choices()
    meant = [Place(found.place, found.zone)] if isinstance(found, Exact) else []
    others = () if isinstance(found, Exact) else found.options
    return list(dict.fromkeys([*meant, *(city.place for city in cities), *others]))[:_MOST_BEGINNING]


def _by_country(country: Country | None, namesakes: list[City]) -> ZoneMatch | None:
    """A country acts before the cities called so, unless one of them has the name for its own: Armenia in Colombia."""
    if country is None:
        return _by_city(namesakes)
    others = [city for city in namesakes if city.is_main and city.zone != country.zone]
    if country.zone and not others:
        return Exact(country.zone, country.name)
    return _choices([*places_of(country), *(city.place for city in others)])


def _by_city(cities: list[City]) -> ZoneMatch | None:
    """Who has the name for the main one, and is ten times as large as the others who have, unless others are larger."""
    if not cities:
        return None
    ranked = sorted(cities, key=lambda city: (not city.is_main, -city.people))
    first = ranked[0]
    elsewhere = [city for city in ranked if city.zone != first.zone]
    if all(_yields(city, first) for city in elsewhere):
        return Exact(first.zone, first.place.name)
    return _choices(city.place for city in ranked)


def _yields(city: City, to: City) -> bool:
    if city.is_main == to.is_main:
        return city.people * _FAR_LARGER <= to.people
    return city.people <= to.people


def _by_country_code(said: str) -> ZoneMatch | None:
    """Never acts: "ca" is Canada and California."""
    country = country_coded(said)
    return _choices(places_of(country)) if country else None


def _by_iana_name(said: str) -> ZoneMatch | None:
    zones = zones_named(said)
    if len(zones) == 1:
        return Exact(zones[0], place_in(zones[0]))
    return _choices(Place(place_in(zone), zone) for zone in zones) if zones else None


def _by_city_in_country(said: str) -> ZoneMatch | None:
    """ "portland, us", "london canada", "san josé costa rica"; of a town not in the table, its country is offered."""
    words = said.replace(",", " ").split()
    for at in range(max(1, len(words) - _LONGEST_COUNTRY), len(words)):
        name = " ".join(words[at:])
        by_name = country_called(key_of(name))
        country = by_name or country_coded(name)
        if country:
            cities = cities_called(key_of(" ".join(words[:at])))
            found = _by_city([city for city in cities if city.country == country.code])
            return found or (_choices(places_of(by_name)) if by_name else None)
    return None


def _choices(places: Iterable[Place]) -> Choices:
    """The first of each zone."""
    chosen: dict[str, Place] = {}
    for place in places:
        chosen.setdefault(place.zone, place)
        if len(chosen) == _MOST_OPTIONS:
            break
    return Choices(tuple(chosen.values()))
