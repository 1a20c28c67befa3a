from __future__ import annotations

import csv

import pytest
from report_factory import build_report

from clausegap.model.outcome import Outcome, OutcomeError
from clausegap.portfolio.reduce import row_of
from clausegap.renderers.summary_csv import summary_rows, write_csv


def _reviewed(source="a.pdf", **changes):
    return row_of(Outcome(source=source, status="reviewed", report=build_report().model_copy(update=changes)))


def _record(row):
    header, row = summary_rows([row])
    return dict(zip(header, row, strict=True))


def test_a_reviewed_file_has_its_counts_and_verdicts():
    record = _record(_reviewed())
    assert list(record)[:11] == [
        "file", "status", "error", "contract_type", "side", "customer", "supplier",
        "worst_severity", "weak", "missing", "undetermined",
    ]  # fmt: skip
    assert (record["weak"], record["missing"], record["undetermined"]) == ("3", "2", "1")
    assert record["worst_severity"] == "critical"
    assert record["ip_ownership"] == "weak (critical)"
    assert record["customer_materials"] == "present"
    assert record["non_solicit_customers"] == "missing"
    assert record["exclusivity"] == "missing, adverse (high)"


def test_an_unreadable_file_has_its_reason_and_empty_cells():
    error = OutcomeError(code="encrypted", message="b.pdf: a password is needed; remove it")
    header, _, row = summary_rows([_reviewed(), row_of(Outcome(source="b.pdf", status="unreadable", error=error))])
    assert row[:3] == ["b.pdf", "unreadable", "encrypted: b.pdf: a password is needed; remove it"]
    assert row[3:] == [""] * (len(header) - 3)


def test_rows_keep_the_order_of_the_inputs():
    names = ["z.pdf", "a.pdf", "m.pdf"]
    assert [row[0] for row in list(summary_rows([_reviewed(name) for name in names]))[1:]] == names


def test_protections_of_other_playbooks_are_put_in_catalogue_order():
    findings = build_report().findings
    few, rest = _reviewed(findings=(findings[0], findings[3])), _reviewed(findings=findings[:4])
    assert next(summary_rows([few, rest]))[11:] == [f.protection for f in findings[:4]]


def test_no_contracts_give_only_the_header():
    assert len(list(summary_rows([]))) == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_a_cell_is_never_a_formula(start):
    assert _record(_reviewed(source=f"{start}cmd()"))["file"] == f"'{start}cmd()"


def test_party_names_are_guarded_too():
    assert _record(_reviewed())["supplier"].startswith("'=HYPERLINK(")


def test_the_file_reads_back_and_tells_excel_its_encoding(tmp_path):
    path = tmp_path / "summary.csv"
    rows = [_reviewed('Zoë, "final"\n.pdf')]
    write_csv(rows, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == list(summary_rows(rows))
