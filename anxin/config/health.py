"""Two addresses for those who watch the machine: no sign-in, no personal data, no figures."""

import shutil
from collections.abc import Callable

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponseBase, JsonResponse

ROOM = 200 * 2**20  # bytes of free disk below which new writes are at risk


class HealthMiddleware:
    """Answer both addresses before session and scope, which need the database: stands first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        view = {"/healthz": healthz, "/readyz": readyz}.get(request.path)
        if view and request.method in ("GET", "HEAD"):  # anything else the gate refuses
            return view(request)
        return self.get_response(request)


def healthz(request: HttpRequest) -> JsonResponse:
    """The process is alive; nothing else is asked."""
    return JsonResponse({"alive": True})


def readyz(request: HttpRequest) -> JsonResponse:
    """Database reachable, tables of this version, room on the disk: 200 when all hold, else 503."""
    found = {"database": _database(), "tables": False, "disk": _disk()}
    found["tables"] = found["database"] and _tables()
    return JsonResponse(found, status=200 if all(found.values()) else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def _tables() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _disk() -> bool:
    return shutil.disk_usage(settings.DATA_DIR).free > ROOM
