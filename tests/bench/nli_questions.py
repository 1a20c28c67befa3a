"""How the rules answer the statements of ContractNLI (catalogue, section 10.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# Labels with the rules (``rule`` or ``rule.signal``) that give them; the first label of which a rule was found counts.
Verdicts = tuple[tuple[str, tuple[str, ...]], ...]

VERDICTS: Final[Mapping[str, Verdicts]] = {
    "nda-1": (  # Explicit identification
        ("Contradiction", ("conf_unmarked_oral.unmarked", "conf_unmarked_oral.reasonable")),
        ("Entailment", ("conf_w_marked_only", "conf_w_oral_confirmation")),
    ),
    "nda-2": (  # None-inclusion of non-technical information
        ("Contradiction", ("conf_definition_scope.business",)),
        ("Entailment", ("conf_w_technical_only", "conf_definition_scope.technical")),
        ("Contradiction", ("conf_definition_scope.all_information",)),
    ),
    "nda-3": (  # Inclusion of verbally conveyed information
        ("Entailment", ("conf_unmarked_oral.oral", "conf_w_oral_confirmation")),
    ),
    "nda-4": (  # Limited use
        ("Contradiction", ("conf_w_residuals",)),
        ("Entailment", ("conf_non_use.purpose", "conf_non_use.no_other_purpose", "conf_a_use_only")),
    ),
    "nda-5": (  # Sharing with employees
        ("Entailment", ("conf_permitted_recipients.staff", "conf_permitted_recipients.need_to_know")),
    ),
    "nda-7": (  # Sharing with third-parties
        ("Entailment", ("conf_permitted_recipients.outsiders", "conf_w_affiliates_free")),
        ("Contradiction", ("conf_permitted_recipients.ban",)),
    ),
    "nda-8": (  # Notice on compelled disclosure
        ("Entailment", ("conf_compelled_disclosure.notice",)),
    ),
    "nda-10": (  # Confidentiality of Agreement
        ("Entailment", ("conf_no_publicity.existence", "conf_no_publicity.terms")),
    ),
    "nda-11": (  # No reverse engineering
        ("Entailment", ("conf_no_reverse_engineering.barred",)),
    ),
    "nda-12": (  # Permissible development of similar information
        ("Entailment", ("conf_exclusions_standard.independent",)),
    ),
    "nda-13": (  # Permissible acquirement of similar information
        ("Entailment", ("conf_exclusions_standard.third_party", "conf_exclusions_standard.similar_from_others")),
    ),
    "nda-15": (  # No licensing
        ("Entailment", ("conf_no_license.no_license", "conf_no_license.property")),
    ),
    "nda-16": (  # Return of confidential information
        ("Entailment", ("conf_return.on_end",)),
    ),
    "nda-17": (  # Permissible copy
        ("Entailment", ("conf_copies_control.copying_allowed",)),
        ("Contradiction", ("conf_copies_control.copying_barred",)),
    ),
    "nda-18": (  # No solicitation
        ("Entailment", ("ns_e_a_solicit", "ns_e_a_hire", "ns_e_a_leave", "ns_e_a_item", "ns_e_a_wide")),
    ),
    "nda-19": (  # Survival of obligations
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
    "nda-20": (  # Permissible post-agreement possession
        ("Entailment", ("conf_w_retention_broad",)),
        ("Contradiction", ("conf_return.keep_none",)),
    ),
}
