"""What is looked at for the pages that are open in one process."""

import asyncio
from contextlib import ExitStack

from bot.web.watch import MOST_BY_SESSION, Watch
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG


class Deaf:
    """A page of one browser that only counts whether it was told anything."""

    session, group = 1, None

    def __init__(self) -> None:
        self.is_told = False

    def tell(self, mark: str) -> None:
        self.is_told = True

    def end(self) -> None:
        self.is_told = True

    def give_way(self) -> None:
        """As a connection that was lost does: late."""


async def test_a_stream_that_gave_way_and_ends_late_takes_no_other_with_it(talk):
    watch = Watch(talk.database, talk.clock, "UTC", most=20)
    page = Deaf()
    with ExitStack() as late, ExitStack() as open_now:
        late.enter_context(watch.over(Deaf()))
        for _ in range(MOST_BY_SESSION):
            open_now.enter_context(watch.over(Deaf()))
        open_now.close()
        open_now.enter_context(watch.over(page))
        late.close()
        looking = asyncio.create_task(watch.run())
        await asyncio.sleep(0.5)
        looking.cancel()
        assert page.is_told
