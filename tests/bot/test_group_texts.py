"""Words for study groups: short, warm, nobody who has not joined, nobody last, and names are never markup."""

import re
from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.send_errors import Ability
from bot.texts import (
    dates,
    group,
    group_abilities,
    group_board,
    group_digest,
    group_help,
    group_refusals,
    group_rooms,
    partner,
)
from bot.texts.group_help import Asked
from roadmap.facts import Fact, Kind
from roadmap.group.board import make_board
from roadmap.group.budget import Carried
from roadmap.group.digest import make_digest
from roadmap.group.helpers import HelpRequest
from roadmap.group.member import Member, Share, member_of
from roadmap.group.names import LONGEST
from roadmap.group.promises import PromiseOutcome, promised
from roadmap.model import Roadmap, Topic
from roadmap.plan import Plan, Standing, make_plan
from roadmap.progress import Progress
from roadmap.replay import apply
from tests.roadmap.group_strategies import DL, MONDAY, NLP, ROADMAP, members

WEEK = timedelta(days=7)
ANN = Member(
    id=1, name="Ann", joined=True, topics=(NLP,), steps={"nlp": Share(4, 9)}, completed=(DL,), studied=True, streak=3
)
BEN = Member(id=2, name="Ben <3", joined=True, standing=Standing.BEHIND, days=12, comeback=20, helped=2)
REQUEST = HelpRequest(number=3, asker=1, name="Ann", topic=NLP, asked_on=MONDAY, question="What is <attention>?")
PROMISE = promised("two chapters of <CS224n>", MONDAY)


def plain(text: Markup) -> str:
    return text.striptags()


def digest(*seen: Member, week: date = MONDAY, requests: tuple[HelpRequest, ...] = (), quiet_weeks: int = 0) -> Markup:
    value = make_digest(seen, requests, ROADMAP, start=MONDAY, week=week)
    return group_digest.digest(value, "Readers", week + WEEK, names={}, quiet_weeks=quiet_weeks)


def test_the_board_in_words():
    text = group_board.board(make_board([BEN, ANN], MONDAY), ROADMAP, "Readers", MONDAY)
    assert text.unescape().splitlines() == [
        "📋 <b>Readers</b>",
        "",
        "• Ann · NLP 4/9",
        "• Ben <3",
        "",
        "<b>4 Jan to 10 Jan</b>",
        "⭐ Best week: <b>Ann</b>, 1 topic completed",
        "🔥 Longest streak: <b>Ann</b>, 3 weeks in a row",
        "🌱 Comeback: <b>Ben <3</b>. Welcome back!",
        "🤝 Most help: <b>Ben <3</b>, thanked twice",
        "Together: 1 learner studied, 1 topic completed and help given twice.",
    ]


def test_the_digest_in_words():
    text = digest(ANN, BEN, week=MONDAY + 2 * WEEK, requests=(REQUEST,))
    assert text.unescape().splitlines() == [
        "🗞 <b>Readers</b>, 18 Jan to 24 Jan",
        "",
        "<b>Completed</b>",
        "✅ Ann: Deep Learning",
        "",
        "<b>On it now</b>",
        "🟡 NLP: Ann",
        "",
        "Together: 1 learner studied, 1 topic completed and help given twice.",
        "",
        "<b>Who can help?</b>",
        "🙋 Ann with NLP (#3): “What is <attention>?”",
        "",
        "<b>What the roadmap expects from 25 Jan to 31 Jan</b>",
        "• Deep Learning: aim for Sun 31 Jan",
        "",
        "👉 This week: who gives Ann a hand with <b>NLP</b>?",
    ]


GOALS = tuple(
    Topic(slug=f"g{n}", number=n, title="Goals", stage=stage) for n, stage in enumerate(("Arrays", "Trees"), 1)
)
BARE = Roadmap("bare", "Bare", (*GOALS, Topic(slug="heaps", number=3, title="Heaps", stage="Trees")))


