"""迁移: what the migrations of an office's database lead to is what the models say, on which the tests run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
import pytest
from django.apps import apps
from django.db import connection

CHECKOUT = Path(__file__).resolve().parents[1]
MIGRATED = "jiannuo_migrated"
COLUMNS = """
    SELECT table_name, column_name, data_type, character_maximum_length, is_nullable
    FROM information_schema.columns WHERE table_schema = 'public'
"""
INDEXES = """
    SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'
"""
pytestmark = pytest.mark.postgres


def address(name: str) -> str:
    """The address of a database of the tests' server."""
    given = connection.settings_dict
    account = f"{quote(given['USER'] or '')}:{quote(given['PASSWORD'] or '')}"
    port = f":{given['PORT']}" if given["PORT"] else ""
    query = urlencode({"host": given["HOST"]}) if given["HOST"] else ""
    return f"postgresql://{account}@localhost{port}/{quote(name)}?{query}"


@pytest.fixture
def migrated() -> Iterator[str]:
    """A new database, migrated as an office's is."""
    with psycopg.connect(address("postgres"), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {MIGRATED}")
        try:
            yield address(MIGRATED)
        finally:
            server.execute(f"DROP DATABASE {MIGRATED} WITH (FORCE)")


@pytest.mark.django_db
def test_migrations_lead_to_the_models(migrated: str):
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    environment = {**os.environ, "DATABASE_URL": migrated}
    subprocess.run(command, cwd=CHECKOUT, env=environment, timeout=600, check=True)
    with psycopg.connect(migrated) as office, connection.cursor() as tests:
        for question in (COLUMNS, INDEXES):
            tests.execute(question)
            assert ours(office.execute(question).fetchall()) == ours(tests.fetchall())


def ours(rows: list[tuple[object, ...]]) -> set[tuple[object, ...]]:
    """Rows of this project's tables, without the names of indexes, which keep the history of a field's name."""
    tables = {
        model._meta.db_table
        for app in apps.get_app_configs()
        if app.name.startswith("oversight.")
        for model in app.get_models(include_auto_created=True)
    }
    return {tuple(without_name(cell) for cell in row) for row in rows if row[0] in tables}


def without_name(cell: object) -> object:
    return re.sub(r"INDEX \S+ ON", "INDEX ON", cell) if isinstance(cell, str) else cell
