"""What goes wrong becomes one message and an exit code."""

import subprocess
import sys

import pytest

import veeduria.pages


@pytest.fixture
def broken(monkeypatch):
    """Make the command `explain` raise something."""

    def broken(error):
        def listed():
            raise error

        monkeypatch.setattr(veeduria.pages, "listed", listed)

    return broken


class Panic(BaseException):
    """As native code raises it: no `Exception`."""


@pytest.mark.parametrize("error", [ZeroDivisionError("oops"), Panic("oops"), ValueError("oops"), OSError("oops")])
def test_our_own_fault_is_told_without_a_traceback(error, veeduria, broken):
    broken(error)
    called = veeduria("explain")
    assert called.exit_code == 4
    assert f"{type(error).__name__}: oops" in called.stderr
    assert "--debug" in called.stderr
    assert "Traceback" not in called.stderr
    assert called.stdout == ""


def test_debug_shows_where_it_happened(veeduria, broken):
    broken(ZeroDivisionError("oops"))
    called = veeduria("--debug", "explain")
    assert called.exit_code == 4
    assert "Traceback" in called.stderr


def test_ctrl_c_ends_without_a_word(veeduria, broken):
    broken(KeyboardInterrupt())
    called = veeduria("explain")
    assert called.exit_code == 130
    assert called.stdout == called.stderr == ""


def test_what_the_system_refuses_is_told_as_it_is(veeduria, broken):
    broken(PermissionError(13, "Permission denied", "locked"))
    called = veeduria("explain")
    assert called.exit_code == 2
    assert "locked" in called.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no broken pipes")
def test_reader_who_leaves_is_no_failure_worth_a_word():
    arguments = ["-m", "veeduria", "generate", "--processes", "2000", "--out", "-"]
    with subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as writer:
        writer.stdout.readline()
        writer.stdout.close()
        assert writer.stderr.read() == b""
        assert writer.wait(timeout=30) == 141


def test_progress_is_for_terminals_alone(veeduria, fifty):
    assert veeduria("validate", fifty, "--fail-on", "never", "--workers", 1).stderr == ""
