"""A notice leaves the way that the settings say, and says no without naming anybody."""

from __future__ import annotations

import datetime
import smtplib

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from pytest_django import Settings

from safehold.gateways.notices import notify, real
from safehold.gateways.notices.fake import Outbox
from safehold.gateways.notices.port import Notice, NoticeKind, UnableToSend

NOW = datetime.datetime(2026, 7, 1, 12, tzinfo=datetime.UTC)
LINK = "https://safehold.example/invitations/a-token/"
NOTICE = Notice(
    NoticeKind.INVITATION, to="jo@tests.example", service="Safehold", link=LINK
)


class TestTheTerminal:
    def test_is_told_the_link_and_not_whose_it_is(
        self, settings: Settings, capsys: pytest.CaptureFixture[str]
    ) -> None:
        settings.MAIL = "console"

        real.send(NOTICE, at=NOW)

        out, log = capsys.readouterr()
        assert LINK in out
        assert "jo@tests.example" not in out
        assert log == ""
        assert real.is_printed()


class TestAMailServer:
    @pytest.fixture(autouse=True)
    def by_smtp(self, settings: Settings) -> None:
        settings.MAIL = "smtp"
        settings.DEFAULT_FROM_EMAIL = "safehold@tests.example"

    def test_is_given_plain_words_for_one_person(self) -> None:
        real.send(NOTICE, at=NOW)

        (message,) = mail.outbox
        assert message.to == ["jo@tests.example"]
        assert message.from_email == "safehold@tests.example"
        assert (message.subject, message.body) == (NOTICE.subject, NOTICE.body)
        assert not real.is_printed()

    @pytest.mark.parametrize(
        ("failure", "retryable"),
        [
            (smtplib.SMTPRecipientsRefused({"jo@tests.example": (550, b"No")}), False),
            (smtplib.SMTPRecipientsRefused({"jo@tests.example": (450, b"Busy")}), True),
            (smtplib.SMTPAuthenticationError(535, b"Not you"), False),
            (smtplib.SMTPDataError(451, b"Later"), True),
            (smtplib.SMTPServerDisconnected("jo@tests.example"), True),
            (ConnectionRefusedError("jo@tests.example"), True),
            (TimeoutError(), True),
        ],
    )
    def test_that_says_no_is_not_quoted(
        self, monkeypatch: pytest.MonkeyPatch, failure: Exception, *, retryable: bool
    ) -> None:
        def fail(message: EmailMessage) -> None:
            raise failure

        monkeypatch.setattr(EmailMessage, "send", fail)

        with pytest.raises(UnableToSend) as raised:
            real.send(NOTICE, at=NOW)

        assert raised.value.retryable is retryable
        assert "jo@" not in str(raised.value)
        assert raised.value.__suppress_context__


class TestNotify:
    def test_is_asked_with_the_account_of_the_settings(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[tuple[Notice, notify.Account]] = []
        monkeypatch.setattr(
            notify,
            "send",
            lambda notice, account, *, at: asked.append((notice, account)),
        )
        settings.MAIL = "notify"
        settings.NOTIFY_ADDRESS = "https://notify.example"
        settings.NOTIFY_API_KEY = "key"
        settings.NOTIFY_TEMPLATE_ID = "template"

        real.send(NOTICE, at=NOW)

        account = notify.Account("https://notify.example", "key", "template")
        assert asked == [(NOTICE, account)]


class TestTheTestsOwnSender:
    def test_keeps_what_it_is_given_or_refuses_it(self) -> None:
        outbox = Outbox()
        outbox.send(NOTICE, at=NOW)
        outbox.refusal = UnableToSend("Not now.", retryable=True)

        with pytest.raises(UnableToSend):
            outbox.send(NOTICE, at=NOW)

        assert outbox.sent == [NOTICE]
