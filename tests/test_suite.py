"""The suite itself: it runs against a CRM elsewhere, in parallel, and says what a failed scenario left behind."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from steps.controls import TestControls

ROOT = Path(__file__).parent.parent


def run_features(
    *arguments: str, tests: str = "tests/test_features.py", password: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the features, or tests with the same fixtures, in a process of their own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "MOCK_CRM"))}
    if password:
        environment["MOCK_CRM_PASSWORD"] = password
    command = [sys.executable, "-m", "pytest", tests, "-c", "pyproject.toml", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False)


@contextmanager
def crm_elsewhere(tmp_path: Path, *options: str, password: str | None = None) -> Iterator[str]:
    """Start a CRM in a process of its own and yield its address."""
    environment = {**os.environ, "MOCK_CRM_PASSWORD": password or "", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-u", "-m", "mock_crm", "serve", "--port", "0", *options]
    with subprocess.Popen(
        [*command, "--db", f"sqlite:///{tmp_path / 'elsewhere.sqlite'}"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            address = next((found for line in process.stdout if (found := re.search(r"http://\S+", line))), None)
            assert address is not None, "the CRM did not say where it serves"
            yield address.group()
        finally:
            process.terminate()


@pytest.mark.parametrize("password", [None, "open sesame"])
def test_the_same_features_run_against_a_crm_elsewhere(tmp_path: Path, password: str | None) -> None:
    with crm_elsewhere(tmp_path, "--test-controls", password=password) as url:
        run = run_features(
            "--crm-url",
            url,
            f"--output={tmp_path / 'kept'}",
            "-k",
            "first_visit or no_field_for_a_fourth_address",
            password=password,
        )
    assert run.returncode == 0, run.stdout
    assert "2 passed" in run.stdout


def test_a_crm_without_test_controls_is_named(tmp_path: Path, playwright: Playwright) -> None:
    with crm_elsewhere(tmp_path) as url:
        client = playwright.request.new_context(base_url=url)
        with pytest.raises(RuntimeError, match="start it with 'python -m mock_crm serve --test-controls'"):
            TestControls(client).reset()
        client.dispose()


def test_workers_never_share_a_crm() -> None:
    run = run_features("--crm-url", "http://127.0.0.1:1", "-n", "2")
    assert run.returncode == 4
    assert "2 workers would empty each other's CRM; give --crm-url 2 times, or use -n 0" in run.stderr


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_failure_names_its_page_screenshot_and_trace(tmp_path: Path, workers: str) -> None:
    failing = tmp_path / "test_failing.py"
    failing.write_text("def test_failing(page):\n    page.goto('/reports')\n    assert page.title() == ''\n")
    shutil.copy(ROOT / "conftest.py", tmp_path)
    run = run_features(f"--rootdir={tmp_path}", f"--output={tmp_path / 'kept'}", "-n", workers, tests=str(failing))
    assert run.returncode == 1, run.stdout
    assert re.search(r"page: http://127\.0\.0\.1:\d+/reports$", run.stdout, re.MULTILINE), run.stdout
    for kind in ("screenshot", "trace"):
        named = re.search(rf"{kind}: (\S+)", run.stdout)
        assert named, run.stdout
        assert Path(ROOT, named.group(1)).stat().st_size > 0
