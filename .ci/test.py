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
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
FRONTEND = ROOT / "frontend"
REPORTS = Path(tempfile.mkdtemp(prefix="sojourn-test-"))

Counts = tuple[int, int]  # passed, failed
Environment = dict[str, str]


def stage(title: str, command: list[str], environment: Environment, folder: Path = ROOT) -> bool:
    """Run one command with its output shown; whether it ended well."""
    print(f"\n--- {title}", flush=True)
    began = time.monotonic()
    done = subprocess.run(command, cwd=folder, env=environment, check=False)
    state = "done" if done.returncode == 0 else f"FAILED with exit code {done.returncode}"
    print(f"--- {title}: {state} in {time.monotonic() - began:.0f} s", flush=True)
    return done.returncode == 0


def counted(title: str, command: list[str], environment: Environment) -> Counts:
    """A stage that counts as one test."""
    return (1, 0) if stage(title, command, environment) else (0, 1)


def python_tests(environment: Environment) -> Counts:
    report = REPORTS / "pytest.xml"
    folders = ["tests/unit", "tests/conformance", "tests/integration", "tests/browser"]
    if not (FRONTEND / "package.json").exists():
        folders.remove("tests/browser")
    command = [str(BIN / "pytest"), "-q", f"--junitxml={report}", "--durations=10", *folders]
    well = stage("Python and browser tests", command, environment)
    return _agreeing(well, lambda: _from_junit(report))


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
    results = [
        counted(
            "make check", ["make", "--no-print-directory", "--keep-going", "check"], environment
        )
    ]
    if (FRONTEND / "package.json").exists():
        results.append(frontend_tests(environment))
    results.append(python_tests(environment))
    if not ran_before:
        stop = [str(BIN / "python"), "-m", "config.postgres", "stop"]
        subprocess.run(stop, cwd=ROOT, check=False, capture_output=True)
    passed, failed = (sum(column) for column in zip(*results, strict=True))
    print(f"\n{passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
