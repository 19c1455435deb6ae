"""The words of the forms by which settings are set on a page, and of the page about oneself: browsers, files, and what is kept."""

from bot.texts.phrases import numeral, weekday, whole_weekday
from bot.texts.platforms import platform_name
from bot.texts.sentence import counted, plain


def as_they_are() -> str:
    return plain("As they are")


def change() -> str:
    """The heading above all forms."""
    return plain("Change them")


def set_it() -> str:
    return plain("Set")


def time_zone() -> str:
    return plain("Time zone")


def city() -> str:
    return plain("Your city")


def nudges() -> str:
    return plain("Nudges")


def which_day() -> str:
    return plain("Day")


def at() -> str:
    return plain("At")


def how_often() -> str:
    return plain("How often")


def often(rhythm: str) -> str:
    match rhythm:
        case "fortnightly":
            return plain("every two weeks")
        case "monthly":
            return plain("monthly")
    return plain("weekly")


def quiet_hours() -> str:
    return plain("Quiet hours")


def begin() -> str:
    """Of quiet hours, and of a pause."""
    return plain("From")


def until() -> str:
    return plain("Until")


def study_times() -> str:
    return plain("Study times")


def add_times() -> str:
    return plain("Add study times")


def how_long() -> str:
    """Of a study time, in minutes."""
    return plain("Minutes, if you like")


def study_days() -> str:
    """The days that count in the plan."""
    return plain("Days you study on")


def hours() -> str:
    return plain("Hours a week")


def goal() -> str:
    """Of the streak."""
    return plain("Study days a week, for your streak")


def no_goal() -> str:
    return plain("no goal")


def days_a_week(days: int) -> str:
    return plain(counted(days, "{days} days", one="{days} day"), days=numeral(days))


def done_by() -> str:
    return plain("Be done with all of it by")


def drop_end() -> str:
    return plain("No end")


def back_on() -> str:
    return plain("A pause; back on, if you know")


def pause_now() -> str:
    return plain("⏸ Pause")


def skills() -> str:
    return plain("Skills")


def in_groups() -> str:
    """Of the link to the groups, each of whose pages has a form for that."""
    return plain("What each group sees of me")


def second_looks() -> str:
    return plain("Second looks")


def shown() -> str:
    """How messages are shown in chats."""
    return plain("In your chats")


def plain_words() -> str:
    return plain("No leading emoji")


def emoji() -> str:
    return plain("With emoji")


def dark() -> str:
    return plain("Dark pictures")


def light() -> str:
    return plain("Light pictures")


def short_weekday(day: int) -> str:
    return weekday(day)


def long_weekday(day: int) -> str:
    return whole_weekday(day)


# About oneself


def browsers() -> str:
    return plain("Where you are signed in")


def this_one() -> str:
    return plain("This browser")


def another() -> str:
    return plain("Another browser")


def came_in(through: str, platform: str) -> str:
    """What a browser came in by."""
    match through:
        case "link":
            return plain("by a link from {platform}", platform=platform_name(platform))
    return plain("from within {platform}", platform=platform_name(platform))


def came() -> str:
    return plain("Came in")


def last_here() -> str:
    return plain("Last here")


def sign_out() -> str:
    return plain("Sign out")


def sign_out_here() -> str:
    return plain("Sign out here")


def sign_out_everywhere() -> str:
    return plain("Sign out everywhere")


def files() -> str:
    return plain("Take it along")


def about_files() -> str:
    return plain("Each comes as a file with my answer.")


def kept() -> str:
    return plain("What is kept about you")


def forget() -> str:
    """Leads to the question whether all shall be deleted."""
    return plain("Delete everything …")


def calendar() -> str:
    return plain("📅 Calendar feed")


def link_chat() -> str:
    return plain("🔗 Link another chat")


def portfolio() -> str:
    return plain("A portfolio to show to others")


def company() -> str:
    return plain("Together")