def plan_of(*facts: Fact) -> Plan:
    return make_plan(BARE, apply(Progress(MONDAY), *facts), MONDAY + timedelta(days=2))


def test_topics_of_one_name_are_told_apart_by_their_stage_in_a_group():
    seen = Member(id=1, name="Ann", joined=True, topics=GOALS[:1], completed=GOALS, studied=True)
    request = HelpRequest(number=3, asker=1, name="Ann", topic=GOALS[1], asked_on=MONDAY)
    value = make_digest([seen, Member(id=2, name="Ben", joined=True)], (request,), BARE, start=MONDAY, week=MONDAY)
    text = plain(group_digest.digest(value, "Readers", MONDAY + WEEK, names={}))
    assert "✅ Ann: Goals (Arrays) and Goals (Trees)" in text
    assert "🟡 Goals (Arrays): Ann" in text
    assert "🙋 Ann with Goals (Trees)" in text
    assert "a hand with Goals (Trees)?" in text
    assert "help with Goals (Trees) · #3." in plain(group_help.asked(request, BARE, Asked()))
    assert "Your partner: Ann, on Goals (Arrays), on track." in plain(partner.introduction([seen], BARE))


def test_who_has_nothing_to_be_on_track_with_is_told_by_what_was_done():
    done, on = Fact(kind=Kind.COMPLETED, day=MONDAY, topic="g1"), Fact(kind=Kind.BEGUN, day=MONDAY, topic="heaps")
    seen = member_of(plan_of(done, on), learner=1, name="Ann", joined=True)
    board = group_board.board(make_board([seen], MONDAY), BARE, "Readers", MONDAY)
    assert "\n• Ann · Heaps\n" in board
    assert "Your partner: Ann, on Heaps." in plain(partner.introduction([seen], BARE))
    idle = member_of(plan_of(), learner=1, name="Ann", joined=True)
    assert group_board.board(make_board([idle], MONDAY), BARE, "Readers", MONDAY).endswith("\n• Ann")
    assert "Your partner: Ann." in plain(partner.introduction([idle], BARE))


def test_with_an_end_of_ones_own_there_is_a_standing_again():
    end = Fact(kind=Kind.END_NAMED, day=MONDAY, back=MONDAY + 4 * WEEK)
    seen = member_of(plan_of(end), learner=1, name="Ann", joined=True)
    assert "Your partner: Ann, on track." in plain(partner.introduction([seen], BARE))


def test_a_quiet_week_is_a_line_with_one_suggestion():
    idle = Member(id=1, name="Ann", joined=True, topics=(NLP,))
    assert "\n" not in digest(idle, quiet_weeks=1)
    assert "/checkin" in digest(idle, quiet_weeks=1)
    assert "every second week" in digest(idle, quiet_weeks=2)


def test_a_digest_names_learners_as_it_is_told_to():
    value = make_digest([ANN], (), ROADMAP, start=MONDAY, week=MONDAY)
    mention = Markup('<a href="tg://user?id=1">Ann</a>')
    assert f"✅ {mention}: Deep Learning" in group_digest.digest(value, "R", MONDAY, names={1: mention})


@given(members(), st.integers(0, 3))
def test_no_text_of_a_group_shows_who_has_not_joined(seen, quiet_weeks):
    hidden = [
        Member(id=-n, name=f"Hidden{n}", joined=False, completed=(DL,), streak=99, helped=99) for n in range(1, 3)
    ]
    requests = (HelpRequest(number=3, asker=-1, name="Hidden1", topic=NLP, asked_on=MONDAY),)
    board = group_board.board(make_board([*seen, *hidden], MONDAY), ROADMAP, "Readers", MONDAY)
    text = digest(*seen, *hidden, requests=requests, quiet_weeks=quiet_weeks)
    assert "Hidden" not in board + text
    assert "99" not in board + text


