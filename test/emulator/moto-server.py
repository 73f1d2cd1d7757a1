"""Starts moto's server with a clock that can be set back, so that keys and passwords can be older than this run.

Usage: moto-server.py PORT CLOCK_FILE. The file holds how many days ago it is.
"""

import sys
from datetime import timedelta

import moto.core.utils as utils

port, clock_file = sys.argv[1:]
real_now = utils.utcnow


def set_back_now():
    """AWS keeps whole seconds of users and keys in its API as in the credential report; moto only in the report."""
    with open(clock_file, encoding="utf-8") as file:
        return (real_now() - timedelta(days=float(file.read()))).replace(microsecond=0)


# Before any service is loaded: each of them takes the function by name.
utils.utcnow = set_back_now

from moto.server import main  # noqa: E402

main(["-H", "127.0.0.1", "-p", port])
