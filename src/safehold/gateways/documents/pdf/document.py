"""What are the words of a PDF document, in reading order?"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from pdfminer.converter import PDFPageAggregator
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from safehold.gateways.documents.flow import Flow
from safehold.gateways.documents.pdf import glyphs, paragraphs, running
from safehold.gateways.documents.pdf.layout import lay_out
from safehold.gateways.documents.pdf.operations import Interpreter
from safehold.gateways.files.port import PAGE_LIMIT, Reason, Unreadable

_OBJECT = re.compile(rb"\d\s{1,9}\d{1,5}\s{1,9}obj\b")


def read(content: bytes) -> tuple[str, int]:
    """Return the words and the number of pages.

    Lines that the page's width broke are joined; tables become tab-separated
    rows; page numbers and running heads are left out.
    """
    layouts = [lay_out(page) for page in _pages(content)]
    flow = Flow()
    paragraphs.write(running.without_running_lines(layouts), flow)
    return flow.text(), len(layouts)


def _pages(content: bytes) -> Iterator[glyphs.Page]:
    """Yield each page. A document that opens without a password may be read."""
    if not _OBJECT.search(content):
        # pdfminer would look for one through all of the file, and slowly.
        raise Unreadable(Reason.DAMAGED)
    try:
        document = PDFDocument(PDFParser(io.BytesIO(content)))
    except PDFPasswordIncorrect as error:
        raise Unreadable(Reason.ENCRYPTED) from error
    resources = PDFResourceManager()
    # pdfminer's own layout analysis is not asked for: it is slow on long pages
    # and takes tables apart by column.
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = Interpreter(resources, device)
    for number, page in enumerate(PDFPage.create_pages(document), start=1):
        if number > PAGE_LIMIT:
            raise Unreadable(Reason.TOO_MANY_PAGES)
        interpreter.process_page(page)
        yield glyphs.collect(device.get_result())
