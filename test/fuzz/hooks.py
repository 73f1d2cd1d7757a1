"""What schemathesis is told besides its options: what works, what not to cut off, and a tally of what was answered."""

import atexit
import collections
import json
import os
import re

import schemathesis

# Part of a path → ids there: of the tokens that it signs in with, of the connectors whose data it reads, and of one of
# each other thing.
KEPT = json.loads(os.environ["FUZZ_KEPT"])

# A token that is there to sign out with.
SIGN_OUT = os.environ["FUZZ_SIGN_OUT"]

# Operation → requests that work.
with open(os.environ["FUZZ_KNOWN"], encoding="utf-8") as known_file:
    KNOWN = json.load(known_file)

# Requests that could cut off what the fuzzer sits on.
ENDS = re.compile(r"DELETE |PATCH /api/(tokens|users)/|POST /qps/rest/3.0/delete/")

METHODS = {"get", "post", "put", "patch", "delete"}

TALLY = collections.defaultdict(collections.Counter)


@schemathesis.hook
def before_load_schema(ctx, raw_schema):
    """Has every operation in the tally, and puts what works among its examples, which all phases make requests from."""
    for path, operations in raw_schema["paths"].items():
        for method in METHODS & operations.keys():
            name = f"{method.upper()} {path}"
            TALLY.setdefault(name, collections.Counter())
            for number, known in enumerate(KNOWN.pop(name, [])):
                add_example(operations[method], f"known {number}", known)
    if KNOWN:
        raise ValueError(f"There are no such operations: {', '.join(KNOWN)}")


def add_example(operation, name, known):
    """Examples of the same name go together."""
    values = known.get("parameters", {})
    for parameter in operation.get("parameters", []):
        if parameter["name"] in values:
            parameter.setdefault("examples", {})[name] = {"value": values[parameter["name"]]}
    if "body" in known:
        content = next(iter(operation["requestBody"]["content"].values()))
        content.setdefault("examples", {})[name] = {"value": known["body"]}


@schemathesis.hook
def before_call(ctx, case, kwargs):
    """Does not saw off what it sits on: everything after that would be about an empty worker, or refused."""
    name = f"{case.method} {case.operation.path}"
    if name == "DELETE /api/session" and SIGN_OUT:
        kwargs["auth"] = sign_out
    if ENDS.match(name):
        kept = {one for part, ids in KEPT.items() if part in name for one in ids}
        for place in ("path_parameters", "query", "body"):
            sent = getattr(case, place)
            if sent != spared(sent, kept):
                setattr(case, place, spared(sent, kept))


def sign_out(request):
    request.headers["Authorization"] = f"Bearer {SIGN_OUT}"
    return request


def spared(value, kept):
    """The same with another name for what is kept."""
    if isinstance(value, dict):
        return {name: spared(one, kept) for name, one in value.items()}
    if isinstance(value, list):
        return [spared(one, kept) for one in value]
    return "kept" if kept & set(str(value).split(",")) else value


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
