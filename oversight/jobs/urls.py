"""地址: pages of this app."""

from django.urls import path

from oversight.jobs import views

app_name = "jobs"
JOB = "w/<slug:place>/jobs/<slug:public_id>/"
urlpatterns = [
    path("w/<slug:place>/jobs/", views.jobs, name="jobs"),
    path(JOB, views.job, name="job"),
    path(JOB + "progress/", views.job_progress, name="job_progress"),
    path(JOB + "stop/", views.stop_job, name="stop_job"),
    path(JOB + "retry/", views.retry_job, name="retry_job"),
]
