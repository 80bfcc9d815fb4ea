"""make test: every check and every test, and one line at the end that adds them up.

A stage that fails does not keep the later ones from running, so that one call shows all.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
FRONTEND = ROOT / "frontend"
REPORTS = Path(tempfile.mkdtemp(prefix="sojourn-test-"))

Counts = tuple[int, int]  # passed, failed
Environment = dict[str, str]
Work = Callable[[Environment], Counts]
SHOWING = Lock()


def stage(title: str, command: list[str], environment: Environment, folder: Path = ROOT) -> bool:
    """Run one command; when it has ended show its output, whole. Whether it ended well."""
    began = time.monotonic()
    with SHOWING:
        print(f"--- {title} ...", flush=True)
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            command, cwd=folder, env=environment, check=False, stdout=output, stderr=output
        )
        output.seek(0)
        said = output.read().decode(errors="replace")
    state = "done" if done.returncode == 0 else f"FAILED with exit code {done.returncode}"
    lines = f"\n--- {title}\n{said}--- {title}: {state} in {time.monotonic() - began:.0f} s"
    with SHOWING:
        print(lines, flush=True)
    return done.returncode == 0


def checks(environment: Environment) -> Counts:
    """`make check`, which counts as one test."""
    command = ["make", "--no-print-directory", "--keep-going", "check"]
    return (1, 0) if stage("make check", command, environment) else (0, 1)


def pytest(title: str, *paths: str) -> Work:
    """A run of pytest over these paths, on a test database of its own."""

    def run(environment: Environment) -> Counts:
        name = title.replace(" ", "_")
        report = REPORTS / f"{name}.xml"
        command = [str(BIN / "pytest"), "-q", f"--junitxml={report}", "--durations=10", *paths]
        well = stage(title, command, environment | {"SOJOURN_TEST_DB": f"test_{name}"})
        return _agreeing(well, lambda: _from_junit(report))

    return run


def frontend_tests(environment: Environment) -> Counts:
    report = REPORTS / "vitest.json"
    command = ["npx", "vitest", "run", "--reporter=default", "--reporter=json"]
    command += [f"--outputFile.json={report}"]
    well = stage("frontend tests", command, environment, FRONTEND)
    return _agreeing(well, lambda: _from_vitest(report))


def _agreeing(well: bool, read: Callable[[], Counts]) -> Counts:
    """The report's counts; a stage that ended badly has failed whatever its report says."""
    try:
        passed, failed = read()
    except (OSError, ValueError, KeyError, ET.ParseError):
        passed, failed = 0, 1
    return (passed, failed) if well else (passed, max(failed, 1))


def _from_junit(report: Path) -> Counts:
    suite = next(ET.parse(report).iter("testsuite"))
    tests, errors, failures, skipped = (
        int(suite.get(name, 0)) for name in ("tests", "errors", "failures", "skipped")
    )
    return tests - errors - failures - skipped, errors + failures


def _from_vitest(report: Path) -> Counts:
    found = json.loads(report.read_text())
    return found["numPassedTests"], found["numFailedTests"]


def environment_of_tests() -> Environment:
    variables = dict(os.environ)
    variables["PATH"] = f"{BIN}{os.pathsep}{variables.get('PATH', os.defpath)}"
    variables.setdefault("HOME", str(REPORTS))  # npm and Chromium want one
    chromium = subprocess.run(
        [str(ROOT / ".ci" / "chromium")], check=False, capture_output=True, text=True, env=variables
    )
    if chromium.returncode == 0:
        variables["SOJOURN_CHROMIUM"] = chromium.stdout.strip()
    else:
        print(chromium.stderr, file=sys.stderr)
    return variables


def database_runs() -> bool:
    status = [str(BIN / "python"), "-m", "config.postgres", "status"]
    return subprocess.run(status, cwd=ROOT, check=False, capture_output=True).returncode == 0


def main() -> int:
    environment = environment_of_tests()
    ran_before = database_runs()
    began = time.monotonic()
    results: list[Counts] = []
    with ThreadPoolExecutor() as pool:
        for lanes in PHASES:
            done = [pool.submit(_lane, lane, environment) for lane in lanes]
            results += [counts for lane in done for counts in lane.result()]
    if not ran_before:
        stop = [str(BIN / "python"), "-m", "config.postgres", "stop"]
        subprocess.run(stop, cwd=ROOT, check=False, capture_output=True)
    passed, failed = (sum(column) for column in zip(*results, strict=True))
    minutes, seconds = divmod(round(time.monotonic() - began), 60)
    print(f"\n{passed} passed, {failed} failed in {minutes} min {seconds} s", flush=True)
    return 1 if failed else 0


def _lane(lane: list[Work], environment: Environment) -> list[Counts]:
    return [work(environment) for work in lane]


# Of each phase the lanes run side by side, as there are two cores. What counts seconds (kills,
# takeovers, whole products that start and stop) comes last, with the machine to itself.
CALM = ["api", "people", "channels", "callbacks", "content", "ingest"]
WITHOUT_CALM = [f"--ignore=tests/integration/{name}" for name in CALM]
PAGES = ["account_pages", "customer_pages", "demo", "journeys_page", "pages", "roles", "sdk"]
PAGES += ["sign_in", "templates"]
WITHOUT_PAGES = [f"--ignore=tests/browser/test_{name}.py" for name in PAGES]
PHASES: list[list[list[Work]]] = [
    [[checks, frontend_tests], [pytest("core tests", "tests/unit", "tests/conformance")]],
    [
        [pytest("editor tests", "tests/browser", *WITHOUT_PAGES)],
        [
            pytest("page tests", *(f"tests/browser/test_{name}.py" for name in PAGES)),
            pytest("calm tests", *(f"tests/integration/{name}" for name in CALM)),
        ],
    ],
    [[pytest("engine tests", "tests/integration", *WITHOUT_CALM)]],
]

if __name__ == "__main__":
    sys.exit(main())
