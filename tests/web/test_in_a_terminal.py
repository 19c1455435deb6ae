"""A newcomer's page: /web in `roadmate chat` gives an address on this machine, which is served once somebody comes."""

import re
import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest

FORM = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"}


class Demo:
    """A demo at the other end of two pipes."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin
        assert process.stdout
        self._hears, self._says = process.stdin, process.stdout

    def type(self, line: str) -> None:
        self._hears.write(f"{line}\n")
        self._hears.flush()

    def until(self, pattern: str) -> str:
        """Read on until something was said; what it was."""
        said = ""
        while not (found := re.search(pattern, said)):
            line = self._says.readline()
            assert line, said
            said += line
        return found[0]


@pytest.fixture
def demo() -> Iterator[Demo]:
    command = [sys.executable, "-m", "bot", "chat", "--demo"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Demo(process)
        process.kill()


def test_a_newcomers_page_is_served_on_this_machine_and_follows_the_demos_clock(demo):
    demo.type("/start ml-data today")
    demo.type("/web")
    with httpx.Client(follow_redirects=True) as browser:
        way_in = demo.until(r"http://127\.0\.0\.1:\d+/in/[\w-]+")
        assert "Sign in here" in browser.get(way_in).text
        assert "Deep Learning" in browser.post(way_in, headers=FORM).text
        demo.type("/begin nlp")
        demo.until("NLP: begun")
        demo.type("@ +7d")
        demo.until("2027-01-11")
        here = way_in.partition("/in/")[0]
        assert "NLP" in browser.get(f"{here}/").text
        demo.type("/web off")
        demo.until("Signed out of one browser")
        assert browser.get(f"{here}/").status_code == 401
