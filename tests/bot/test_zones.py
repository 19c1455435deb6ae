"""What people call the place they live in, and which time zone that is."""

import subprocess
import sys
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.zones.ambiguous import AMBIGUOUS
from bot.zones.gazetteer import cities_table, countries_table
from bot.zones.iana import zone_names
from bot.zones.keys import key_of
from bot.zones.search import Choices, Exact, Place, find_zone

NAMES = [
    "portland",
    "san",
    "york",
    "new",
    "us",
    "de",
    "costa rica",
    "berlin",
    ",",
    ";",
    "\t",
    "Europe/",
    "tokio",
    "京",
    "ß",
]


def zones_offered(said: str) -> list[str]:
    match = find_zone(said)
    assert isinstance(match, Choices), match
    return [option.zone for option in match.options]


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("berlin", "Europe/Berlin"),
        ("  BERLIN! ", "Europe/Berlin"),
        ("Mumbai", "Asia/Kolkata"),
        ("Bombay", "Asia/Kolkata"),
        ("Delhi", "Asia/Kolkata"),
        ("são paulo", "America/Sao_Paulo"),
        ("sao paulo", "America/Sao_Paulo"),
        ("Sao-Paulo", "America/Sao_Paulo"),
        ("New York", "America/New_York"),
        ("nyc", "America/New_York"),
        ("new york, ny", "America/New_York"),
        ("la", "America/Los_Angeles"),
        ("Kathmandu", "Asia/Kathmandu"),
        ("Apia", "Pacific/Apia"),
        ("München", "Europe/Berlin"),
        ("Munich", "Europe/Berlin"),
        ("東京", "Asia/Tokyo"),
        ("Київ", "Europe/Kyiv"),
        ("Kiev", "Europe/Kyiv"),
        ("Kyiv", "Europe/Kyiv"),
        ("القاهرة", "Africa/Cairo"),
        ("मुंबई", "Asia/Kolkata"),
        ("Łódź", "Europe/Warsaw"),
        ("St. Louis", "America/Chicago"),
        ("dili", "Asia/Dili"),
        ("suva", "Pacific/Fiji"),
    ],
)
def test_a_city_is_known_by_all_its_names(said: str, zone: str) -> None:
    match = find_zone(said)
    assert isinstance(match, Exact)
    assert match.zone == zone


@pytest.mark.parametrize(
    ("said", "zone", "place"),
    [
        ("Nepal", "Asia/Kathmandu", "Nepal"),
        ("germany", "Europe/Berlin", "Germany"),
        ("Deutschland", "Europe/Berlin", "Germany"),
        ("uk", "Europe/London", "United Kingdom"),
        ("Vietnam", "Asia/Ho_Chi_Minh", "Vietnam"),
        ("singapore", "Asia/Singapore", "Singapore"),
        ("iraq", "Asia/Baghdad", "Iraq"),
        ("bangladesh", "Asia/Dhaka", "Bangladesh"),
        ("cote d'ivoire", "Africa/Abidjan", "Ivory Coast"),
    ],
)
def test_a_country_with_one_zone_is_enough(said: str, zone: str, place: str) -> None:
    assert find_zone(said) == Exact(zone, place)


@pytest.mark.parametrize(
    ("said", "zone", "place"),
    [
        ("Europe/Berlin", "Europe/Berlin", "Berlin"),
        ("europe/berlin", "Europe/Berlin", "Berlin"),
        ("america/new york", "America/New_York", "New York"),
        ("Lord Howe", "Australia/Lord_Howe", "Lord Howe"),
        ("lord-howe", "Australia/Lord_Howe", "Lord Howe"),
        ("Asia/Calcutta", "Asia/Calcutta", "Calcutta"),
        ("utc", "UTC", "UTC"),
        ("etc/gmt+3", "Etc/GMT+3", "Etc/GMT+3"),
        ("etc/gmt-3", "Etc/GMT-3", "Etc/GMT-3"),
    ],
)
def test_an_iana_name_is_known_in_any_case(said: str, zone: str, place: str) -> None:
    assert find_zone(said) == Exact(zone, place)


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("portland, us", "America/Los_Angeles"),
        ("portland or", "America/Los_Angeles"),
        ("london", "Europe/London"),
        ("london canada", "America/Toronto"),
        ("London, CA", "America/Toronto"),
        ("london, ontario", "America/Toronto"),
        ("hyderabad, pk", "Asia/Karachi"),
        ("Hyderabad India", "Asia/Kolkata"),
        ("san jose costa rica", "America/Costa_Rica"),
        ("san josé, california", "America/Los_Angeles"),
        ("birmingham, united states of america", "America/Chicago"),
    ],
)
def test_a_city_says_its_country_where_there_are_several(said: str, zone: str) -> None:
    match = find_zone(said)
    assert isinstance(match, Exact)
    assert match.zone == zone


