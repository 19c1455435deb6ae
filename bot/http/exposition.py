"""/metrics, for Prometheus: what bot.metrics counted, and how the queues stand at this moment."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Any

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot import metrics
from bot.errors import BotError
from bot.operating import Figures
from bot.store import Database

PATIENCE_SECONDS = 3.0

FRESH_SECONDS = 300.0
"""For how long figures that walk through whole tables are shown again."""


class Counted(Collector):
    """What this process has counted since its start."""

    def collect(self) -> Iterator[Metric]:
        yield _counts("roadmate_nudges", "Nudges by outcome", "outcome", metrics.nudges)
        yield _counts("roadmate_updates", "Updates by what became of them", "outcome", metrics.updates)
        yield _counts("roadmate_webhook_refused", "Requests to the webhook, refused", "status", metrics.refused)
        yield _counts("roadmate_http_hung_up", "Connections that were ended, by the reason", "reason", metrics.hung_up)
        yield _counts("roadmate_incidents", "Bugs that somebody was told the number of", "platform", metrics.incidents)
        yield _counts("roadmate_rate_limited", "Answers 429 of a platform", "platform", metrics.floods)
        taken = HistogramMetricFamily("roadmate_command_seconds", "From a line to its answer, not yet sent")
        taken.add_metric([], metrics.commands.buckets(), metrics.commands.seconds)
        yield taken


@dataclass(frozen=True, slots=True)
class QueueState:
    """How the queues that all processes share stand: rows and since when the oldest waits, by the database's clock."""

    queues: dict[str, tuple[int, datetime | None]]
    now: datetime


class Queues(Collector):
    """The standing, None where the database does not answer."""

    def __init__(self, standing: QueueState | None) -> None:
        self._standing = standing

    def collect(self) -> Iterator[Metric]:
        yield GaugeMetricFamily(
            "roadmate_database_up", "Whether the database answered", int(self._standing is not None)
        )
        if self._standing is None:
            return
        depth = GaugeMetricFamily("roadmate_queue_depth", "Rows that wait for work", labels=["queue"])
        lag = GaugeMetricFamily("roadmate_oldest_due_seconds", "For how long the oldest is due", labels=["queue"])
        for queue, (waiting, since) in self._standing.queues.items():
            depth.add_metric([queue], waiting)
            lag.add_metric([queue], max(0.0, (self._standing.now - since).total_seconds()) if since else 0.0)
        yield from (depth, lag)


class Installation(Collector):
    """The figures that operators see, None where the database does not answer."""

    def __init__(self, figures: Figures | None) -> None:
        self._figures = figures

    def collect(self) -> Iterator[Metric]:
        figures = self._figures
        if figures is None:
            return
        yield GaugeMetricFamily("roadmate_learners", "Learners", figures.learners)
        yield _gauges("roadmate_learners_heard", "Learners heard within so many days", "days", figures.active)
        yield _gauges("roadmate_accounts", "Accounts by platform", "platform", figures.accounts)
        yield GaugeMetricFamily("roadmate_groups", "Study groups that are written to", figures.groups)
        yield GaugeMetricFamily("roadmate_facts", "Facts that were told", figures.facts)
        yield _gauges("roadmate_ledger_week", "Rows due in the last 7 days by outcome", "outcome", figures.nudges)
        yield _gauges("roadmate_incidents_kept", "Incidents within so many days", "days", figures.incidents)
        yield GaugeMetricFamily("roadmate_blocked_accounts", "Accounts that are answered no more", figures.blocked)


class Census:
    """The figures, counted anew once in a while: they walk through whole tables."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._figures: Figures | None = None
        self._counted_at = -FRESH_SECONDS

    async def figures(self) -> Figures | None:
        """Those of the last minutes; the older ones where the database does not answer."""
        if monotonic() - self._counted_at >= FRESH_SECONDS:
            try:
                async with asyncio.timeout(PATIENCE_SECONDS), self._database.reading() as store:
                    self._figures = await store.operating.counts.all(await store.now())
                    self._counted_at = monotonic()
            except (BotError, TimeoutError):
                pass
        return self._figures


def routes(database: Database) -> list[Route]:
    """The one route; where the database does not answer, it shows the rest."""
    counted = CollectorRegistry()
    counted.register(Counted())
    ProcessCollector(registry=counted)
    census = Census(database)

    async def show(_: Request) -> Response:
        queues = CollectorRegistry()
        queues.register(Queues(await _standing(database)))
        queues.register(Installation(await census.figures()))
        return Response(generate_latest(counted) + generate_latest(queues), media_type=CONTENT_TYPE_LATEST)

    return [Route("/metrics", show)]


async def _standing(database: Database) -> QueueState | None:
    try:
        async with asyncio.timeout(PATIENCE_SECONDS), database.reading() as store:
            now = await store.now()
            queues = {"ledger": await store.ledger.waiting(now), "inbox": await store.inbox.waiting()}
            return QueueState(queues, now)
    except (BotError, TimeoutError):
        return None


def _gauges(name: str, help_: str, label: str, values: Mapping[Any, int]) -> Metric:
    family = GaugeMetricFamily(name, help_, labels=[label])
    for value, count in values.items():
        family.add_metric([str(value)], count)
    return family


def _counts(name: str, help_: str, label: str, counts: dict[str, int]) -> Metric:
    family = CounterMetricFamily(name, help_, labels=[label])
    for value, count in sorted(counts.items()):
        family.add_metric([value], count)
    return family