@given(members())
def test_a_board_shows_nobody_as_last_and_lists_all_by_name(seen):
    text = plain(group_board.board(make_board(seen, MONDAY), ROADMAP, "Readers", MONDAY))
    assert not re.search(r"\b(last|worst|lowest|least|bottom|rank|#\d)", text, re.IGNORECASE)


def test_a_board_of_two_hundred_fits_into_one_message_and_counts_whom_it_leaves_out():
    name = "N" * LONGEST
    crowd = [
        Member(
            id=n, name=name, joined=True, topics=(NLP,), completed=(DL,), streak=n, comeback=20, helped=n, studied=True
        )
        for n in range(200)
    ]
    text = group_board.board(make_board(crowd, MONDAY), ROADMAP, "T" * 128, MONDAY)
    assert len(text) <= 2_000
    lines = text.splitlines()
    listed = sum(line.startswith(f"• {name} ·") for line in lines)
    assert listed > 8
    assert f"… and {200 - listed} more" in lines


def test_an_empty_board_points_to_the_door():
    assert "/join" in group_board.board(make_board([], MONDAY), ROADMAP, "Readers", MONDAY)


def test_a_long_digest_counts_what_it_leaves_out():
    crowd = [Member(id=n, name=f"N{n:03}", joined=True, topics=(NLP,), completed=(DL,)) for n in range(100)]
    text = digest(*crowd)
    assert "… and 85 more" in text
    assert "N014 and 85 more" in text


def test_what_join_shows_names_everything_a_member_holds():
    said = plain(group.consent("Readers", ROADMAP, MONDAY, MONDAY))
    for seen in ("name", "topics", "steps", "stand", "completed", "streak", "comeback", "help", "promise"):
        assert seen in said
    assert "/leave" in said


