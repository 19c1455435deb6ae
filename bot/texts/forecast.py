"""What is said of the forecast: the two dates, the pace they rest on, and what it would take to be quicker."""

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from bot.texts import lengths, throughput
from bot.texts.capacity import ending
from bot.texts.phrases import day, hours_in, lines, named, number, paragraphs, short_day
from bot.texts.sentence import counted, plain, say
from roadmap.calendar import DAY
from roadmap.forecast import Forecast, chance, days_left
from roadmap.model import Topic
from roadmap.pace import Pace
from roadmap.plan import Plan
from roadmap.stretch import is_unmeasured

MOST_TITLES = 6


def line(found: Forecast | None, today: date) -> Markup | None:
    """The forecast in a line; None where there is none."""
    if found is None:
        return None
    days = {"likely": short_day(found.likely, today), "safe": short_day(found.safe, today)}
    if found.throughput:
        return throughput.line(found.throughput, **days)
    if len(_unmeasured(found)) == len(found.left):
        return say("🔮 As your topics took so far: done by {likely}, by {safe} with 90 % confidence.", **days)
    if found.pace.topics:
        return say("🔮 At your pace: done by {likely}, by {safe} with 90 % confidence.", **days)
    return say("🔮 Not knowing your pace yet: done by {likely}, by {safe} with 90 % confidence.", **days)


def forecast(plan: Plan, found: Forecast, *, may_replan: bool) -> Markup:
    """Everything /forecast shows; ``may_replan`` says that a plan from today would end later."""
    return paragraphs(
        say(
            "🔮 Done by <b>{likely}</b> as likely as not, and by <b>{safe}</b> with 90 % confidence.",
            likely=day(found.likely, plan.today),
            safe=day(found.safe, plan.today),
        ),
        lines(*_reasons(plan, found), _paused(plan)),
        _limit(plan, found, may_replan=may_replan),
    )


def nothing_to_forecast(plan: Plan) -> Markup:
    """There is no forecast: all is done, or no length is known."""
    if plan.finished:
        return say("🏁 Everything is done; there is nothing left to forecast.")
    return throughput.none_yet(plan)


def _reasons(plan: Plan, found: Forecast) -> tuple[Markup | None, ...]:
    if found.throughput:
        return (throughput.why(plan, found, found.throughput),)
    return _why(plan, found), _beyond(found.beyond), _left(plan, found.left), _unknown(found.unknown)


def _unmeasured(found: Forecast) -> tuple[Topic, ...]:
    """Those of the topics left of which the roadmap does not say how long they take."""
    return tuple(topic for topic in found.left if is_unmeasured(topic))


def _why(plan: Plan, found: Forecast) -> Markup:
    """The pace, or the own typical length, that the dates rest on."""
    guessed = _unmeasured(found)
    if not guessed:
        return _pace(found.pace)
    each = lengths.span(plan, plan.ranges[guessed[0].slug].long)
    if len(guessed) == len(found.left):
        return say(
            "Why: the roadmap doesn't say how long these take, so I go by the middle of what your own topics took, "
            "{each} each, give or take.",
            each=each,
        )
    return lines(
        _pace(found.pace),
        say(
            "No set time: {topics}; I take {each} each, the middle of what your own topics took.",
            topics=_titles(guessed),
            each=each,
        ),
    )


def _pace(pace: Pace) -> Markup:
    if pace.parts:
        return say(
            counted(
                pace.topics + pace.parts,
                "Why: your topics take you {pace}, judged by {topics} topics that you completed or ticked steps of; while they are few "
                "I lean towards the recommended time.",
                one="Why: your topics take you {pace}, judged by the steps you ticked of {topics} topic; while they are few I lean "
                "towards the recommended time.",
            ),
            pace=_against_recommended(pace.times),
            topics=number(pace.topics + pace.parts),
        )
    if not pace.topics:
        return say(
            "Why: I don't know your pace yet, so I go by the recommended durations, give or take. Every topic you "
            "/begin and finish with /done makes this sharper."
        )
    return say(
        counted(
            pace.topics,
            "Why: your topics take you {pace}, judged by {topics} topics begun and completed; while they are few I lean "
            "towards the recommended time.",
            one="Why: your topics take you {pace}, judged by {topics} topic begun and completed; while they are few I lean "
            "towards the recommended time.",
        ),
        pace=_against_recommended(pace.times),
        topics=number(pace.topics),
    )


