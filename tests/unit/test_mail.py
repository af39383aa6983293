"""Messages: what of a newsletter, a saved page or a mailbox is an article, however hostile its make."""

from __future__ import annotations

import base64
import tracemalloc
from collections.abc import Iterator, Mapping
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import SourceError
from reportedly.sources.archives.mail import DEEPEST, Mail, mail_of, safe_url
from reportedly.sources.archives.mailbox import Message, messages_in
from reportedly.sources.notices import Notice

TEXT = "Norway has delivered 12 missiles to Finland, officials said.\n"
HTML = f"<html><body><p>{TEXT}</p></body></html>"
HEADS = {
    "From": "The Daily Ford <news@dailyford.example>",
    "Subject": "Missiles delivered",
    "Date": "Tue, 26 Jul 2022 10:00:00 -0400",
    "Message-ID": "<one@dailyford.example>",
    "List-Id": "<news.dailyford.example>",
}


def message(html: str | None = HTML, text: str | None = TEXT, **heads: str) -> bytes:
    """A newsletter; ``List_Post`` stands for the header of that name."""
    made = EmailMessage()
    for name, value in {**HEADS, **{name.replace("_", "-"): value for name, value in heads.items()}}.items():
        if value:
            made[name] = value
    if text is not None:
        made.set_content(text)
    if html is not None:
        made.add_alternative(html, subtype="html")
    return made.as_bytes()


def test_a_newsletter_gives_its_page_and_what_its_headers_say() -> None:
    mail = mail_of(message())
    assert mail.html is not None
    assert b"12 missiles" in mail.html
    assert (mail.text, mail.charset, mail.doubt) == (None, "utf-8", None)
    assert (mail.title, mail.outlet, mail.byline) == ("Missiles delivered", "The Daily Ford", ())
    assert mail.published == "Tue, 26 Jul 2022 10:00:00 -0400"
    assert mail.external_id == "one@dailyford.example"


def test_a_plain_message_gives_its_text() -> None:
    assert mail_of(message(html=None)).text == TEXT


SENDERS = [
    ("The Daily Ford <news@dailyford.example>", True, "The Daily Ford", ()),
    ("Ann Lee from The Daily Ford <ann@dailyford.example>", True, "The Daily Ford", ("Ann Lee",)),
    ("Ann Lee at Ford Wire <a@b.example>", False, "Ford Wire", ("Ann Lee",)),
    ("Ann Lee <ann@mail.example>", False, None, ("Ann Lee",)),
    ("Press Office <press@state.gov>", False, "US Department of State", ()),
    ("=?utf-8?q?Jos=C3=A9_Ray?= <j@mail.example>", False, None, ("José Ray",)),
    ("news@dailyford.example", True, None, ()),
]


@pytest.mark.parametrize(("sender", "listed", "outlet", "byline"), SENDERS)
def test_the_sender_is_an_outlet_or_a_person(
    sender: str, listed: bool, outlet: str | None, byline: tuple[str, ...]
) -> None:
    data = message(From="", List_Id="" if not listed else "<x>").replace(
        b"Subject:", f"From: {sender}\nSubject:".encode()
    )
    mail = mail_of(data)
    assert (mail.outlet, mail.byline) == (outlet, byline)


LINK = '<a class="x" href="{}">View this email in your browser</a>' + HTML
ADDRESSES: list[tuple[dict[str, str], str, str | None]] = [
    ({"Archived_At": "<https://lists.example/1>"}, HTML, "https://lists.example/1"),
    ({"List_Post": "<mailto:a@b.example>, <https://lists.example/2>"}, HTML, "https://lists.example/2"),
    (
        {"List_Post": "<mailto:a@b.example>"},
        LINK.format("https://news.example/3?a=1&amp;b=2"),
        "https://news.example/3?a=1&b=2",
    ),
    ({}, "<a href='https://news.example/4'><b>Read online</b></a>", "https://news.example/4"),
    ({}, "<a href='https://news.example/no'>Home</a> View in browser", None),
    ({}, LINK.format("http://127.0.0.1/x"), None),
    ({}, LINK.format("http://localhost/x"), None),
    ({}, LINK.format("http://[::1]/x"), None),
    ({}, LINK.format("http://2130706433/x"), None),
    ({}, LINK.format("javascript:alert(1)"), None),
    ({}, LINK.format("file:///etc/passwd"), None),
    ({}, LINK.format("https://user:word@news.example/x"), None),
    ({}, LINK.format("https://news.example/?reader=me%40mail.example"), None),
    ({"Archived_At": "<http://10.0.0.1/>"}, HTML, None),
]


