"""A file is saved under a name of ours, and never shown."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.web.components.attachments import attachment, disposition


class TestAttachment:
    def test_is_saved_and_neither_shown_nor_run_nor_kept(self) -> None:
        answer = attachment(b"<script>alert(1)</script>", name="a.html")

        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"].startswith(
            "sandbox; default-src 'none'; "
        )
        assert answer["Cache-Control"] == "no-store"


class TestDisposition:
    @pytest.mark.parametrize(
        ("name", "plain", "full"),
        [
            ("decision-1.pdf", "decision-1.pdf", "decision-1.pdf"),
            ("Décision.pdf", "D-cision.pdf", "Décision.pdf"),
            ("../../etc/passwd", "passwd", "passwd"),
            ('a"; filename=b.exe', "a-filename-b.exe", 'a"; filename=b.exe'),
            ("", "file", "file"),
        ],
    )
    def test_names_the_file_in_ascii_and_in_full(
        self, name: str, plain: str, full: str
    ) -> None:
        header = disposition(name)

        assert f'filename="{plain}"' in header
        assert unquote(header.partition("UTF-8''")[2]) == full

    @given(st.text())
    def test_lets_no_name_out_of_its_place(self, name: str) -> None:
        header = disposition(name)

        assert re.fullmatch(
            r"attachment; filename=\"[\w.-]+\"; filename\*=UTF-8''[\w.~%-]+",
            header,
            re.ASCII,
        )
