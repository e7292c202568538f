"""进程测试的另一端: ``migrate``, ``enqueue KIND JSON``, ``worker``; each a process of its own."""

from __future__ import annotations

import json
import os
import sys


def main(command: str, *arguments: str) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oversight.jobs.tests.process_settings")
    import django

    django.setup()
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command

    from oversight.jobs import worker
    from oversight.jobs.tests.builders import make_job

    if command == "migrate":
        settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
        call_command("migrate", run_syncdb=True, verbosity=0)
    elif command == "enqueue":
        kind, options = arguments[0], json.loads(arguments[1])
        print(json.dumps([make_job(kind, **each).public_id for each in options]))
    elif command == "worker":
        return worker.run()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