@pytest.mark.parametrize(
    ("said", "zones"),
    [
        ("birmingham", ["Europe/London", "America/Chicago"]),
        ("hyderabad", ["Asia/Kolkata", "Asia/Karachi"]),
        ("odessa", ["America/Chicago", "Europe/Kyiv"]),
        ("st petersburg", ["America/New_York", "Europe/Moscow"]),
        ("jamaica", ["America/Jamaica", "America/New_York"]),
        ("armenia", ["Asia/Yerevan", "America/Bogota"]),
        ("china", ["Asia/Shanghai", "Asia/Urumqi"]),
        ("georgia", ["Asia/Tbilisi", "America/New_York"]),
        ("de", ["Europe/Berlin"]),
        ("nowhere at all, nepal", ["Asia/Kathmandu"]),
    ],
)
def test_a_name_of_several_places_is_a_picker(said: str, zones: list[str]) -> None:
    assert zones_offered(said) == zones


@pytest.mark.parametrize("said", ["brazil", "usa", "us", "australia", "russia", "canada", "ca", "mexico", "valencia"])
def test_many_zones_are_a_picker_of_distinct_ones(said: str) -> None:
    zones = zones_offered(said)
    assert 2 < len(zones) == len(set(zones)) <= 6


def test_an_option_reads_as_city_country_and_zone() -> None:
    match = find_zone("brazil")
    assert isinstance(match, Choices)
    assert match.options[0] == Place("São Paulo, BR", "America/Sao_Paulo")
    assert match.options[0].label == "São Paulo, BR · America/Sao_Paulo"


@pytest.mark.parametrize("said", ["IST", "est", "CET", "GMT", "cst", "PT"])
def test_an_abbreviation_never_acts(said: str) -> None:
    assert 2 <= len(zones_offered(said)) <= 4


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("dellhi", "Asia/Kolkata"),
        ("nairobbi!", "Africa/Nairobi"),
        ("germny", "Europe/Berlin"),
        ("san fran", "America/Los_Angeles"),
        ("lord how", "Australia/Lord_Howe"),
    ],
)
def test_what_looks_like_a_place_is_offered_and_does_not_act(said: str, zone: str) -> None:
    assert zones_offered(said)[0] == zone


@pytest.mark.parametrize(
    "said", ["", " ", "...", "\x00\x1f", "12345", "utc+3", "gmt-5", "+05:30", "xqzzyq", "x" * 101, "berlin " * 2_000]
)
def test_what_is_like_no_place_offers_nothing(said: str) -> None:
    assert find_zone(said) == Choices()


def test_control_characters_are_no_part_of_a_name() -> None:
    assert find_zone("ber\x00lin\x7f") == Exact("Europe/Berlin", "Berlin, DE")


@given(st.one_of(st.text(), st.text(st.characters(), max_size=3), st.lists(st.sampled_from(NAMES)).map(" ".join)))
def test_no_text_breaks_it_and_every_zone_loads(said: str) -> None:
    match = find_zone(said)
    for zone in [match.zone] if isinstance(match, Exact) else [option.zone for option in match.options]:
        ZoneInfo(zone)
    assert isinstance(match, Exact) or len(match.options) <= 6


def test_every_zone_in_the_tables_loads() -> None:
    tables = (cities_table() + countries_table()).decode().splitlines()
    named = {line.split("\t")[2] for line in tables} | {zone for zones in AMBIGUOUS.values() for zone in zones}
    for zone in named - {""}:
        assert zone in zone_names()
        ZoneInfo(zone)


def test_the_tables_hold_keys_as_they_are_looked_for() -> None:
    tables = (cities_table() + countries_table()).decode().splitlines()
    assert all(key_of(line.split("\t")[0]) == line.rpartition("\t")[2].partition(";")[0] for line in tables)
    assert all(line.endswith(";") for line in tables)
    people = [int(line.split("\t")[3]) for line in cities_table().decode().splitlines()]
    assert people == sorted(people, reverse=True)


def test_the_tables_are_not_read_before_somebody_asks() -> None:
    code = "import sys, bot.zones.gazetteer as g, bot.zones.search; sys.exit(g.cities_table.cache_info().currsize)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
