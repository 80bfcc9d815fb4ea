"""The README's calls, as they are written there, against the product as `make run` starts it."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from config import kept
from tests.running import Run, started, stopped_and_removed, until

pytestmark = pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl here")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    made = started(tmp_path_factory.mktemp("checkout") / "sojourn")
    yield made
    stopped_and_removed(made)


@pytest.fixture(scope="module")
def owner(site: Run) -> Iterator[httpx.Client]:
    """The first user's browser, in a workspace of her own."""
    email, password = site.first_sign_in
    with httpx.Client(base_url=site.address, timeout=30) as client:
        client.get("/accounts/login/").raise_for_status()
        form = {"login": email, "password": password}
        form["csrfmiddlewaretoken"] = client.cookies["csrftoken"]
        client.post("/accounts/login/", data=form, headers={"Referer": site.address})
        client.get("/api/v1/me").raise_for_status()
        client.headers["X-CSRFToken"] = client.cookies["csrftoken"]
        new = {"name": "By curl", "zone": "Europe/Warsaw"}
        made = client.post("/api/v1/workspaces", json=new)
        assert made.status_code == 201, made.text
        client.headers["X-Workspace"] = made.json()["slug"]
        yield client


def commands() -> list[str]:
    """The curl commands of the README's section, in order."""
    text = (kept.ROOT / "README.md").read_text()
    section = text[text.index("## By curl") : text.index("## In production")]
    code = "\n".join(line[4:] for line in section.splitlines() if line.startswith("    "))
    return ["curl -sS" + part.split("\n#")[0] for part in code.split("curl -sS")[1:]]


def test_the_readme_can_be_followed(site: Run, owner: httpx.Client) -> None:
    secret = owner.post("/api/v1/keys", json={"name": "README", "kind": "secret"}).json()["key"]
    [write] = [k for k in owner.get("/api/v1/keys").json()["results"] if k["kind"] == "write"]
    variables = {"SOJOURN": site.address, "SECRET": secret, "WRITE": write["key"]}
    answers: list[Any] = []
    for command in commands()[:-1]:
        run = subprocess.run(
            ["sh", "-c", command],
            env=dict(os.environ) | variables,  # noqa: TID251 - passed on to a program
            capture_output=True,
            text=True,
            check=True,
        )
        answers.append(json.loads(run.stdout))
        assert "error" not in answers[-1], (command, answers[-1])
    assert answers[0]["slug"] == "thank-you"
    assert answers[1]["number"] == 1

    def stands() -> bool:
        found = owner.get("/api/v1/journeys/thank-you/steps/wait/customers").json()["results"]
        return [person["user_id"] for person in found] == ["dora"]

    until(stands, 20)
    timeline = owner.get("/api/v1/customers/dora/timeline").json()["results"]
    assert {entry["type"] for entry in timeline} == {"event", "move"}


def test_a_deleted_workspace_is_gone_soon(owner: httpx.Client) -> None:
    assert owner.request("DELETE", "/api/v1/workspace").status_code == 202

    def gone() -> bool:
        me = owner.get("/api/v1/me").json()
        return not any(each["name"] == "By curl" for each in me["workspaces"] + me["deleting"])

    until(gone, 60)
    assert owner.get("/api/v1/workspace").status_code == 404
