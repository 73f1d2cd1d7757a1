"""What schemathesis is told besides its options: what not to cut off, and a tally of what was answered."""

import atexit
import collections
import json
import os

import schemathesis

# Ids of the tokens that it signs in with, of the connectors whose data it reads, and of one of each other thing.
KEPT = set(os.environ["FUZZ_KEPT"].split(","))

TALLY = collections.defaultdict(collections.Counter)


@schemathesis.hook
def filter_case(ctx, case):
    """Does not saw off what it sits on: everything after that would be about an empty worker, or refused."""
    ids = {str(value) for value in (case.path_parameters or {}).values()}
    ends = case.method == "DELETE" or (case.method == "PATCH" and "/tokens/" in case.operation.path)
    return not (ends and ids & KEPT)


@schemathesis.hook
def before_call(ctx, case, kwargs):
    """Steps of a chain pass no filter: there the kept things are given another name."""
    if not filter_case(ctx, case):
        case.path_parameters = {name: "kept" for name in case.path_parameters}


@schemathesis.hook
def after_call(ctx, case, response):
    TALLY[f"{case.method} {case.operation.path}"][str(response.status_code)] += 1


@schemathesis.hook
def filter_failure(ctx, failure, case, response):
    """Node itself refuses addresses of over 16 KB, before the worker sees them, and nothing else here answers so:
    https://nodejs.org/api/http.html#httpmaxheadersize"""
    return response.status_code != 431


@atexit.register
def write_tally():
    with open(os.environ["FUZZ_TALLY"], "w", encoding="utf-8") as file:
        json.dump(TALLY, file)
