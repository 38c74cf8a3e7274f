"""The addresses of what is done in the background."""

from django.urls import path

from safehold.web.jobs import pages

urlpatterns = [
    path("jobs/", pages.job_list, name="jobs"),
    path("jobs/dead/", pages.dead, name="dead-jobs"),
    path("jobs/<int:job_id>/", pages.job, name="job"),
    path("jobs/<int:job_id>/cancel/", pages.cancel, name="cancel-job"),
    path("jobs/<int:job_id>/retry/", pages.retry, name="retry-job"),
]
