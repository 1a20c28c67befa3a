"""Where a protection's elements and weakeners count."""

import pytest
from rule_factory import finding_on

GUARD = "Supplier shall guard it."
PADDING = "It rains in the hills. " * 300
GOODS = '1. Terms\n\n1.1 "Goods" means a corestrong thing of Customer.'


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        pytest.param(f"1. Guarding\n\n1.1 {GUARD}\n\n1.2 Be it corestrong.", "strong", id="same-section"),
        pytest.param(f"1. Guarding\n\n1.1 {GUARD}\n\n2. Pay\n\n2.1 Be it corestrong.", "absent", id="other-section"),
        pytest.param(
            f"1. Guarding\n\n1.1 {GUARD}\n\n2. Pay\n\n2.1 Pay.\n\n3. Guarding\n\n3.1 Be it corestrong.",
            "strong",
            id="second-section-of-the-family",
        ),
        pytest.param(f"1. Care\n\n1.1 {GUARD}\n\n1.2 Be it corestrong.", "strong", id="section-without-family-heading"),
        pytest.param(
            f"1. Care\n\n1.1 {GUARD}\n\n1.2 Pay.\n\n{PADDING}\n\n1.3 Be it corestrong.",
            "absent",
            id="long-section-without-family-heading",
        ),
        pytest.param(
            f"{GOODS}\n\n2. Guarding\n\n2.1 Supplier shall guard Goods.",
            "strong",
            id="definition-of-a-term-in-the-clause",
        ),
        pytest.param(
            f"{GOODS.replace('Goods', 'Sold Goods')}\n\n2. Guarding\n\n2.1 Supplier shall guard Sold\u00a0 Goods.",
            "strong",
            id="definition-of-a-term-with-other-white-space",
        ),
        pytest.param(
            f"{GOODS}\n\n2. Guarding\n\n2.1 {GUARD}",
            "absent",
            id="definition-of-a-term-outside-the-clause",
        ),
        pytest.param(
            "1. Guarding\n\n1.1 Supplier shall guard it as set out in Section 2.1.\n\n2. Pay\n\n2.1 Be it corestrong.",
            "strong",
            id="section-in-which-it-is-set-out",
        ),
        pytest.param(
            f"1. Care\n\n1.1 {GUARD}\n\n2. Time\n\n2.1 The duties in Section 1 last as long as it is corestrong.",
            "strong",
            id="sentence-on-how-long-its-duties-bind",
        ),
        pytest.param(
            f"1. Care\n\n1.1 {GUARD}\n\n2. Time\n\n2.1 Breach of Section 1 is corestrong.",
            "absent",
            id="sentence-that-only-names-its-section",
        ),
        pytest.param(
            "1. Guarding\n\n1.1 Subject to Section 2.1, Supplier shall guard it.\n\n2. Pay\n\n2.1 Be it corestrong.",
            "absent",
            id="section-to-which-it-is-subject",
        ),
        pytest.param(
            "1. Guarding\n\n1.1 Supplier shall guard it with the measures in Schedule 2.\n\n"
            "SCHEDULE 2\n\n1. Be it corestrong.",
            "strong",
            id="schedule-that-holds-the-measures",
        ),
        pytest.param(
            "2. Pay\n\nBe it corestrong.\n\nSCHEDULE 1\n\n1. Guarding\n\n"
            "Supplier shall guard it as set out in Section 2.\n\n2. Rates\n\nThey are low.",
            "absent",
            id="section-of-that-number-outside-the-schedule",
        ),
        pytest.param(
            f"1. Guarding\n\n1.1 {GUARD}\n\n1.2 Customer shall guard it corestrong.",
            "absent",
            id="sentence-that-binds-the-advised-side",
        ),
    ],
)
def test_elements_count_over_the_clause_group(text, grade):
    grades = {element.id: element.grade for element in finding_on(text).elements}
    assert grades.get("gu_core", "absent") == grade
