"""An engine refuses options that name nothing before it reviews."""

from __future__ import annotations

import pytest

from clausegap.engine import Engine
from clausegap.errors import UsageError
from clausegap.model.spec import ReviewSpec


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"side": "vendor"}, r"no side 'vendor'; known: customer, supplier"),
        ({"contract_type": "lease"}, r"no contract type 'lease'; known: nda, msa"),
        ({"playbook": "lease"}, r"no playbook named 'lease'"),
    ],
)
def test_options_that_name_nothing_are_usage_errors(options, message):
    with pytest.raises(UsageError, match=message):
        Engine(ReviewSpec(**options))
