from __future__ import annotations

import builtins

import pytest
from row_factory import rows

from clausegap.errors import UsageError
from clausegap.portfolio.summaries import formats_in, write_summaries
from clausegap.renderers import summary_table


def test_all_files_are_made_before_any_is_replaced(tmp_path, monkeypatch):
    (tmp_path / "summary.csv").write_text("old", encoding="utf-8")

    def broken(rows, path):
        path.write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device")

    formats = {**summary_table.SUMMARY_FORMATS, "html": summary_table.SummaryFormat(".html", broken)}
    monkeypatch.setattr(summary_table, "SUMMARY_FORMATS", formats)
    monkeypatch.setattr("clausegap.portfolio.summaries.SUMMARY_FORMATS", formats)
    with pytest.raises(OSError, match="No space"):
        write_summaries(rows(), tmp_path, ("csv", "html"))
    assert [path.name for path in tmp_path.iterdir()] == ["summary.csv"]
    assert (tmp_path / "summary.csv").read_text("utf-8") == "old"


@pytest.mark.parametrize("name", ["csv", "xlsx", "html", "json", "parquet"])
def test_the_same_rows_give_the_same_bytes(tmp_path, name):
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="needs clausegap[parquet]")
    kept = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write_summaries(rows(), tmp_path / folder, (name,))
        kept.append((tmp_path / folder / f"summary.{name}").read_bytes())
    assert kept[0] == kept[1]


def test_formats_are_listed_with_commas_and_each_is_written_once():
    assert formats_in("csv, XLSX,csv") == ("csv", "xlsx")
    assert formats_in("none") == ()
    with pytest.raises(UsageError, match="known: csv, xlsx, html, json, parquet"):
        formats_in("csv,none")


def test_parquet_without_its_library_says_what_to_install(monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r'pip install "clausegap\[parquet\]"'):
        formats_in("csv,parquet")
