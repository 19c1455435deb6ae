"""A browser without a window: it keeps cookies, follows links and sends forms as a page has them, with the headers that browsers
send; and the page it sees."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import httpx
from starlette.applications import Starlette

HERE = "https://study.example"


@dataclass
class Form:
    """A form of a page: where it goes, what it sends, and the words on its button."""

    action: str = ""
    fields: list[tuple[str, str]] = field(default_factory=list)
    label: str = ""


class Page(HTMLParser):
    """What stands on a page: its text, its forms, its links, and the addresses of all that it loads."""

    def __init__(self, answer: httpx.Response) -> None:
        super().__init__()
        self.answer, self.status = answer, answer.status_code
        self.text, self.forms, self.links, self.loads = "", [Form()][:0], [""][:0], [""][:0]
        self._form: Form | None = None
        self._in_button = self._in_words = self._is_open = False
        self.feed(answer.text)
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in given}
        match tag:
            case "form":
                self._form = Form(attributes["action"])
                self.forms.append(self._form)
            case "select" if self._form:
                self._form.fields.append((attributes["name"], ""))
                self._is_open = True
            case "option" if self._form and (self._is_open or "selected" in attributes):
                self._form.fields[-1] = (self._form.fields[-1][0], attributes["value"])
                self._is_open = False
            case "input" | "textarea" if self._form and "name" in attributes:
                is_off = attributes.get("type") in {"checkbox", "radio"} and "checked" not in attributes
                if not is_off:
                    self._form.fields.append((attributes["name"], attributes.get("value", "")))
                self._in_words = tag == "textarea"
            case "button":
                self._in_button = True
                if self._form and "name" in attributes:
                    self._form.fields.append((attributes["name"], attributes.get("value", "")))
            case "a":
                self.links.append(attributes.get("href", ""))
            case "script" | "img":
                self.loads.append(attributes.get("src", ""))
            case "link":
                self.loads.append(attributes["href"])
            case "br":
                self.text += "\n"
        if tag in {
            "p",
            "h1",
            "h2",
            "li",
            "th",
            "td",
            "button",
            "section",
            "label",
            "option",
            "legend",
            "summary",
            "div",
        }:
            self.text += " "

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag == "button":
            self._in_button = False
        if tag == "textarea":
            self._in_words = False

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in_button and self._form:
            self._form.label += data.strip()
        if self._in_words and self._form:
            self._form.fields[-1] = (self._form.fields[-1][0], data)

    def form(self, label: str) -> Form:
        """The form whose button has this in its words."""
        return next(form for form in self.forms if label in form.label)


@dataclass
class Browser:
    """``client`` keeps the cookies."""

    client: httpx.AsyncClient

    async def open(self, path: str, **headers: str) -> Page:
        """Follow a link, and every redirect."""
        answer = await self.client.get(
            path, headers={"sec-fetch-site": "same-origin", **headers}, follow_redirects=True
        )
        return Page(answer)

    async def send(self, form: Form, **values: str) -> Page:
        """Send a form with these values in the places of its own, and follow where it leads."""
        fields = [(name, values.pop(name, value)) for name, value in form.fields] + list(values.items())
        return await self.post(form.action, fields)

    async def post(self, path: str, fields: list[tuple[str, str]], **headers: str) -> Page:
        """Send fields as a form of a page of ours does."""
        given = {"origin": "null", "sec-fetch-site": "same-origin"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        content = str(httpx.QueryParams(fields))
        kind = {"content-type": "application/x-www-form-urlencoded"}
        answer = await self.client.post(path, content=content, headers=kind | given, follow_redirects=False)
        if answer.is_redirect:
            return await self.open(urljoin(path, answer.headers["location"]))
        return Page(answer)

    def path(self, url: str) -> str:
        """Of an address of ours."""
        parts = urlsplit(url)
        assert f"{parts.scheme}://{parts.netloc}" == HERE
        return parts.path


def browser(app: Starlette) -> Browser:
    """A new one, that nobody is signed in with."""
    return Browser(httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE))
