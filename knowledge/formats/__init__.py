"""The files that articles come from and go to, a module for each kind; importing.py and exporting.py choose."""

FORMATS = ("csv", "tsv", "jsonl", "markdown", "faq", "zendesk", "chatwoot")
