"""Which acceptance tests need more than Python: those on PostgreSQL, where there is one (see `tests.postgres`)."""

from __future__ import annotations

from tests import postgres

collect_ignore = [] if postgres.WANTED else ["test_ledger_server.py"]
