"""Common goals: what groups mean to do together, one at a time each."""

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.group_tables import common_goals, memberships
from bot.store.group_values import GoalSet, Group
from bot.store.tables import accounts, enrolments, progress_events
from roadmap.group.common_goal import COUNTED, CommonGoal, Counts


class CommonGoals:
    """The goals of all groups."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def set(self, group_id: int, goal: CommonGoal) -> GoalSet:
        """Let a group have this goal, in the place of another one."""
        await self.drop(group_id)
        made = insert(common_goals).values(
            group_id=group_id,
            counts=goal.counts.value,
            amount=goal.amount,
            first_day=goal.first_day,
            last_day=goal.last_day,
        )
        goal_id: int = (await self._connection.execute(made.returning(common_goals.c.id))).scalar_one()
        return GoalSet(goal_id, group_id, goal)

    async def of(self, group_id: int) -> GoalSet | None:
        """The goal of a group, be it over."""
        row = (
            await self._connection.execute(select(*common_goals.c).where(common_goals.c.group_id == group_id))
        ).first()
        if row is None:
            return None
        return GoalSet(row.id, row.group_id, CommonGoal(Counts(row.counts), row.amount, row.first_day, row.last_day))

    async def drop(self, group_id: int) -> bool:
        """A group has no goal any more; whether it had one."""
        gone = await self._connection.execute(delete(common_goals).where(common_goals.c.group_id == group_id))
        return gone.rowcount == 1

    async def at_most(self, group: Group, goal: CommonGoal) -> int:
        """How much the members can have done at most: what they told, whatever of it was taken back."""
        own = accounts.alias("own")
        told = (
            select(func.count(progress_events.c.id))
            .join_from(memberships, accounts, accounts.c.id == memberships.c.account_id)
            .join(own, own.c.learner_id == accounts.c.learner_id)
            .join(enrolments, enrolments.c.account_id == own.c.id)
            .join(progress_events, progress_events.c.enrolment_id == enrolments.c.id)
            .where(memberships.c.group_id == group.id, enrolments.c.roadmap == group.roadmap)
            .where(progress_events.c.kind == COUNTED[goal.counts].value, progress_events.c.day >= goal.first_day)
        )
        until = told.where(progress_events.c.day <= goal.last_day) if goal.last_day else told
        return (await self._connection.execute(until)).scalar_one()
