"""An engine refuses options that name nothing before it reviews."""

from __future__ import annotations

import gc
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

import clausegap
from clausegap.batch.plan import make_engine
from clausegap.engine import Engine
from clausegap.errors import UsageError
from clausegap.model.spec import ReviewSpec


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"side": "vendor"}, r"no side named 'vendor'.* \(known: customer, supplier\)"),
        ({"contract_type": "lease"}, r"no contract type named 'lease'.* \(known: nda, msa"),
        ({"playbook": "lease"}, r"no playbook named 'lease'"),
    ],
)
def test_options_that_name_nothing_are_usage_errors(options, message):
    with pytest.raises(UsageError, match=message):
        Engine(ReviewSpec(**options))


def test_a_fingerprint_tells_what_reports_depend_on_but_not_where_it_lies(tmp_path):
    written = "id: own\nextends: msa\ntitle: Own\n"
    for name, text in (("a", written), ("b", written), ("c", f"{written}severity: {{audit_rights: low}}\n")):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    plain, a, b, c = (
        Engine(ReviewSpec(playbook=name)).fingerprint
        for name in (None, *(str(tmp_path / f"{name}.yaml") for name in "abc"))
    )
    assert a == b
    assert len({plain, a, c, Engine(ReviewSpec(side="supplier")).fingerprint}) == 4


def test_an_engine_leaves_the_garbage_collector_of_its_process_as_it_is():
    before = (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count())
    make_engine(ReviewSpec())
    assert (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()) == before


def test_threads_that_share_a_reviewer_get_what_one_alone_gets():
    text = "MASTER SERVICES AGREEMENT\n\n2. Audit. Customer may at any time audit Supplier's books and records.\n"
    alone = clausegap.Reviewer().review(text).to_json()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        shared = clausegap.Reviewer()  # which none has used: the first reviews make its engine
        with ThreadPoolExecutor(4) as pool:
            assert {report.to_json() for report in pool.map(shared.review, [text] * 8)} == {alone}
    finally:
        sys.setswitchinterval(interval)
