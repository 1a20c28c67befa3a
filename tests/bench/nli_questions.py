"""How hits of the rules answer the hypotheses of ContractNLI (catalogue, section 10.2).

The evidence weights were fitted by logistic regression on the development part of ContractNLI
(Koreeda and Manning 2021, CC BY 4.0); the verdicts follow the catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Question:
    """How the rules answer one hypothesis. Names are ``rule`` or ``rule.signal``.

    Attributes:
        verdicts: Labels with the rules that give them; the first label of which a rule was found counts.
        base: Log-odds of a span without any hit to be evidence.
        weights: What is added for a hit in the span: ``name+`` for a second hit, ``under:name`` for
            a hit in the words that introduce the list, ``over:name`` for one in the items that the
            span introduces, ``among:name`` for one in an item of the same list, ``before:name`` for
            one in the next span, ``short`` for spans of a few words.
    """

    verdicts: tuple[tuple[str, tuple[str, ...]], ...]
    base: float
    weights: Mapping[str, float]


QUESTIONS: Final[Mapping[str, Question]] = {
    "nda-1": Question(  # Explicit identification
        verdicts=(
            ("Contradiction", ("conf_unmarked_oral.unmarked", "conf_unmarked_oral.reasonable")),
            ("Entailment", ("conf_w_marked_only", "conf_w_oral_confirmation")),
        ),
        base=-5.7,
        weights={
            "conf_w_marked_only": 4.0,
            "conf_unmarked_oral.reasonable": 1.8,
            "conf_unmarked_oral.unmarked": 0.6,
            "conf_definition_scope.defined": 1.7,
            "conf_definition_scope.business": 0.6,
            "conf_unmarked_oral": 1.7,
            "over:conf_w_marked_only": 1.2,
            "over:conf_unmarked_oral.reasonable": 1.5,
            "before:conf_w_marked_only": 2.2,
            "before:conf_unmarked_oral.reasonable": 0.5,
            "before:conf_definition_scope.defined": 0.6,
            "before:conf_definition_scope.business": 1.4,
        },
    ),
    "nda-2": Question(  # None-inclusion of non-technical information
        verdicts=(
            ("Contradiction", ("conf_definition_scope.business",)),
            ("Entailment", ("conf_w_technical_only", "conf_definition_scope.technical")),
            ("Contradiction", ("conf_definition_scope.all_information",)),
        ),
        base=-5.2,
        weights={
            "conf_definition_scope.business": 2.5,
            "conf_definition_scope.defined": 3.2,
            "conf_definition_scope.all_information": 0.6,
            "conf_trade_secrets.named": 1.7,
            "under:conf_definition_scope.inclusive": 0.7,
            "under:conf_definition_scope.all_information": 0.5,
            "conf_n_exclusion_list": -1.0,
            "conf_exclusions_standard.list": -1.0,
            "conf_third_party_info": 1.3,
            "conf_trade_secrets": 1.7,
            "short": -0.6,
            "over:conf_definition_scope.business": 0.7,
            "over:conf_definition_scope.technical": 0.8,
            "over:conf_definition_scope.all_information": 0.7,
            "over:conf_trade_secrets.named": 1.8,
            "over:conf_unmarked_oral.any_form": 0.7,
            "among:conf_definition_scope.business": 0.8,
            "among:conf_definition_scope.technical": 0.7,
            "among:conf_trade_secrets.named": 2.0,
        },
    ),
    "nda-3": Question(  # Inclusion of verbally conveyed information
        verdicts=(("Entailment", ("conf_unmarked_oral.oral", "conf_w_oral_confirmation")),),
        base=-5.4,
        weights={
            "conf_unmarked_oral.oral": 3.6,
            "conf_unmarked_oral.oral+": 1.4,
            "conf_unmarked_oral.any_form": 2.9,
            "conf_definition_scope.defined": 2.2,
            "conf_definition_scope.inclusive": 0.6,
            "conf_definition_scope.business": 0.8,
            "conf_w_oral_confirmation": 0.5,
            "conf_unmarked_oral.reasonable": 1.5,
            "short": -1.0,
            "over:conf_unmarked_oral.oral": 0.6,
            "over:conf_unmarked_oral.any_form": 1.0,
            "over:conf_definition_scope.inclusive": 1.5,
            "over:conf_unmarked_oral.reasonable": 1.5,
        },
    ),
    "nda-4": Question(  # Limited use
        verdicts=(
            ("Contradiction", ("conf_w_residuals",)),
            ("Entailment", ("conf_non_use.purpose", "conf_non_use.no_other_purpose", "conf_a_use_only")),
        ),
        base=-4.9,
        weights={
            "conf_non_use.purpose": 3.1,
            "conf_non_use.no_other_purpose": 2.4,
            "conf_a_use_only": 2.2,
            "conf_non_use.performance": 0.6,
            "conf_w_residuals": 2.4,
            "conf_permitted_recipients.ban": 1.1,
            "short": -0.8,
            "over:conf_non_use.purpose": 1.7,
            "over:conf_non_use.no_other_purpose": 1.2,
            "over:conf_a_use_only": 2.3,
            "over:conf_non_use.performance": 1.2,
            "over:conf_permitted_recipients.ban": 1.5,
        },
    ),
    "nda-5": Question(  # Sharing with employees
        verdicts=(("Entailment", ("conf_permitted_recipients.staff", "conf_permitted_recipients.need_to_know")),),
        base=-5.6,
        weights={
            "conf_permitted_recipients.staff": 1.9,
            "conf_permitted_recipients.staff+": 1.7,
            "conf_permitted_recipients.people_defined": 3.9,
            "conf_permitted_recipients.need_to_know": 1.8,
            "conf_a_hold": 0.8,
            "conf_permitted_recipients": 1.7,
            "conf_recipients_bound": 1.3,
            "conf_a_prohibit_disclose": 0.7,
            "over:conf_permitted_recipients.staff": 1.4,
            "over:conf_permitted_recipients.people_defined": 0.9,
            "over:conf_permitted_recipients.need_to_know": 1.2,
            "over:conf_a_hold": 2.2,
            "over:conf_a_prohibit_disclose": 0.8,
        },
    ),
    "nda-7": Question(  # Sharing with third-parties
        verdicts=(
            ("Entailment", ("conf_permitted_recipients.outsiders", "conf_w_affiliates_free")),
            ("Contradiction", ("conf_permitted_recipients.ban",)),
        ),
        base=-5.3,
        weights={
            "conf_permitted_recipients.staff+": 1.1,
            "conf_permitted_recipients.staff": 0.9,
            "conf_permitted_recipients.people_defined": 3.6,
            "conf_permitted_recipients.need_to_know": 1.1,
            "conf_permitted_recipients.ban": 0.5,
            "conf_permitted_recipients.outsiders+": 1.0,
            "conf_a_hold": 1.2,
            "short": -0.6,
            "conf_permitted_recipients": 2.4,
            "over:conf_permitted_recipients.staff": 1.1,
            "over:conf_permitted_recipients.people_defined": 0.8,
            "over:conf_permitted_recipients.need_to_know": 1.1,
            "over:conf_permitted_recipients.ban": 0.8,
            "over:conf_permitted_recipients.outsiders": 1.0,
            "over:conf_a_hold": 1.2,
        },
    ),
    "nda-8": Question(  # Notice on compelled disclosure
        verdicts=(("Entailment", ("conf_compelled_disclosure.notice",)),),
        base=-6.3,
        weights={
            "conf_compelled_disclosure.notice": 2.7,
            "conf_compelled_disclosure.notice+": 1.9,
            "conf_compelled_disclosure.required": 0.8,
            "conf_w_compelled_no_notice": 0.9,
            "conf_compelled_disclosure": 2.0,
            "over:conf_compelled_disclosure.notice": 3.2,
            "over:conf_compelled_disclosure.required": 1.5,
            "over:conf_compelled_disclosure.cooperation": 1.2,
            "over:conf_w_compelled_no_notice": 1.3,
            "before:conf_compelled_disclosure.notice": 0.8,
            "before:conf_compelled_disclosure.cooperation": 1.4,
            "before:conf_w_compelled_no_notice": 1.0,
        },
    ),
    "nda-10": Question(  # Confidentiality of Agreement
        verdicts=(("Entailment", ("conf_no_publicity.existence", "conf_no_publicity.terms")),),
        base=-5.6,
        weights={
            "conf_no_publicity.existence": 2.9,
            "conf_no_publicity.terms": 0.8,
            "conf_no_publicity.name": 0.6,
            "conf_permitted_recipients.ban": 1.7,
            "conf_definition_scope.defined": 2.1,
            "conf_exclusions_standard.list": -1.1,
            "conf_no_publicity": 2.6,
            "over:conf_no_publicity.existence": 3.1,
            "over:conf_permitted_recipients.ban": 0.9,
            "over:conf_definition_scope.defined": 0.5,
            "before:conf_no_publicity.existence": 1.9,
            "before:conf_no_publicity.terms": 1.0,
            "before:conf_permitted_recipients.ban": 0.5,
            "before:conf_definition_scope.defined": 0.6,
        },
    ),
    "nda-11": Question(  # No reverse engineering
        verdicts=(("Entailment", ("conf_no_reverse_engineering.barred",)),),
        base=-6.4,
        weights={
            "conf_no_reverse_engineering.barred": 5.4,
            "short": -1.0,
            "over:conf_no_reverse_engineering.barred": 1.0,
        },
    ),
    "nda-12": Question(  # Permissible development of similar information
        verdicts=(("Entailment", ("conf_exclusions_standard.independent",)),),
        base=-5.1,
        weights={
            "conf_exclusions_standard.independent": 5.7,
            "conf_exclusions_standard.independent+": 1.6,
            "conf_exclusions_standard.similar_from_others": 0.7,
            "conf_n_exclusion_list": 1.9,
            "conf_exclusions_standard.list": 0.6,
            "conf_exclusions_standard.proof": 1.0,
            "short": -1.0,
            "over:conf_exclusions_standard.independent": 4.9,
            "over:conf_n_exclusion_list": 0.9,
            "over:conf_exclusions_standard.list": 0.8,
            "over:conf_exclusions_standard.proof": 0.8,
        },
    ),
    "nda-13": Question(  # Permissible acquirement of similar information
        verdicts=(
            ("Entailment", ("conf_exclusions_standard.third_party", "conf_exclusions_standard.similar_from_others")),
        ),
        base=-5.1,
        weights={
            "conf_exclusions_standard.third_party": 2.0,
            "conf_exclusions_standard.third_party+": 1.8,
            "conf_exclusions_standard.similar_from_others": 2.5,
            "conf_n_no_duty": 1.3,
            "conf_n_exclusion_list": 0.6,
            "conf_exclusions_standard": 2.1,
            "short": -1.0,
            "over:conf_exclusions_standard.third_party": 3.1,
            "over:conf_n_no_duty": 1.8,
            "over:conf_n_exclusion_list": 1.2,
            "over:conf_exclusions_standard.list": 1.0,
            "over:conf_exclusions_standard.independent": 2.5,
        },
    ),
    "nda-15": Question(  # No licensing
        verdicts=(("Entailment", ("conf_no_license.no_license", "conf_no_license.property")),),
        base=-5.1,
        weights={
            "conf_no_license.no_license": 5.8,
            "conf_no_license.property": 4.7,
            "short": -1.6,
            "conf_non_disclosure": -0.9,
            "over:conf_no_license.no_license": 1.0,
            "over:conf_no_license.property": 0.9,
        },
    ),
    "nda-16": Question(  # Return of confidential information
        verdicts=(("Entailment", ("conf_return.on_end",)),),
        base=-5.5,
        weights={
            "conf_return.on_end": 3.0,
            "conf_return.copies": 1.5,
            "conf_w_retention_broad": 2.7,
            "short": -1.1,
            "conf_return": 2.4,
            "over:conf_return.on_end": 0.9,
            "over:conf_return.duty": 0.8,
            "over:conf_return.copies": 1.4,
            "over:conf_return.on_request": 1.7,
        },
    ),
    "nda-17": Question(  # Permissible copy
        verdicts=(
            ("Entailment", ("conf_copies_control.copying_allowed",)),
            ("Contradiction", ("conf_copies_control.copying_barred",)),
        ),
        base=-6.2,
        weights={
            "conf_copies_control.copying_allowed": 2.1,
            "conf_copies_control.copying_barred": 1.4,
            "conf_copies_control.copying_barred+": 1.5,
            "conf_copies_control": 2.9,
            "over:conf_copies_control.copying_barred": 1.4,
        },
    ),
    "nda-18": Question(  # No solicitation
        verdicts=(("Entailment", ("ns_e_a_solicit", "ns_e_a_hire", "ns_e_a_leave", "ns_e_a_item", "ns_e_a_wide")),),
        base=-5.2,
        weights={
            "ns_e_a_wide": 1.6,
            "ns_e_a_solicit": 1.4,
            "ns_e_a_hire": 0.8,
            "ns_e_a_item": 1.9,
            "ns_e_duration.term": 1.8,
            "ns_e_duration.tail": 2.2,
            "short": -1.4,
            "ns_e_general_ad.carve": 1.9,
            "over:ns_e_a_wide": 1.1,
            "over:ns_e_a_solicit": 1.1,
            "over:ns_e_a_hire": 1.1,
            "over:ns_e_a_item": 1.3,
            "over:ns_e_duration.term": 1.3,
            "over:ns_e_duration.tail": 0.7,
            "over:ns_e_general_ad.carve": 1.8,
        },
    ),
    "nda-19": Question(  # Survival of obligations
        verdicts=(
            (
                "Entailment",
                (
                    "conf_duration.named_survival",
                    "conf_duration.survival",
                    "conf_duration.open_ended",
                    "conf_trade_secret_tail",
                ),
            ),
        ),
        base=-5.0,
        weights={
            "conf_duration.survival": 1.3,
            "conf_duration.survival+": 1.3,
            "conf_duration.named_survival": 0.8,
            "conf_duration.open_ended": 0.6,
            "conf_duration.after_end": 0.8,
            "conf_w_retention_broad": 2.0,
            "conf_trade_secret_tail.tail": 1.3,
            "short": -1.3,
            "conf_duration": 3.3,
            "conf_w_retention_guarded": 1.6,
            "over:conf_duration.survival": 1.9,
            "over:conf_duration.named_survival": 0.7,
            "over:conf_w_retention_broad": 0.7,
            "over:conf_w_retention_guarded": 0.8,
        },
    ),
    "nda-20": Question(  # Permissible post-agreement possession
        verdicts=(
            ("Entailment", ("conf_w_retention_broad",)),
            ("Contradiction", ("conf_return.keep_none",)),
        ),
        base=-5.2,
        weights={
            "conf_w_retention_broad": 5.3,
            "conf_return.copies": 1.5,
            "conf_return.duty": 1.8,
            "conf_return.keep_none": 0.8,
            "conf_return.certificate": 0.7,
            "short": -1.8,
            "over:conf_w_retention_broad": 1.4,
            "over:conf_return.copies": 2.0,
            "over:conf_return.duty": 2.0,
            "over:conf_return.certificate": 0.5,
            "among:conf_w_retention_broad": 2.3,
            "among:conf_return.copies": 1.0,
            "among:conf_return.duty": 1.8,
        },
    ),
}