@pytest.mark.parametrize(("heads", "html", "url"), ADDRESSES)
def test_its_address_is_where_it_is_archived_or_can_be_viewed(
    heads: Mapping[str, str], html: str, url: str | None
) -> None:
    assert mail_of(message(html, **heads)).url == url


def test_attachments_and_forwarded_messages_are_left_alone() -> None:
    made = EmailMessage()
    made["Subject"] = "Hello"
    made.set_content(TEXT)
    made.add_attachment("<html>attached</html>", subtype="html", filename="a.html")
    forwarded = EmailMessage()
    forwarded.set_content("<html>forwarded</html>", subtype="html")
    made.add_attachment(forwarded)
    assert mail_of(made.as_bytes()).text == TEXT


SAVED = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://news.example/missiles
Subject: Missiles delivered
Date: Wed, 31 Dec 2025 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----B"

------B
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable
Content-Location: https://news.example/missiles

{HTML.replace("=", "=3D")}
------B
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://news.example/a.png

iVBORw0KGgo=
------B--
"""


def test_a_saved_page_is_the_page_not_the_saving() -> None:
    mail = mail_of(SAVED.encode())
    assert mail == Mail(html=mail.html, charset="utf-8", url="https://news.example/missiles")
    assert b"12 missiles" in (mail.html or b"")


def nested(depth: int) -> bytes:
    made: MIMEText | MIMEMultipart = MIMEText(HTML, "html")
    for _ in range(depth):
        outer = MIMEMultipart()
        outer.attach(made)
        made = outer
    made["Subject"] = "Nested"
    return made.as_bytes()


def test_nesting_is_followed_as_far_as_any_honest_message_goes() -> None:
    assert mail_of(nested(DEEPEST)).html is not None


def plain(body: bytes, heads: str = "") -> bytes:
    return f"Subject: a\nMIME-Version: 1.0\n{heads}\n".encode() + body


HOSTILE: list[tuple[str, bytes, str]] = [
    ("absurd nesting", nested(90), "no text in it"),
    ("nesting by hand", b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 5_000, "parts within parts"),
    ("header bomb", b"X-A: " + b"a" * 10_000_000, "headers without end"),
    ("a million headers", b"X-A: b\n" * 1_000_000 + b"\nText.", "headers without end"),
    ("empty", b"", "no text in it"),
    ("no text", plain(b"\n\n"), "no text in it"),
    ("an attachment alone", plain(b"iVBORw0KGgo=", "Content-Type: image/png\n"), "no text in it"),
]


@pytest.mark.parametrize(("data", "told"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_no_honest_message_is_refused_in_bounded_memory(data: bytes, told: str) -> None:
    tracemalloc.start()
    with pytest.raises(SourceError, match=told):
        mail_of(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * len(data) + 8_000_000


BASE64 = "Content-Transfer-Encoding: base64\n"
ODD: list[tuple[str, bytes, str]] = [
    ("wrong charset", plain("Kazra’s".encode(), "Content-Type: text/plain; charset=klingon\n"), "Kazra’s"),
    (
        "another charset",
        plain("Šolta".encode("iso-8859-2"), "Content-Type: text/plain; charset=iso-8859-2\n"),
        "Šolta",
    ),
    ("a codec that is no charset", plain(b"Kazra", "Content-Type: text/plain; charset=zlib\n"), "Kazra"),
    ("base64", plain(base64.b64encode(b"Kazra sold."), BASE64), "Kazra sold."),
    ("base64 without its end", plain(base64.b64encode(b"Kazra sold.").rstrip(b"="), BASE64), "Kazra sold."),
    ("bad base64", plain(b"!!! Kazra sold !!!", BASE64), ""),
    ("zeros and turns", plain("Kazra\0 \u202esold".encode()), "Kazra\0 \u202esold"),
    ("unknown transfer encoding", plain(b"Kazra", "Content-Transfer-Encoding: rot13\n"), "Kazra"),
    ("no boundary", plain(b"Kazra", "Content-Type: multipart/mixed\n"), ""),
    ("no headers", b"\nKazra sold.", "Kazra sold."),
]


@pytest.mark.parametrize(("data", "text"), [case[1:] for case in ODD], ids=[case[0] for case in ODD])
def test_odd_messages_are_read_as_far_as_they_go(data: bytes, text: str) -> None:
    if text:
        assert mail_of(data).text == text
    else:
        with_text_or_told(data)


def with_text_or_told(data: bytes) -> None:
    try:
        mail = mail_of(data)
    except SourceError:
        return
    assert (mail.html is None) != (mail.text is None)


PIECES = st.sampled_from(
    [
        *("Content-Type: ", "text/html", "text/plain", "multipart/mixed; boundary=a", "message/rfc822"),
        *(
            "charset=",
            "utf-7",
            '"',
            ";",
            "\n",
            "\n\n",
            "--a",
            "--a--",
            "=?utf-8?b?",
            "?=",
            "From: ",
            "Date: ",
        ),
        *(
            "Content-Disposition: ",
            "attachment",
            "Content-Transfer-Encoding: ",
            "base64",
            "uuencode",
            "filename*0*=",
        ),
        *("Subject: ", "Message-ID: <", "List-Post: <http://[", "a" * 999, "\0", "é", "<p>Kazra</p>"),
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_any_message_is_read_or_told(pieces: list[str]) -> None:
    with_text_or_told("".join(pieces).encode("latin-1"))


@given(st.text())
def test_any_address_is_safe_or_refused(given_url: str) -> None:
    url = safe_url(f"http://{given_url}")
    assert url is None or url.isprintable()


def box(*messages: bytes) -> bytes:
    return b"\n".join(b"From a@b.example Tue Jul 26 10:00:00 2022\n" + one for one in messages)


FIRST = b"Subject: one\n\nKazra sold.\n>From the ministry: nothing.\n"
SECOND = b"Subject: two\n\nKazra bought.\n"


def read(data: bytes, size: int = 64, start: int = 0, limit: int = 1_000) -> list[Message | Notice]:
    def parts() -> Iterator[bytes]:
        yield from (data[at : at + size] for at in range(0, len(data), size))

    return list(messages_in(parts(), "a.mbox", start, limit))


@given(st.integers(1, 200))
def test_a_mailbox_is_read_message_by_message(size: int) -> None:
    data = box(FIRST, SECOND, FIRST)
    found = [one for one in read(data, size) if isinstance(one, Message)]
    assert [one.data.strip() for one in found] == [
        FIRST.replace(b">From", b"From").strip(),
        SECOND.strip(),
        FIRST.replace(b">From", b"From").strip(),
    ]
    assert found[-1].position == len(data)
    for number, one in enumerate(found, 1):
        assert read(data, size, one.position) == found[number:]


def test_a_message_too_large_is_told_and_the_next_is_read() -> None:
    told, second = read(box(FIRST + b"x" * 5_000 + b"\n", SECOND))
    assert str(told).startswith("a.mbox at byte 0: one article of more than 1 kB")
    assert isinstance(second, Message)


def test_a_mailbox_takes_the_memory_of_one_message() -> None:
    parts = (box(FIRST * 100 + b"\n") for _ in range(5_000))
    tracemalloc.start()
    count = sum(1 for _ in messages_in(parts, "a.mbox", 0, 100_000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 5_000
    assert peak < 1_000_000
