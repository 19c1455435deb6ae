"""/healthz: the process lives. /readyz: the database answers and its schema is this program's."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.store import Database
from bot.store.readiness import ready

PATIENCE_SECONDS = 3.0


def routes(database: Database) -> list[Route]:
    """Both of them."""

    async def alive(_: Request) -> Response:
        return PlainTextResponse("alive\n")

    async def able(_: Request) -> Response:
        if await ready(database, PATIENCE_SECONDS):
            return PlainTextResponse("ready\n")
        return PlainTextResponse("the database does not answer, or is not migrated\n", 503)

    return [Route("/healthz", alive), Route("/readyz", able)]