def _against_recommended(times: float) -> str:
    """How long topics take beside what is recommended: to the nearest twentieth, from twice on in times."""
    if times >= 2:
        return plain(counted(times, "about {times} times as long as recommended"), times=number(round(times, 1)))
    more = 5 * round(20 * (times - 1))
    if more == 0:
        return plain("about as long as recommended")
    if more > 0:
        return plain("about {percent} % longer than recommended", percent=number(more))
    return plain("about {percent} % less time than recommended", percent=number(-more))


def _left(plan: Plan, left: tuple[Topic, ...]) -> Markup:
    short, long = days_left(plan, left)
    span = lengths.time_planned(plan, short, long)
    if any(plan.inside(topic).ticked for topic in left):
        return say("Left, without what is ticked: {topics}, planned at {span}.", topics=_titles(left), span=span)
    return say("Left: {topics}, planned at {span} from beginning to end.", topics=_titles(left), span=span)


def _beyond(beyond: tuple[Topic, ...]) -> Markup | None:
    if not beyond:
        return None
    return say("{topics}: longer than recommended already, so the rest may take longer too.", topics=_titles(beyond))


def _unknown(unknown: tuple[Topic, ...]) -> Markup | None:
    if not unknown:
        return None
    if any(topic.total_hours for topic in unknown):
        return say(
            "Not counted: {topics}. Tell me your weekly hours, such as <code>/hours 6</code>, and I can.",
            topics=_titles(unknown),
        )
    return say("Not counted: {topics}, because I don't know how long that takes.", topics=_titles(unknown))


def _titles(found: Iterable[Topic]) -> str:
    return named((topic.title for topic in found), most_named=MOST_TITLES)


def _paused(plan: Plan) -> Markup | None:
    pause = plan.progress.pause_on(plan.today)
    if pause is None or pause.back is not None:
        return None
    return say("You're paused, so both dates move by a day every day until you /resume.")


def _limit(plan: Plan, found: Forecast, *, may_replan: bool) -> Markup | None:
    """The forecast beside the plan, and why they are not the same day."""
    if plan.last_day is None:
        return None
    last = day(plan.last_day, plan.today)
    if plan.progress.end:
        return _wish(plan, found, last)
    if found.safe <= plan.last_day:
        return say("The plan ends on {last}, if no topic takes longer than planned; you have room.", last=last)
    if found.likely <= plan.last_day:
        return say(
            "The plan ends on {last}, if no topic takes longer than planned; some often do, so the 90 % day is later.",
            last=last,
        )
    if not may_replan:
        return say("The plan ends on {last}, if no topic takes longer than planned; as yours go, they do.", last=last)
    return say(
        "The plan ends on {last}, if no topic takes longer than planned; by now even the likely day is later. /replan makes a "
        "plan that fits.",
        last=last,
    )


def _wish(plan: Plan, found: Forecast, last: str) -> Markup:
    """The forecast beside the end that the learner named."""
    by = plan.last_day or plan.today
    chance_of = percent(chance(plan, found, by))
    if found.likely <= by:
        return say("You want to be done by {last}; I give that a chance of {percent}.", last=last, percent=chance_of)
    return say(
        "You want to be done by {last}; I give that a chance of {percent}. /replan makes a plan that fits.",
        last=last,
        percent=chance_of,
    )


# /whatif


def day_over(by: date, today: date) -> Markup:
    return say("{day} is over. Try <code>/whatif finish by june</code>.", day=day(by, today))


def finish_by(plan: Plan, found: Forecast, by: date, *, needed: float | None, likelihood: float) -> Markup:
    """What it takes to be done by a day; ``needed`` is how many topics a week where it goes by throughput, else the pace,
    None where no day is left."""
    until = day(by, plan.today)
    if needed is None:
        return say("Until {until} there is no day left that counts. Nothing is changed.", until=until)
    if found.throughput:
        return throughput.finish_by(found.throughput, until, needed, percent(likelihood))
    guessed = len(_unmeasured(found)) == len(found.left)
    return paragraphs(
        _days_left(plan, found, by, guessed=guessed),
        _against(found.pace, likelihood, guessed=guessed),
        _unknown(found.unknown),
    )


