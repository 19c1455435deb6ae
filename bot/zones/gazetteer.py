"""The tables of cities and countries, kept and searched as bytes: parsed, they would take twenty times the room.

A line ends with the keys of all its names, each closed by a semicolon, the main name's first. Cities stand in order
of population, the largest first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.zones.matches import Place

_ROOM = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class City:
    """``people`` live here; ``is_main`` says whether it was found by its main name."""

    name: str
    country: str
    zone: str
    people: int
    is_main: bool

    @property
    def place(self) -> Place:
        """Such as "Portland, US"."""
        return Place(f"{self.name}, {self.country}", self.zone)


@dataclass(frozen=True, slots=True)
class Country:
    """``zone`` is empty where there are several."""

    name: str
    code: str
    zone: str


def cities_called(key: str) -> list[City]:
    """By the key of any of their names, the largest first."""
    table = cities_table()
    return [_city_at(table, at, is_main=table[at - 1 : at] == b"\t") for at in _keys_like(table, key)]


def cities_beginning(key: str, most: int) -> list[City]:
    """Those of whose names one begins so, the largest first; a name of one's own before another."""
    table, lines = cities_table(), dict[int, bool]()
    for mark in ("\t", ";") if key else ():
        for at in _all_of(table, f"{mark}{key}"):
            lines.setdefault(table.rfind(b"\n", 0, at) + 1, mark == "\t")
            if len(lines) >= most:
                break
    return [_city_at(table, line, is_main=is_main) for line, is_main in lines.items()][:most]


def largest_cities() -> Iterator[City]:
    """All of them, the largest first."""
    table, at = cities_table(), 0
    while (end := table.find(b"\n", at)) > 0:
        yield _city_at(table, at, is_main=True)
        at = end + 1


def country_called(key: str) -> Country | None:
    """By the key of any of its names."""
    table = countries_table()
    return next((_country_at(table, at) for at in _keys_like(table, key)), None)


def country_coded(code: str) -> Country | None:
    """By its two letters, in either case."""
    table = countries_table()
    places = _all_of(table, f"\t{code.upper()}\t") if len(code) == 2 and code.isascii() and code.isalpha() else ()
    return next((_country_at(table, at) for at in places), None)


def places_of(country: Country) -> Iterator[Place]:
    """The country itself if it has one zone, or else its cities, the largest first."""
    if country.zone:
        return iter([Place(country.name, country.zone)])
    table = cities_table()
    return (_city_at(table, at, is_main=True).place for at in _all_of(table, f"\t{country.code}\t"))


@cache
def cities_table() -> bytes:
    """One and a half megabytes, read in a millisecond at the first question."""
    return _ROOM.joinpath("cities.tsv").read_bytes()


@cache
def countries_table() -> bytes:
    return _ROOM.joinpath("countries.tsv").read_bytes()


def _city_at(table: bytes, at: int, *, is_main: bool) -> City:
    name, country, zone, people, _ = _line_at(table, at).split("\t")
    return City(name, country, zone, int(people), is_main)


def _country_at(table: bytes, at: int) -> Country:
    return Country(*_line_at(table, at).split("\t")[:3])


def _line_at(table: bytes, at: int) -> str:
    return table[table.rfind(b"\n", 0, at) + 1 : table.find(b"\n", at)].decode()


def _keys_like(table: bytes, key: str) -> Iterator[int]:
    """Where ``key`` stands as the whole of a key."""
    return (at for at in _all_of(table, f"{key};") if table[at - 1 : at] in (b"\t", b";")) if key else iter(())


def _all_of(table: bytes, wanted: str) -> Iterator[int]:
    sought = wanted.encode()
    at = table.find(sought)
    while at >= 0:
        yield at
        at = table.find(sought, at + 1)
