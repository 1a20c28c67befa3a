"""The forty test sentences of the domain specification, and the pairs to run together.

Perspective customer. ``T`` sentences must be found; ``F`` sentences are false friends that must not
count for the family they look like. A sentence that needs a clause around it names it in ``after``.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sentence:
    """A sentence in a tiny contract, and what is expected of it.

    Attributes:
        text: The sentence.
        family: The protection it belongs to, or only looks like.
        status: The protection's status when the contract holds nothing else.
        parties: How the contract calls customer and supplier.
        elements: Elements and their grades.
        weakeners: Weakeners that the finding shows, with their severities.
        rules: Rules that must match in it, whether or not the finding shows them.
        silent: Rules that must not match in it.
        flags: Flags of the finding, or None where they are not told.
        direction: Direction of the finding, or None where it is not told.
        after: Sentences that stand before it.
        severity: Severity for a required protection, or None where it is not told.
    """

    text: str
    family: str
    status: str
    parties: tuple[str, str] = ("Customer", "Supplier")
    elements: dict[str, str] = field(default_factory=dict)
    weakeners: dict[str, str] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    flags: tuple[str, ...] | None = ()
    direction: str | None = None
    after: tuple[str, ...] = ()
    severity: str | None = None


AUDIT = (
    "Customer and its auditors may, on five business days' notice, enter Supplier's premises and inspect records, "
    "systems and access logs to verify compliance with this Agreement."
)
SECRECY = (
    "Vendor shall keep the Confidential Information of Customer in strict confidence and shall use it only to perform "
    "the Services."
)
RESTRAINT = (
    "For the term and nine months after it, Provider shall not supply a scheduling platform substantially like the "
    "Deliverables to any company named in Schedule 4."
)
ON_PAYMENT = (
    "Contractor agrees to assign to Customer, upon payment of the final invoice, the copyright in the Deliverables."
)
BELONGS = "All Deliverables shall belong exclusively to the Buyer from the moment of their creation."
STAMPED = (
    'The Recipient shall protect only those documents which the Discloser has stamped "Confidential" at the time of '
    "delivery"
)
REFUSAL = (
    "Any on-site inspection requires Supplier's prior approval, which it may give or withhold in its sole discretion."
)
FREE = "Nothing in this Agreement prevents Provider from offering similar services to other customers."

TRUE = {
    "T01": Sentence(
        "Developer shall keep all Client Information strictly secret, whether or not it is labelled, and shall use it "
        "for no purpose other than building the Application.",
        "confidentiality",
        "weak",
        ("Client", "Developer"),
        elements={
            "conf_non_disclosure": "acceptable",
            "conf_non_use": "strong",
            "conf_unmarked_oral": "strong",
        },
        direction="for_user",
    ),
    "T02": Sentence(
        "Neither party may reveal the other's Proprietary Information to anyone except its own staff and advisers who "
        "need it for the project and have signed undertakings no less strict than this clause.",
        "confidentiality",
        "weak",
        elements={
            "conf_non_disclosure": "strong",
            "conf_permitted_recipients": "strong",
            "conf_recipients_bound": "strong",
        },
        flags=("mutual",),
        direction="mutual",
    ),
    "T03": Sentence(
        "The duties in this article continue for six years after the Agreement ends and, as regards source code and "
        "trade secrets, until they cease to be secret other than by Vendor's fault.",
        "confidentiality",
        "weak",
        ("Customer", "Vendor"),
        elements={"conf_duration": "strong", "conf_trade_secret_tail": "strong"},
        after=(SECRECY,),
    ),
    "T04": Sentence(
        "Vendor will notify the Customer within twenty-four hours of learning of any actual or suspected loss or "
        "misuse of Customer's Confidential Information.",
        "confidentiality",
        "weak",
        ("Customer", "Vendor"),
        elements={"conf_breach_notice": "strong"},
        after=(SECRECY,),
    ),
    "T05": Sentence(
        f"{STAMPED}.",
        "confidentiality",
        "weak",
        ("Discloser", "Recipient"),
        weakeners={"conf_w_marked_only": "high"},
        flags=None,
    ),
    "T06": Sentence(
        "Supplier may use in any other business the ideas and techniques its engineers keep in their unaided memory.",
        "confidentiality",
        "missing",
        rules=("conf_w_residuals",),
    ),
    "T07": Sentence(
        RESTRAINT,
        "non_compete",
        "present",
        ("Customer", "Provider"),
        elements={"nc_obligor_supplier": "acceptable", "nc_scope_defined": "strong", "nc_duration": "strong"},
        direction="for_user",
    ),
    "T08": Sentence(
        "Vendor undertakes that it will never, anywhere in the world, engage in a business similar to Customer's.",
        "non_compete",
        "weak",
        ("Customer", "Vendor"),
        weakeners={"nc_w_unlimited_time": "high", "nc_w_unlimited_scope": "high"},
        direction="for_user",
    ),
    "T09": Sentence(
        "Members of the Client Team shall not be assigned to a competitor's account for six months after leaving the "
        "project.",
        "non_compete",
        "weak",
        ("Client", "Vendor"),
        elements={"nc_team_ring_fence": "acceptable"},
        direction="for_user",
    ),
    "T10": Sentence(
        "During this Agreement and for one year thereafter, Contractor will not recruit or hire any person employed by "
        "the Company with whom it worked.",
        "non_solicit_employees",
        "present",
        ("Company", "Contractor"),
        elements={"ns_e_duration": "strong"},
        direction="for_user",
    ),
    "T11": Sentence(
        "The offshore development centre shall be staffed and operated solely for Customer, and its network kept apart "
        "from that of other clients.",
        "exclusivity",
        "present",
        elements={"ex_dedicated_team": "strong"},
        direction="for_user",
    ),
    "T12": Sentence(
        "Developer hereby irrevocably assigns to Client, as each item is created, all right, title and interest in the "
        "Work Product and all intellectual property rights in it.",
        "ip_ownership",
        "present",
        ("Client", "Developer"),
        elements={
            "ipo_present_transfer": "strong",
            "ipo_moment": "strong",
            "ipo_scope_all_rights": "acceptable",
        },
        direction="for_user",
    ),
    "T13": Sentence(
        "Consultant agrees to assign and hereby assigns to the Company all inventions conceived in performing the "
        "Services.",
        "ip_ownership",
        "present",
        ("Company", "Consultant"),
        elements={"ipo_present_transfer": "strong"},
        silent=("ipo_w_future_promise",),
        direction="for_user",
    ),
    "T14": Sentence(
        ON_PAYMENT,
        "ip_ownership",
        "weak",
        ("Customer", "Contractor"),
        elements={"ipo_present_transfer": "weak"},
        weakeners={
            "ipo_w_on_payment": "critical",
            "ipo_w_future_promise": "high",
            "ipo_w_copyright_only": "medium",
        },
        direction="for_user",
        severity="critical",
    ),
    "T15": Sentence(
        BELONGS,
        "ip_ownership",
        "weak",
        ("Buyer", "Supplier"),
        elements={"ipo_owner_is_customer": "strong", "ipo_present_transfer": "acceptable"},
        direction="for_user",
    ),
    "T16": Sentence(
        "All rights in software written under a Work Order shall vest in the Service Provider, and the Client receives "
        "a non-exclusive licence to use it internally.",
        "ip_ownership",
        "missing",
        ("Client", "Service Provider"),
        rules=("ipo_w_supplier_owns", "ipo_w_licence_only"),
        flags=("counterparty_only", "adverse"),
        direction="against_user",
    ),
    "T17": Sentence(
        AUDIT,
        "audit_rights",
        "present",
        elements={
            "aud_right": "acceptable",
            "aud_scope_compliance": "strong",
            "aud_object_premises_systems": "acceptable",
            "aud_notice": "strong",
        },
        direction="for_user",
    ),
    "T18": Sentence(
        "Vendor will permit Client's internal auditors to examine its books once a year to check invoices, and will "
        "refund any overcharge.",
        "audit_rights",
        "weak",
        ("Client", "Vendor"),
        weakeners={"aud_w_invoices_only": "high", "aud_w_annual_no_cause": "medium"},
        direction="for_user",
    ),
    "T19": Sentence(
        "Supplier shall procure that each Subcontractor grants Customer the same audit rights and shall remedy every "
        "deficiency found within thirty days at its own cost.",
        "audit_rights",
        "present",
        elements={"aud_subcontractors": "strong", "aud_remediation": "strong"},
        after=(AUDIT,),
    ),
    "T20": Sentence(REFUSAL, "audit_rights", "missing", rules=("aud_w_refusal",)),
}

FALSE = {
    "F01": Sentence(
        "Certain portions of this exhibit have been omitted under a request for confidential treatment.",
        "confidentiality",
        "missing",
        rules=("gen_n_redaction_stamp",),
    ),
    "F02": Sentence(
        "Subject to Section 9 (Confidentiality), either party may issue a press release announcing the project.",
        "confidentiality",
        "missing",
    ),
    "F03": Sentence(
        "Confidential Information does not include facts which are or become public without the Recipient's fault.",
        "confidentiality",
        "missing",
        ("Discloser", "Recipient"),
        rules=("conf_exclusions_standard",),
    ),
    "F04": Sentence("12. Confidentiality ........ 27", "confidentiality", "missing"),
    "F05": Sentence(
        "The firm of accountants shall sign the Licensee's customary confidentiality agreement before the examination "
        "begins.",
        "confidentiality",
        "missing",
        ("Licensee", "Licensor"),
        rules=("conf_n_auditor_nda",),
    ),
    "F06": Sentence(
        "Feedback supplied by Customer is not confidential, and Provider has no obligation to keep it secret.",
        "confidentiality",
        "missing",
        ("Customer", "Provider"),
        rules=("conf_w_exclusion_feedback",),
    ),
    "F07": Sentence(
        "Each party submits to the courts of competent jurisdiction in Ohio.",
        "non_compete",
        "missing",
        rules=("nc_n_competent",),
    ),
    "F08": Sentence(
        "Customer may invite competing bids for any Work Order.",
        "non_compete",
        "missing",
        rules=("nc_n_competing_bids",),
    ),
    "F09": Sentence(
        "Consultant represents that it is not bound by any non-compete that would hinder the Services.",
        "non_compete",
        "missing",
        ("Company", "Consultant"),
        rules=("nc_n_no_noncompete_exists",),
    ),
    "F10": Sentence(FREE, "non_compete", "missing", ("Customer", "Provider"), rules=("nc_w_carveout_swallows",)),
    "F11": Sentence(
        "Licensor hereby grants a non-exclusive licence to the Documentation.",
        "exclusivity",
        "missing",
        ("Licensee", "Licensor"),
        rules=("ex_n_license",),
    ),
    "F12": Sentence(
        "The remedies stated here are the exclusive remedies of the Buyer.",
        "exclusivity",
        "missing",
        ("Buyer", "Vendor"),
        rules=("ex_n_remedy", "gen_w_sole_remedy"),
    ),
    "F13": Sentence(
        "Purchaser may solicit proposals from other carriers each quarter.",
        "non_solicit_employees",
        "missing",
        ("Purchaser", "Vendor"),
        rules=("ns_n_solicit_bids",),
    ),
    "F14": Sentence(
        "Neither party may assign this Agreement without the other's written consent.",
        "ip_ownership",
        "missing",
        rules=("ipo_n_contract_assignment",),
    ),
    "F15": Sentence(
        "Supplier shall assign a project manager with ten years' experience.",
        "ip_ownership",
        "missing",
        rules=("ipo_n_assign_personnel",),
    ),
    "F16": Sentence(
        "Title to the Goods passes to the Buyer on delivery to the dock.",
        "ip_ownership",
        "missing",
        ("Buyer", "Vendor"),
        rules=("ipo_n_title_goods",),
    ),
    "F17": Sentence(
        "Each party shall bear its own costs of preparing this Agreement.",
        "ip_ownership",
        "missing",
        rules=("ipo_n_own_reflexive",),
    ),
    "F18": Sentence(
        "The audit committee of the Company's board approved these fees.",
        "audit_rights",
        "missing",
        ("Company", "Contractor"),
        rules=("aud_n_audit_committee",),
    ),
    "F19": Sentence(
        "Vendor shall deliver its audited financial statements within ninety days of year end.",
        "audit_rights",
        "missing",
        ("Customer", "Vendor"),
        rules=("aud_n_financial_statements",),
    ),
    "F20": Sentence(
        "Licensor may audit Licensee's use of the Software to confirm the number of users.",
        "audit_rights",
        "missing",
        ("Licensee", "Licensor"),
        flags=("counterparty_only", "adverse"),
        direction="against_user",
        after=("Licensor shall provide the services to Licensee.", "Licensee shall pay the fees to Licensor."),
    ),
}

TOGETHER = {
    "F10 after T07": Sentence(
        FREE,
        "non_compete",
        "weak",
        ("Customer", "Provider"),
        rules=("nc_w_carveout_swallows",),
        after=(RESTRAINT,),
    ),
    "T05 with the reasonable person": Sentence(
        f"{STAMPED} or which a reasonable person would regard as secret.",
        "confidentiality",
        "weak",
        ("Discloser", "Recipient"),
        elements={"conf_unmarked_oral": "acceptable"},
        flags=None,
    ),
    "T14 with a licence until then": Sentence(
        "Contractor hereby grants Customer an immediate, perpetual, irrevocable licence until then.",
        "ip_ownership",
        "weak",
        ("Customer", "Contractor"),
        weakeners={"ipo_w_on_payment": "high"},
        after=(ON_PAYMENT,),
        severity="high",
    ),
    "T20 after T17": Sentence(
        REFUSAL,
        "audit_rights",
        "weak",
        weakeners={"aud_w_refusal": "critical"},
        after=(AUDIT,),
        severity="critical",
    ),
    "T15 with further assurance": Sentence(
        "Supplier shall sign all documents needed to record title.",
        "ip_ownership",
        "present",
        ("Buyer", "Supplier"),
        after=(BELONGS,),
    ),
}