DIGEST_TIME = group.digest_time(0, time(9), ZoneInfo("Europe/Berlin"))
SAYINGS = {
    "greeting": group.greeting(),
    "started": group.started("<R>", ROADMAP, MONDAY, MONDAY),
    "digest_to_come": group.digest_to_come(0, time(9), ZoneInfo("Europe/Berlin")),
    "digest_once_allowed": group.digest_once_allowed(0, time(9), ZoneInfo("Europe/Berlin")),
    "lacking_here": group_abilities.lacking_here(Ability, "discord"),
    **{f"lacks_{ability}": group_abilities.lacking_there("<R>", ability, "discord") for ability in Ability},
    **{f"closed_{ability}": group_abilities.closed("<R>", ability, "telegram") for ability in (None, *Ability)},
    "question_kept": group_abilities.question_kept("<T>"),
    "question_waits": group_abilities.question_waits("<T>", "<R>"),
    "question_asked": group_abilities.question_asked("<T>", "<R>"),
    "question_in_vain": group_abilities.question_in_vain("<T>", "<R>"),
    "lives_here": group.lives_here("<R>"),
    "beside": group.beside("<R>"),
    "lives_in_chat": group.lives_in_chat("<R>"),
    "lives_here_already": group.lives_here_already("<R>"),
    "how_to_set": group.how_to_set(),
    "started_already": group.started_already("<R>"),
    "stopped": group.stopped("<R>"),
    "shown": group.shown(
        "<R>",
        ROADMAP,
        "from Mon 4 Jan",
        members=2,
        settings=(
            DIGEST_TIME,
            group.board_pinned(True),
            group.topic_rooms(False),
        ),
    ),
    "common_dates": dates.setting(MONDAY, MONDAY + 8 * WEEK, MONDAY),
    "kept_own": dates.kept_own(MONDAY),
    "set": group.set_to(DIGEST_TIME),
    "consent": group.consent("<R>", ROADMAP, MONDAY, MONDAY),
    "joined_first": group.joined("<R>", 1),
    "joined": group.joined("<R>", 5),
    "under_way_now": group.under_way_now(ROADMAP, ROADMAP),
    "not_part": group.not_part("<R>"),
    "joined_already": group.joined_already("<R>"),
    "left": group.left("<R>"),
    "board_off": group.board_pinned(False),
    "rooms_on": group.topic_rooms(True),
    "not_joined": group_refusals.not_joined(),
    "no_group_here": group_refusals.no_group_here(),
    "which_group": group_refusals.which_group(),
    "which_member": group_refusals.which_member(),
    "in_no_group": group_refusals.in_no_group(),
    "promise_too_long": group_refusals.promise_too_long(201, 200),
    "question_too_long": group_refusals.question_too_long(301, 300),
    "not_a_member": group_refusals.not_a_member("<A>"),
    "thanks_to_yourself": group_refusals.thanks_to_yourself(),
    "thanked_already": group_refusals.thanked_already("<A>"),
    "cannot_pin": group_refusals.cannot_pin("Pin messages"),
    "cannot_open_room": group_refusals.cannot_open_room("Manage topics"),
    "asked": group_help.asked(REQUEST, ROADMAP, Asked([Markup("Ben")] * 10, [Markup("Eve")] * 10)),
    "asked_on_it": group_help.asked(REQUEST, ROADMAP, Asked([], [Markup("Eve")])),
    "asked_first": group_help.asked(REQUEST, ROADMAP, Asked()),
    "offered": group_help.asked(REQUEST, ROADMAP, Asked(), [Markup("Ben"), Markup("Eve")]),
    "settled": group_help.settled(REQUEST, ROADMAP),
    "noted": group_help.noted("<T>"),
    "nothing_open": group_help.nothing_open(),
    "offer_noted": group_help.offer_noted(),
    "thank_whom": group_help.thank_whom(),
    "thanks_noted": group_help.thanks_noted(),
    "too_many_open": group_help.too_many_open(3),
    "own_request": group_help.own_request(),
    "offered_already": group_help.offered_already(),
    "thanked": group_help.thanked("<B>", "<A>"),
    "closed": group_help.closed("<T>"),
    "opening": group_rooms.opening(DL),
    "willing": partner.willing("<R>"),
    "willing_already": partner.willing_already("The Owls"),
    "others_are_paired": partner.others_are_paired(),
    "nobody_free": partner.nobody_free(),
    "introduction_on_one_topic": partner.introduction([BEN], ROADMAP, NLP),
    "not_willing": partner.not_willing(),
    "nobody_else_yet": partner.nobody_else_yet(),
    "introduction": partner.introduction([BEN], ROADMAP),
    "introduction_of_a_three": partner.introduction([ANN, BEN], ROADMAP),
    "no_partner_yet": partner.no_partner_yet(),
    "promised": partner.promised(PROMISE, MONDAY),
    "promise_replaced": partner.promise_replaced(PROMISE, MONDAY),
    "promise_told": partner.promise_told("<A>", PROMISE, MONDAY),
    "how_it_went": partner.how_it_went(PROMISE),
    **{f"settled_{outcome}_{n}": partner.settled(outcome, n) for outcome in PromiseOutcome for n in range(3)},
    "promises": partner.promises([PROMISE], MONDAY),
    "no_promises": partner.promises([], MONDAY),
    "nothing_promised": partner.nothing_promised(),
    "day_is_over": partner.day_is_over(MONDAY, MONDAY),
    "not_so_far_ahead": partner.not_so_far_ahead(),
    f"open_{PROMISE.outcome}": partner.outcome_told("<A>", PROMISE),
    **{f"told_{outcome}": partner.outcome_told("<A>", PROMISE.settled(outcome)) for outcome in partner.ANSWERS},
    "gentle_note": partner.gentle_note("<A>", 5),
    "rematch_offer": partner.rematch_offer("<A>"),
    "let_go": partner.let_go("<A>"),
    "rematch_noted": partner.rematch_noted(),
    "carried_over": partner.carried_over(Carried((Markup("one"), Markup("two")), 3)),
    "budget_set": partner.budget_set(1),
}


