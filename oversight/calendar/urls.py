"""地址: pages of this app."""

from django.urls import URLPattern, path

from oversight.calendar.views import deadlines, meeting_acts, meetings, year_acts, years

app_name = "calendar"
CALENDAR = "w/<slug:place>/calendar/"
YEAR = CALENDAR + "<int:year>/"
MEETINGS = CALENDAR + "meetings/"
urlpatterns: list[URLPattern] = [
    path(CALENDAR, years.calendar, name="calendar"),
    path(YEAR, years.year, name="year"),
    path(YEAR + "enter/", year_acts.year_enter, name="year_enter"),
    path(YEAR + "copy/", year_acts.year_copy, name="year_copy"),
    path(YEAR + "shipped/", year_acts.year_shipped, name="year_shipped"),
    path(CALENDAR + "<int:year>.<slug:form>", years.year_export, name="year_export"),
    path(CALENDAR + "days/<slug:day>/", year_acts.day, name="day"),
    path(CALENDAR + "deadline/", deadlines.deadline, name="deadline"),
    path(MEETINGS, meetings.meetings, name="meetings"),
    path(CALENDAR + "meetings.ics", meetings.meetings_ics, name="meetings_ics"),
    path(CALENDAR + "meetings.<slug:form>", meetings.meetings_export, name="meetings_export"),
    path(MEETINGS + "new/", meeting_acts.meeting_new, name="meeting_new"),
    path(MEETINGS + "<slug:key>/", meetings.meeting, name="meeting"),
    path(MEETINGS + "<slug:key>/move/", meeting_acts.meeting_move, name="meeting_move"),
    path(MEETINGS + "<slug:key>/cancel/", meeting_acts.meeting_cancel, name="meeting_cancel"),
]
