"""Elements of an ICTRP record: their order, and the attributes that are made of them."""

from __future__ import annotations

from collections.abc import Mapping

PLAIN: Mapping[str, str] = {
    "accession": "TrialID",
    "database": "Source_Register",
    "url": "web_address",
    "publisher": "Primary_sponsor",
}
"""Attributes that one element says as it stands."""
TITLES = ("Scientific_title", "Public_title")
SOURCES: Mapping[str, tuple[str, ...]] = {
    **{attribute: (name,) for attribute, name in PLAIN.items()},
    "key": ("TrialID",),
    "title": TITLES,
    "short_title": ("Public_title", "Acronym"),
    "issued": ("Date_registration3", "Date_registration"),
    "keywords": ("Condition", "Intervention"),
    "publication_types": ("Study_type",),
}
"""Which elements each attribute of a reference is made of."""
ORDER = (
    "Internal_Number", "TrialID", "Last_Refreshed_on", "Public_title", "Scientific_title",
    "Acronym", "Primary_sponsor", "Date_registration", "Date_registration3", "Export_date",
    "Source_Register", "web_address", "Recruitment_Status", "other_records",
    "Inclusion_agemin", "Inclusion_agemax", "Inclusion_gender", "Date_enrollement",
    "Target_size", "Study_type", "Study_design", "Phase", "Countries", "Contact_Firstname",
    "Contact_Lastname", "Inclusion_Criteria", "Exclusion_Criteria", "Condition",
    "Intervention", "Primary_outcome", "Secondary_outcome", "Secondary_ID", "Source_Support",
)  # fmt: skip
