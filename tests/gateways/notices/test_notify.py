"""GOV.UK Notify is asked in its own way, by a server on this machine that checks."""

from __future__ import annotations

import datetime
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt
import pytest

from safehold.gateways.notices import notify
from safehold.gateways.notices.port import Notice, NoticeKind, UnableToSend

ISSUER = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
API_KEY = f"tests-of-ours-{ISSUER}-{SECRET}"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
NOW = datetime.datetime(2026, 7, 1, 12, tzinfo=datetime.UTC)
NOTICE = Notice(
    NoticeKind.ACCESS_CHANGED,
    to="jo@tests.example",
    service="Safehold",
    link="https://safehold.example/",
)


@dataclass
class Notify:
    """The server: what it answers, and what it was asked."""

    address: str = ""
    answer: int = 201
    tokens: list[str] = field(default_factory=list)
    asked: list[tuple[str, object]] = field(default_factory=list)

    def send(self, api_key: str = API_KEY) -> None:
        account = notify.Account(self.address, api_key, TEMPLATE)
        notify.send(NOTICE, account, at=NOW)


@pytest.fixture
def server() -> Iterator[Notify]:
    ours = Notify()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            ours.tokens.append(self.headers["Authorization"].removeprefix("Bearer "))
            ours.asked.append((self.path, json.loads(body)))
            self.send_response(ours.answer)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *words: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
        thread.start()
        ours.address = f"http://127.0.0.1:{listening.server_port}"
        yield ours
        listening.shutdown()
        thread.join()


class TestNotify:
    def test_is_sent_the_words_and_the_address(self, server: Notify) -> None:
        server.send()

        assert server.asked == [
            (
                "/v2/notifications/email",
                {
                    "email_address": "jo@tests.example",
                    "template_id": TEMPLATE,
                    "personalisation": {
                        "subject": NOTICE.subject,
                        "body": NOTICE.body,
                    },
                },
            )
        ]

    def test_sees_that_it_is_us(self, server: Notify) -> None:
        server.send()

        (token,) = server.tokens
        claims = jwt.decode(
            token, SECRET, algorithms=["HS256"], options={"verify_iat": False}
        )
        assert claims == {"iss": ISSUER, "iat": int(NOW.timestamp())}
        with pytest.raises(jwt.InvalidSignatureError):
            jwt.decode(token, ISSUER, algorithms=["HS256"])

    @pytest.mark.parametrize(
        ("answer", "retryable"),
        [
            (400, False),
            (403, False),
            (404, False),
            (429, True),
            (500, True),
            (503, True),
            # Nobody is followed to another place, with the address in hand.
            (302, False),
            (200, False),
        ],
    )
    def test_says_no_for_good_or_for_now(
        self, server: Notify, answer: int, *, retryable: bool
    ) -> None:
        server.answer = answer

        with pytest.raises(UnableToSend) as raised:
            server.send()

        assert raised.value.retryable is retryable
        assert str(raised.value) == f"Notify answered {answer}."

    def test_that_is_not_there_may_be_later(self, server: Notify) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            server.address = f"http://127.0.0.1:{free.getsockname()[1]}"

            with pytest.raises(UnableToSend, match="cannot be reached") as raised:
                server.send()

        assert raised.value.retryable

    def test_that_does_not_answer_is_not_waited_for(
        self, server: Notify, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(notify, "TIMEOUT_SECONDS", 0.05)
        with socket.socket() as silent:
            silent.bind(("127.0.0.1", 0))
            silent.listen()
            server.address = f"http://127.0.0.1:{silent.getsockname()[1]}"

            with pytest.raises(UnableToSend) as raised:
                server.send()

        assert raised.value.retryable

    @pytest.mark.parametrize(
        "address",
        [
            "http://notify.example",
            "http://127.0.0.1.notify.example",
            "ftp://127.0.0.1",
            "notify.example",
            "https://",
            "",
        ],
    )
    def test_is_never_asked_where_others_may_listen(
        self, server: Notify, address: str
    ) -> None:
        server.address = address

        with pytest.raises(UnableToSend, match="not https") as raised:
            server.send()

        assert not raised.value.retryable

    def test_elsewhere_is_asked_by_tls_that_checks_who_it_is(self) -> None:
        connection = notify._connection("https://notify.example")

        context = connection._context  # type: ignore[attr-defined]
        assert context.check_hostname
        assert context.verify_mode.name == "CERT_REQUIRED"

    @pytest.mark.parametrize("api_key", ["", "a-key", f"{ISSUER}-{SECRET}"])
    def test_is_not_asked_with_half_a_key(self, server: Notify, api_key: str) -> None:
        with pytest.raises(UnableToSend, match="not one") as raised:
            server.send(api_key)

        assert not raised.value.retryable
        assert not server.asked
