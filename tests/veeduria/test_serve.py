"""Serving: the address is told, answers, and Ctrl-C ends it."""

import signal
import subprocess
import sys
import urllib.error
import urllib.request

import pytest


def test_nothing_published(veeduria, tmp_path):
    called = veeduria("serve", "--workspace", tmp_path)
    assert called.exit_code == 3
    assert "veeduria run SOURCE" in called.stderr


def asked(address, path, body):
    request = urllib.request.Request(address + path, body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no Ctrl-C for one process")
def test_releases_are_validated_where_nothing_is_published(tmp_path):
    arguments = ["-m", "veeduria", "serve", "--workspace", str(tmp_path), "--port", "0", "--unpublished"]
    with subprocess.Popen([sys.executable, *arguments, "--largest-body", "1"], stdout=subprocess.PIPE) as server:
        try:
            address = server.stdout.readline().decode().strip()
            assert asked(address, "/api/v1/validate", b'{"ocid": "ocds-213czf-1"}') == 200
            assert asked(address, "/api/v1/validate", b'{"ocid": "' + b"x" * 1_500_000 + b'"}') == 413
            assert asked(address, "/", None) == 503
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=20) == 0
        finally:
            server.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no Ctrl-C for one process")
def test_address_is_told_and_answers_until_ctrl_c(quillay_workspace):
    arguments = ["-m", "veeduria", "--language", "pt", "serve", "--workspace", str(quillay_workspace), "--port", "0"]
    with subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        try:
            address = server.stdout.readline().decode().strip()
            assert address.startswith("http://127.0.0.1:")
            assert not address.endswith("/")
            with urllib.request.urlopen(address, timeout=30) as page:
                assert b'<html lang="pt">' in page.read()
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=20) == 0
            assert b"Traceback" not in server.stderr.read()
        finally:
            server.kill()


def test_address_that_is_not_ours_is_a_mistake_of_usage(veeduria, quillay_workspace):
    called = veeduria("serve", "--workspace", quillay_workspace, "--host", "203.0.113.7")
    assert called.exit_code == 2
