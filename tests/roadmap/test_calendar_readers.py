"""Three libraries by others read a feed alike: icalendar, ics and ical.js. What they take for a moment is that of the learner's clock, on
the days around a change of clocks too."""

import json
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import ics
import pytest
from icalendar import Calendar
from py_mini_racer import MiniRacer

from roadmap.writing.editions import FeedEvent, FeedHead, revised
from roadmap.writing.feed import write_feed

ICAL_JS = Path(__file__).with_name("icaljs") / "ical.es5.min.cjs"
MADE = datetime(2027, 1, 4, 8, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LONG = "Straße, Übung; und \\ mehr 📚 " * 9

CHANGES = {
    "Europe/Berlin": (date(2027, 3, 28), date(2027, 10, 31)),
    "America/New_York": (date(2027, 3, 14), date(2027, 11, 7)),
    "Australia/Sydney": (date(2027, 4, 4), date(2027, 10, 3)),
    "Australia/Lord_Howe": (date(2027, 4, 4), date(2027, 10, 3)),
}
"""The days on which the clocks change."""

READ = """
(text, most) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  return JSON.stringify(calendar.getAllSubcomponents("vevent").map((part) => {
    const event = new ICAL.Event(part), moments = [];
    for (let next, all = event.iterator(); moments.length < most && (next = all.next());)
      moments.push(next.isDate ? next.toString() : next.toUnixTime());
    const {uid, summary, description, sequence} = event;
    return {uid, summary, description, sequence, moments, url: part.getFirstPropertyValue("url"),
            ends: event.endDate.isDate ? event.endDate.toString() : event.endDate.toUnixTime()};
  }));
}
"""


class IcalJs:
    """ical.js, which knows of a zone only what the feed says of it."""

    def __init__(self) -> None:
        self._engine = MiniRacer()
        self._engine.eval(ICAL_JS.read_text(encoding="utf-8"))
        self._engine.eval(f"globalThis.read = {READ}")

    def read(self, feed: bytes, most: int = 12) -> dict[str, dict[str, Any]]:
        """What it makes of the events, by UID; of each its first moments."""
        said = self._engine.eval(f"read({json.dumps(feed.decode())}, {most})")
        return {one["uid"]: one for one in json.loads(str(said))}


@pytest.fixture(scope="module")
def ical_js() -> IcalJs:
    return IcalJs()


def feed_of(*events: FeedEvent, zone: str = "Europe/Berlin") -> bytes:
    return write_feed(FeedHead("Mine", 3, ZoneInfo(zone), MADE), events, revised(events, {}, zone, MADE))


EVENTS = (
    FeedEvent("window.ml.nlp", LONG, date(2027, 1, 4), date(2027, 2, 1), "a\nb, c; d \\", "https://a.b/?q=1,2;3"),
    FeedEvent(
        "meeting.5",
        "👥 Owls",
        datetime(2027, 3, 28, 3, 30),
        datetime(2027, 3, 28, 4, 30),
        zone=ZoneInfo("Asia/Kathmandu"),
    ),
    FeedEvent("meeting.6", "Twice", datetime(2027, 10, 31, 2, 30, fold=1), datetime(2027, 10, 31, 3, 30)),
    FeedEvent(
        "study.19:00.0.",
        "Study",
        datetime(2027, 3, 23, 19),
        datetime(2027, 3, 23, 20),
        weekdays=(1, 3),
        left_out=(date(2027, 3, 25),),
        until=date(2027, 4, 7),
    ),
)


def test_all_of_them_read_the_same_events(ical_js: IcalJs) -> None:
    feed = feed_of(*EVENTS)
    one = {str(event["UID"]): event for event in Calendar.from_ical(feed).walk("VEVENT")}
    two = {event.uid: event for event in ics.Calendar(feed.decode()).events}
    three = ical_js.read(feed)
    assert one.keys() == two.keys() == three.keys() == {f"{event.key}.3@roadmate" for event in EVENTS}
    for event in EVENTS:
        uid = f"{event.key}.3@roadmate"
        assert str(one[uid]["SUMMARY"]) == two[uid].name == three[uid]["summary"] == event.summary
        assert str(one[uid].get("DESCRIPTION", "")) == (two[uid].description or "") == (three[uid]["description"] or "")
        assert str(one[uid].get("URL", "")) == (two[uid].url or "") == (three[uid]["url"] or "") == event.url
        starts, ends = one[uid]["DTSTART"].dt, one[uid]["DTEND"].dt
        if event.is_timed:
            assert starts.timestamp() == two[uid].begin.timestamp() == three[uid]["moments"][0]
            assert ends.timestamp() == two[uid].end.timestamp() == three[uid]["ends"]
        else:
            assert starts.isoformat() == f"{two[uid].begin:YYYY-MM-DD}" == three[uid]["moments"][0] == "2027-01-04"
            assert ends.isoformat() == f"{two[uid].end:YYYY-MM-DD}" == three[uid]["ends"] == "2027-02-01"


def test_what_comes_again_comes_on_the_days_of_its_rule_that_are_not_left_out(ical_js: IcalJs) -> None:
    found = ical_js.read(feed_of(EVENTS[-1]))["study.19:00.0..3@roadmate"]["moments"]
    berlin = ZoneInfo("Europe/Berlin")
    days = [datetime.fromtimestamp(moment, berlin) for moment in found]
    assert [(day.month, day.day, day.hour) for day in days] == [(3, 23, 19), (3, 30, 19), (4, 1, 19), (4, 6, 19)]


@pytest.mark.parametrize("name", CHANGES)
def test_a_study_time_keeps_its_hour_on_the_days_around_a_change_of_clocks(ical_js: IcalJs, name: str) -> None:
    """By what the feed itself says of the zone, whatever the hour; but for those that the clock leaves out or shows twice."""
    zone = ZoneInfo(name)
    for change, hour in product(CHANGES[name], range(24)):
        days = [change + number * DAY for number in range(-2, 3)]
        start = datetime.combine(days[0], time(hour))
        feed = feed_of(FeedEvent("study", "Study", start, start + HOUR, weekdays=tuple(range(7))), zone=name)
        (event,) = ical_js.read(feed, most=len(days)).values()
        (told,) = Calendar.from_ical(feed).walk("VTIMEZONE")
        by_feed = told.to_tz(lookup_tzid=False)
        for day, moment in zip(days, event["moments"], strict=True):
            meant = datetime.combine(day, time(hour), zone)
            if meant.utcoffset() == meant.replace(fold=1).utcoffset():
                assert moment == meant.timestamp(), meant
                assert meant.replace(tzinfo=by_feed).utcoffset() == meant.utcoffset(), meant
