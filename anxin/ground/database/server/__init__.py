"""The database server: started when there is none, left alone when there is one.

``ensure_server`` makes sure that a database can be reached and returns how; ``serving`` does the same for
as long as a block runs, and the last one out stops the server it needs no more. DATABASE_URL names an
outer PostgreSQL instead, except for the demo and the tests (``embedded=True``).
"""

from .supervisor import Progress, ensure_server, serving, silent, stop_server
from .testing import testing_cluster

__all__ = ["Progress", "ensure_server", "serving", "silent", "stop_server", "testing_cluster"]
