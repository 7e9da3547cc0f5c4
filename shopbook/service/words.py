"""What a job's status and outcome are called, in the user's language: for slips, timelines and the opened card."""

from __future__ import annotations

from shopbook.localisation.language import pgettext


def status_words(status: str) -> str:
    """Where a job stands, in two or three words."""
    return {
        "received": pgettext("job", "Taken in"),
        "checking": pgettext("job", "Being looked at"),
        "sent_to_company": pgettext("job", "With the company"),
        "waiting_part": pgettext("job", "Waiting for a part"),
        "ready": pgettext("job", "Ready"),
        "delivered": pgettext("job", "Handed over"),
        "rejected": pgettext("job", "Refused"),
        "cancelled": pgettext("job", "Taken back"),
    }[status]


def outcome_words(outcome: str) -> str:
    """What came of the work."""
    return {
        "repaired": pgettext("job", "Repaired"),
        "replaced": pgettext("job", "Replaced by another"),
        "refunded": pgettext("job", "Money given back"),
        "no_fault": pgettext("job", "No fault found"),
        "rejected": pgettext("job", "Could not be repaired"),
    }[outcome]
