"""What schemathesis is told besides its options: what not to cut off, and a tally of what was answered."""

import atexit
import collections
import json
import os

import schemathesis

# Ids of the tokens that it signs in with, of the connectors whose data it reads, and of one of each other thing.
KEPT = set(os.environ["FUZZ_KEPT"].split(","))

# Node refuses longer addresses by itself (431), before the worker sees them:
# https://nodejs.org/api/http.html#httpmaxheadersize
LONGEST = 3000

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
    for part in (case.path_parameters, case.query):
        for name, value in (part or {}).items():
            if isinstance(value, str) and len(value) > LONGEST:
                part[name] = value[:LONGEST]


@schemathesis.hook
def after_call(ctx, case, response):
    TALLY[f"{case.method} {case.operation.path}"][str(response.status_code)] += 1


@atexit.register
def write_tally():
    with open(os.environ["FUZZ_TALLY"], "w", encoding="utf-8") as file:
        json.dump(TALLY, file)
