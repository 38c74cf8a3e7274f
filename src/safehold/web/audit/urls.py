"""The addresses of the auditor's pages, and of each record's history."""

from django.urls import path

from safehold.web.audit import dossiers, entries, history, search

urlpatterns = [
    path("audit/", search.event_list, name="audit"),
    path("audit/dossier/", dossiers.take, name="dossier"),
    path("audit/events/<int:event_id>/", entries.event, name="audit-event"),
    path("audit/changes/", search.change_list, name="audit-changes"),
    path("audit/changes/<int:change_id>/", entries.change, name="audit-change"),
    path(
        "documents/<int:document_id>/history/",
        history.document,
        name="document-history",
    ),
    path("facts/<int:fact_id>/history/", history.fact, name="fact-history"),
    path("findings/<int:finding_id>/history/", history.finding, name="finding-history"),
    path(
        "programmes/<slug:slug>/history/", history.programme, name="programme-history"
    ),
    path("decisions/<slug:slug>/history/", history.decision, name="decision-history"),
    path("people/<int:person_id>/history/", history.person, name="person-history"),
    path("jobs/<int:job_id>/history/", history.job, name="job-history"),
]
