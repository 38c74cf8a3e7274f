"""The addresses of the commissioner's pages."""

from django.urls import path, register_converter

from safehold.web.commissioner import (
    decisions,
    documents,
    findings,
    importing,
    portfolio,
    programmes,
    review,
)


class FinancialYearInAddress:
    """A financial year as an address spells it: 2022-23."""

    regex = "[0-9]{4}-[0-9]{2}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FinancialYearInAddress, "year")

urlpatterns = [
    path("portfolio/", portfolio.latest, name="portfolio-latest"),
    path("portfolio/all-years/", portfolio.all_years, name="portfolio-years"),
    path("portfolio/<year:financial_year>/", portfolio.portfolio, name="portfolio"),
    path("portfolio/<year:financial_year>/awards/", portfolio.awards, name="awards"),
    path("programmes/<slug:slug>/", programmes.programme, name="programme"),
    path("decisions/", decisions.register, name="decisions"),
    path("decisions/<slug:slug>/", decisions.decision, name="decision"),
    path("documents/", documents.document_list, name="documents"),
    path("documents/import/", documents.import_document, name="import-document"),
    path("documents/import-several/", importing.import_several, name="import-several"),
    path("documents/<int:document_id>/review/", review.review, name="review"),
    path(
        "documents/<int:document_id>/confirm-all/",
        review.confirm_all,
        name="confirm-all",
    ),
    path("documents/<int:document_id>/copy/", documents.copy, name="copy"),
    path("documents/<int:document_id>/original/", documents.original, name="original"),
    path("facts/<int:fact_id>/", review.words, name="words"),
    path("facts/<int:fact_id>/confirm/", review.confirm, name="confirm"),
    path("facts/<int:fact_id>/correct/", review.correct, name="correct"),
    path("facts/<int:fact_id>/discard/", review.discard, name="discard"),
    path("findings/", findings.finding_list, name="findings"),
    path("findings/<int:finding_id>/", findings.finding, name="finding"),
]
