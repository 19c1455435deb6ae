"""`make audit` says what is known of what is pinned, and never takes silence for a clean bill."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from tools.audit import Audit, understood

HOUSE = Path(__file__).parents[2]


@contextmanager
def database(flawed: str = "") -> Iterator[tuple[str, list[str]]]:
    """A copy of OSV on this machine that knows one flaw of one package: its address, and what it was asked about."""
    asked: list[str] = []

    class Osv(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            package = query["package"]
            asked.append(f"{package['name']}=={query['version']}")
            fixed = {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.1"}]}
            flaw = {"id": "PYSEC-2027-1", "modified": "2027-01-04T09:00:00Z", "summary": "It breaks."}
            known = {"vulns": [{**flaw, "affected": [{"package": package, "ranges": [fixed]}]}]}
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(known if package["name"] == flawed else {}).encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Osv) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query", asked
        server.shutdown()
        thread.join()


def audited(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tools.audit", *arguments]
    settings = {"HOME": str(home), "PATH": "", **environment}
    return subprocess.run(command, cwd=HOUSE, env=settings, capture_output=True, text=True, check=False)


def test_all_that_is_pinned_is_asked_about_and_clean_is_status_0(tmp_path: Path) -> None:
    with database() as (url, asked):
        done = audited(tmp_path, "--osv-url", url)
    pinned = {
        pin
        for path in (HOUSE / "requirements").iterdir()
        for pin in re.findall(r"^[a-z0-9-]+==[^\s;]+", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert set(asked) == pinned
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{url}: {len(pinned)} of {len(pinned)} packages audited, known vulnerabilities: 0.\n"


def test_a_known_vulnerability_is_listed_and_is_status_1(tmp_path: Path) -> None:
    with database(flawed="pyyaml") as (url, _):
        done = audited(tmp_path, "--osv-url", url)
    assert done.returncode == 1
    assert re.match(r"pyyaml 6\S+: PYSEC-2027-1, mended in 99\.1\n.+, known vulnerabilities: 1\.\n", done.stdout)


def test_where_no_database_is_reached_one_line_says_so_and_the_status_is_3(tmp_path: Path) -> None:
    done = audited(tmp_path, HTTPS_PROXY="http://127.0.0.1:9")
    assert (done.returncode, done.stdout) == (3, "")
    assert re.fullmatch(r"Nothing was audited, for no database of vulnerabilities can be reached\. .+\n", done.stderr)
    assert "PyPI: " in done.stderr
    assert "OSV: " in done.stderr


def test_a_mirror_that_knows_no_package_has_audited_nothing() -> None:
    skipped: dict[str, Any] = {"name": "httpx", "skip_reason": "Dependency not found on PyPI"}
    clean: dict[str, Any] = {"name": "rich", "version": "15.0.0", "vulns": []}
    assert understood([skipped]) == "it knows none of them"
    assert understood([skipped, clean]) == Audit((), ("httpx",))
