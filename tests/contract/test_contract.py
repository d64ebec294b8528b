# SPDX-License-Identifier: GPL-3.0-or-later
"""The contract is linted by Redocly and by Spectral with the house's rules (K1), with pinned tools (K2)."""
import copy
import json
import os
import subprocess
import sys
import tempfile

import yaml

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from tap import Tap  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.join(HERE, "..", "..")
MODULES = os.environ.get("KABINET_NODE_MODULES", os.path.join(HERE, "node_modules"))
OPENAPI = os.path.join(SOURCE, "data", "openapi.yaml")
ENVIRONMENT = dict(os.environ, REDOCLY_TELEMETRY="off", REDOCLY_SUPPRESS_UPDATE_NOTICE="true",
                   SCARF_ANALYTICS="false", NO_COLOR="1")


def tool(name, *arguments):
    """Run one of the pinned tools; returns its status and what it printed."""
    program = os.path.join(MODULES, ".bin", name)
    done = subprocess.run([program, *arguments], capture_output=True, text=True, env=ENVIRONMENT, timeout=120)
    return done.returncode, done.stdout + done.stderr


def redocly(path):
    return tool("redocly", "lint", "--config", os.path.join(HERE, "redocly.yaml"), path)


def spectral(path):
    return tool("spectral", "lint", "--fail-severity=warn", "-r", os.path.join(HERE, "spectral.yaml"), path)


def without_key(document):
    """Take the Idempotency-Key from one POST."""
    operation = document["paths"]["/{org}/flows"]["post"]
    operation["parameters"] = [p for p in operation["parameters"] if not p["$ref"].endswith("IdempotencyKey")]


def without_problem(document):
    answer = document["components"]["responses"]["NotFound"]
    answer["content"] = {"text/html": answer["content"]["application/problem+json"]}


def without_401(document):
    del document["paths"]["/{org}/me"]["get"]["responses"]["401"]


def without_example(document):
    del document["components"]["schemas"]["Money"]["examples"]


def without_length(document):
    del document["components"]["schemas"]["Person"]["properties"]["login"]["maxLength"]


def without_items(document):
    del document["components"]["schemas"]["Directory"]["properties"]["items"]["maxItems"]


def without_conflict(document):
    for code in ("409", "422"):
        del document["paths"]["/{org}/sessions"]["post"]["responses"][code]


def with_prefix_items(document):
    document["components"]["schemas"]["Directory"]["properties"]["items"]["prefixItems"] = [{"type": "object"}]


BROKEN = {
    "idempotency-key": without_key,
    "problem-details": without_problem,
    "protected-401": without_401,
    "schema-example": without_example,
    "string-length": without_length,
    "array-length": without_items,
    "write-conflict": without_conflict,
    "unsupported-keywords": with_prefix_items,
}


def main():
    tap = Tap()
    with open(os.path.join(HERE, "package.json"), encoding="utf-8") as stream:
        pinned = json.load(stream)["devDependencies"]
    for name, version in pinned.items():
        with open(os.path.join(MODULES, name, "package.json"), encoding="utf-8") as stream:
            tap.ok(json.load(stream)["version"] == version, "/contract/K2/%s is %s" % (name, version))

    status, said = redocly(OPENAPI)
    tap.ok(status == 0, "/contract/K1/redocly", said)
    status, said = spectral(OPENAPI)
    tap.ok(status == 0, "/contract/K1/spectral", said)

    with open(OPENAPI, encoding="utf-8") as stream:
        document = yaml.safe_load(stream)
    for rule, damage in BROKEN.items():
        broken = copy.deepcopy(document)
        damage(broken)
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as stream:
            json.dump(broken, stream)
            stream.flush()
            status, said = spectral(stream.name)
        tap.ok(status != 0 and rule in said, "/contract/K1/rule %s can fail" % rule, said)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
