"""The gap checker: what was found, against what a playbook expects. Pure: no files, no spaCy."""