def at_pace(plan: Plan, count: int, by: date, *, daily: bool) -> Markup:
    """When all is done at so many topics a week, or a day."""
    left, until = len(plan.unfinished), day(by, plan.today)
    values = {"count": number(count), "left": number(left), "day": until}
    if daily:
        return say(
            counted(
                count,
                "🤔 At {count} topics a day, what is left ({left}) is done by <b>{day}</b>.",
                one="🤔 At {count} topic a day, what is left ({left}) is done by <b>{day}</b>.",
            ),
            **values,
        )
    return say(
        counted(
            count,
            "🤔 At {count} topics a week, what is left ({left}) is done by <b>{day}</b>.",
            one="🤔 At {count} topic a week, what is left ({left}) is done by <b>{day}</b>.",
        ),
        **values,
    )


def chance_of(found: Forecast, likelihood: float) -> Markup:
    """What the own pace says to a day."""
    if found.throughput:
        return throughput.chance(found.throughput, percent(likelihood))
    return _against(found.pace, likelihood, guessed=len(_unmeasured(found)) == len(found.left))


def _days_left(plan: Plan, found: Forecast, by: date, *, guessed: bool) -> Markup:
    """The days there are beside the days that are planned."""
    (short, long), topics = days_left(plan, found.left), len(found.left)
    values = {
        "day": day(by, plan.today),
        "topics": number(topics),
        "time": lengths.time_left(plan, plan.calendar.between(found.first - DAY, by)),
        "planned": lengths.time_planned(plan, short, long),
    }
    if guessed:
        return say(
            counted(
                topics,
                "🤔 To be done by <b>{day}</b>, there are <b>{time}</b> for the {topics} topics left; as yours took so "
                "far they take about {planned}.",
                one="🤔 To be done by <b>{day}</b>, there are <b>{time}</b> for the {topics} topic left; as yours took so "
                "far it takes about {planned}.",
            ),
            **values,
        )
    return say(
        counted(
            topics,
            "🤔 To be done by <b>{day}</b>, there are <b>{time}</b> for the {topics} topics left; they are planned at "
            "{planned}.",
            one="🤔 To be done by <b>{day}</b>, there are <b>{time}</b> for the {topics} topic left; it is planned at "
            "{planned}.",
        ),
        **values,
    )


def _against(pace: Pace, likelihood: float, *, guessed: bool) -> Markup:
    if guessed:
        return say("By what they took I give that a chance of {percent}.", percent=percent(likelihood))
    if not pace.topics:
        return say(
            "I don't know your pace yet; by the recommended durations I give that a chance of {percent}.",
            percent=percent(likelihood),
        )
    return say("At your pace so far I give that a chance of {percent}.", percent=percent(likelihood))


def percent(likelihood: float) -> str:
    """A probability, to the nearest twentieth."""
    twentieths = round(20 * likelihood)
    if twentieths < 1:
        return plain("less than 5 %")
    if twentieths > 19:
        return plain("more than 95 %")
    return plain("about {percent} %", percent=number(5 * twentieths))


def hours_would_do(minutes: int | None, own: int | None) -> Markup:
    """How many hours a week the plan would need; ``minutes`` is None where none would do."""
    if minutes is None:
        return say("By the plan, more hours a week alone would not do it.")
    if own is None:
        return say("By the plan, from today on, {hours} a week would do.", hours=hours_in(minutes))
    return say(
        "By the plan, from today on, {hours} a week would do; now it's {now}.",
        hours=hours_in(minutes),
        now=hours_in(own),
    )


def with_hours(old: Plan, new: Plan, before: Forecast | None, then: Forecast | None) -> Markup:
    """What other weekly hours would change."""
    return paragraphs(
        say("🤔 With <b>{hours}</b> a week:", hours=hours_in(new.progress.weekly_minutes or 0)),
        lines(ending(old, new), _dates_moved(before, then, old.today)),
        unchanged(),
    )


def _dates_moved(before: Forecast | None, then: Forecast | None, today: date) -> Markup | None:
    if then is None:
        return None
    if before is None or len(before.left) != len(then.left):
        return line(then, today)
    return say(
        "🔮 As likely as not by {likely} → <b>{new_likely}</b>, with 90 % confidence by {safe} → <b>{new_safe}</b>.",
        likely=short_day(before.likely, today),
        new_likely=short_day(then.likely, today),
        safe=short_day(before.safe, today),
        new_safe=short_day(then.safe, today),
    )


def unchanged() -> Markup:
    return say("Nothing is changed.")
