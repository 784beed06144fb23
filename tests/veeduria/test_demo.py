"""The demo leaves strangers' files alone. What it shows is tested from the wheel, in `tests/test_packaging.py`."""


def test_folder_with_other_files_is_refused(veeduria, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    called = veeduria("demo", "--no-serve", "--folder", tmp_path)
    assert called.exit_code == 2
    assert "--folder" in called.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
