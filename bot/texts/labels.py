"""The labels of buttons and choices, but for those of groups; plain text."""

from datetime import date

from bot.texts import helps
from bot.texts.phrases import numeral, shortened, whole_day
from bot.texts.sentence import plain
from bot.texts.stages import SIGNS, with_stage
from roadmap.model import Status, Topic

# What leads elsewhere


def status() -> str:
    return plain("📊 Status")


def today() -> str:
    return plain("👉 Today")


def all_topics() -> str:
    return plain("🗺 All topics")


def forecast() -> str:
    return plain("🔮 Forecast")


def why() -> str:
    return plain("❓ Why?")


def fresh_start() -> str:
    """A plan anew, for who is late."""
    return plain("🌱 Fresh start")


def fresh_start_from_today() -> str:
    return plain("🌱 Fresh start from today")


def old_plan() -> str:
    return plain("🗓 Show the old plan")


def more() -> str:
    return plain("☰ More")


def plan() -> str:
    return plain("🗓 Plan")


def my_plan() -> str:
    return plain("🗓 My plan")


def settings() -> str:
    return plain("⚙ Settings")


def roadmaps() -> str:
    return plain("📚 Roadmaps")


def share() -> str:
    return plain("🔗 Share")


def start_today() -> str:
    return plain("🎒 Start today")


def see_topics() -> str:
    return plain("🗺 See the topics")


def command(name: str, help_: str) -> str:
    """A command among those that can be asked about."""
    return plain("/{name}: {help}", name=name, help=helps.shown(help_))


# Facts


def studied_today() -> str:
    return plain("✍️ I studied today")


def studied() -> str:
    """On every nudge."""
    return plain("✍️ I studied")


def did_it() -> str:
    """A step of a topic."""
    return plain("☑ Did it")


def studied_it() -> str:
    """A topic that has no steps."""
    return plain("✍️ I studied it")


def not_today() -> str:
    return plain("🌙 Not today")


def begin() -> str:
    return plain("▶ Begin")


def begin_topic(title: str) -> str:
    return plain("▶ Begin {title}", title=title)


def go_to(title: str) -> str:
    """A topic, or a roadmap, to go to by its title alone."""
    return plain("👉 {title}", title=title)


def done() -> str:
    return plain("✅ Done")


def done_topic(title: str) -> str:
    """In a nudge, which stands alone."""
    return plain("✅ Done: {title}", title=title)


def complete(title: str) -> str:
    """A topic to complete, by its title alone."""
    return plain("✅ {title}", title=title)


def leave_out(title: str) -> str:
    """A topic to skip, by its title alone."""
    return plain("⏭ {title}", title=title)


def skip() -> str:
    return plain("⏭ Skip")


def reopen() -> str:
    return plain("↺ Reopen")


def resources() -> str:
    return plain("📚 Resources")


def topic(chosen: Topic, stands: Status) -> str:
    """A topic to choose, with where it stands, and the stage it stands under."""
    return plain("{sign} {title}", sign=SIGNS[stands], title=with_stage(chosen))


def skill(name: str, *, known: bool) -> str:
    return plain("☑ {skill}", skill=name) if known else plain("☐ {skill}", skill=name)


def pause() -> str:
    return plain("⏸ Pause")


def resume() -> str:
    return plain("▶ Resume")


def back() -> str:
    """Below a pause that was just begun."""
    return plain("▶ I'm back")


def undo() -> str:
    return plain("↩ Undo")


def note_it(note: str) -> str:
    """Keeps words as a note of a sitting, whatever else they may name."""
    return plain("✍️ Only a note: “{note}”", note=shortened(note, 30))


def undo_all() -> str:
    """Takes back all that a message told."""
    return plain("↩ Undo all")


def undo_of(number: int) -> str:
    """Takes back what stands in this paragraph of an answer, from 1."""
    return plain("↩ Undo {number}", number=numeral(number))


def other_day() -> str:
    return plain("📅 Other day")


def other_day_of(number: int) -> str:
    """Moves what stands in this paragraph of an answer, from 1."""
    return plain("📅 Other day {number}", number=numeral(number))


def nothing() -> str:
    """None of the readings that are offered."""
    return plain("✖ Nothing")


# The plan


def replan() -> str:
    return plain("🗓 Re-plan")


def finish_by(by: date) -> str:
    """Names an end some months ahead."""
    return plain("🎯 Finish by {day}", day=whole_day(by))


def do_it() -> str:
    return plain("✔ Do it")


def set_it() -> str:
    return plain("✔ Set it")


def keep_old() -> str:
    """The plan as it is."""
    return plain("Keep the old one")


def leave_it() -> str:
    """What was shown is not to be."""
    return plain("✖ Leave it")


def weeks_stay() -> str:
    """A recommended week is one of the learner's own days, however few."""
    return plain("📆 The weeks stay as written")


def weeks_stretch() -> str:
    """A recommended week is seven days of study."""
    return plain("⏳ They meant every day: longer")


def working_week() -> str:
    return plain("Mon–Fri")


def every_day() -> str:
    return plain("Every day")


# Nudges and settings


def snooze() -> str:
    return plain("💤 Snooze 2 days")


def nudges_on() -> str:
    return plain("🔔 Nudges on")


def nudges_off() -> str:
    return plain("🔕 Nudges off")


def on() -> str:
    """Below what is said of nudges alone."""
    return plain("🔔 On")


def off() -> str:
    """Below what is said of nudges alone."""
    return plain("🔕 Off")


def nudges_go_to(platform: str) -> str:
    """A platform by its shown name."""
    return plain("🔔 {platform}", platform=platform)


def nudges_go_where_last() -> str:
    return plain("🔔 Where I spoke last")


def no_quiet_hours() -> str:
    return plain("No quiet hours")


def usual_quiet_hours() -> str:
    return plain("Quiet 22:00–07:30")


def dark() -> str:
    """Pictures for dark chats."""
    return plain("🌙 Dark pictures")


def light() -> str:
    return plain("☀️ Light pictures")


def time_zone() -> str:
    return plain("🌍 Time zone")


def city(name: str) -> str:
    return plain("🌍 {city}", city=name)
