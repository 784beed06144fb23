"""The wheel: built from the sdist, complete, and at work outside the checkout without a network."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("ocds", "registry", "checks", "dashboard", "sample_data", "veeduria")
NOT_SHIPPED = {".po", ".pyc", ".nbc", ".nbi"}


def call(*arguments, folder, **environment):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LANG", "LC_"))}
    return subprocess.run(
        [str(argument) for argument in arguments],
        cwd=folder, env=kept | environment, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    pytest.importorskip("build", reason="`build` is not installed; install the extra `dev`")
    pytest.importorskip("hatchling", reason="`hatchling` is not installed; install the extra `dev`")
    folder = tmp_path_factory.mktemp("dist")
    done = call(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A fresh environment with the wheel; what it depends on is lent by this one. Gives its folder of commands."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    commands = folder / ("Scripts" if os.name == "nt" else "bin")
    done = call(
        sys.executable, "-m", "pip", "--python", commands / "python", "install", "--no-deps", "--no-index", wheel,
        folder=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    [own] = {path.parent for path in folder.rglob("site-packages/veeduria")}
    (own / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return commands


def test_wheel_has_every_file_of_the_rooms(wheel):
    shipped = set(zipfile.ZipFile(wheel).namelist())
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file()]
    wanted = {path.relative_to(ROOT).as_posix() for path in files if path.suffix not in NOT_SHIPPED}
    assert wanted - shipped == set()


def test_wheel_has_nothing_but_the_rooms(wheel):
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(ROOMS)


def test_wheel_speaks_every_language(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for language in ("es", "pt", "fr"):
        assert f"ocds/locales/{language}/LC_MESSAGES/veeduria.mo" in names
    assert [name for name in names if name.endswith(".po")] == []


def test_command_comes_from_the_wheel_and_explains_itself(installed, tmp_path):
    done = call(installed / "veeduria", "--help", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Commands:" in done.stdout
    where = call(installed / "python", "-c", "import veeduria; print(veeduria.__file__)", folder=tmp_path)
    assert Path(where.stdout).is_relative_to(installed.parent)


@pytest.fixture(scope="module")
def unplugged():
    """What runs a command without a network."""
    if not shutil.which("unshare"):
        pytest.skip("no unshare here to take the network away")
    for arguments in (["unshare", "-n"], ["unshare", "-rn"]):
        if subprocess.run([*arguments, "true"], capture_output=True, check=False).returncode == 0:
            return arguments
    pytest.skip("this machine lets nobody take the network away")
    return []


def test_demo_runs_outside_the_checkout_without_a_network(installed, unplugged, tmp_path):
    done = call(*unplugged, installed / "veeduria", "demo", "--no-serve", "--workers", 2, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert " + 7 refused → refused.csv" in done.stdout
    assert "An alert is a reason to look, not proof." in done.stdout
    assert (tmp_path / "veeduria-demo" / "workspace" / "current").exists()
