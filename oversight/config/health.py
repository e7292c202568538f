"""健康检查: answers 200 when the database answers (contracts §6)."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """GET /healthz."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return JsonResponse({"status": "database", "detail": type(error).__name__}, status=503)
    return JsonResponse({"status": "ok"})