@pytest.mark.parametrize("saying", SAYINGS)
def test_every_saying_is_short_markup_in_whole_sentences(saying):
    text = SAYINGS[saying]
    assert isinstance(text, Markup)
    assert len(plain(text)) < 900
    assert "{" not in text
    assert set(re.findall(r"</?(\w+)", text)) <= {"b", "i", "code", "pre", "a"}
    for tag in ("b", "i", "code"):
        assert text.count(f"<{tag}>") == text.count(f"</{tag}>")


@pytest.mark.parametrize("saying", SAYINGS)
def test_no_saying_scolds(saying):
    assert not re.search(
        r"\b(fail|lazy|late|should|must|shame|worst|broke|disappoint)", plain(SAYINGS[saying]), re.IGNORECASE
    )


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing.NOT_YET, "begins in 1 day"),
        (Standing.AHEAD, "ahead by 1 day"),
        (Standing.ON_TRACK, "on track"),
        (Standing.BEHIND, "1 day to catch up"),
        (Standing.FINISHED, "all done 🏁"),
    ],
)
def test_a_verdict_before_a_partner_is_kind(standing, said):
    one = Member(id=1, name="Ann", joined=True, standing=standing, days=1)
    assert f"Your partner: Ann, {said}." in plain(partner.introduction([one], ROADMAP))


@pytest.mark.parametrize("standing", [Standing.AHEAD, Standing.ON_TRACK, Standing.BEHIND])
def test_a_board_shows_of_nobody_how_they_stand(standing):
    one = Member(id=1, name="Ann", joined=True, topics=(NLP, DL, GOALS[0]), standing=standing, days=99)
    text = plain(group_board.board(make_board([one], None), ROADMAP, "R", MONDAY))
    assert text.endswith("• Ann · NLP · Deep Learning · 1 more topic")


def test_a_board_says_from_when_on_somebody_is_and_who_is_done():
    later = Member(id=1, name="Ann", joined=True, standing=Standing.NOT_YET, days=3)
    done = Member(id=2, name="Ben", joined=True, standing=Standing.FINISHED)
    text = group_board.board(make_board([later, done], None), ROADMAP, "R", MONDAY)
    assert text.splitlines()[-2:] == ["• Ann · from 7 Jan", "• Ben · all done 🏁"]
    next_day = make_board([replace(later, days=2), done], None)
    assert text == group_board.board(next_day, ROADMAP, "R", MONDAY + timedelta(days=1))


def test_only_who_completed_a_topic_is_told_that_they_know_the_way():
    text = plain(group_help.asked(REQUEST, ROADMAP, Asked([Markup("Ben")], [Markup("Eve"), Markup("Gus")])))
    assert "Ben: you know the way" in text
    assert "Eve and Gus: you're on it just now" in text
    assert "know the way" not in plain(group_help.asked(REQUEST, ROADMAP, Asked([], [Markup("Eve")])))


def test_a_request_names_few_helpers_and_counts_the_rest():
    text = group_help.asked(REQUEST, ROADMAP, Asked([Markup("<b>B{}</b>").format(n) for n in range(10)]))
    assert "<b>B7</b> and 2 more: you know the way" in text
    assert "&lt;attention&gt;" in text


def test_nothing_carried_over_is_nothing_said():
    assert partner.carried_over(Carried((), 0)) is None


def test_the_name_of_a_room_fits_every_platform():
    assert group_rooms.name(DL) == "1. Deep Learning"
    long = type(DL)(slug="x", number=1, title="x" * 300)
    assert len(group_rooms.name(long)) == 100
    assert group_rooms.name(DL, "Owls") == "1. Deep Learning (Owls)"
    assert len(group_rooms.name(long, "o" * 300)) == 100
    assert group_rooms.name(long, "Owls #evenings").endswith("x (Owls #evenings)")
