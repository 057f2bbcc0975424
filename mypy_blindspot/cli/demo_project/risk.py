"""A failure that turns into an ordinary result."""

import logging

logger = logging.getLogger(__name__)


class PaymentServiceUnavailable(Exception):
    """The payment service does not answer."""


def fetch_payments(user_id: int) -> list[float]:
    if user_id < 0:
        raise PaymentServiceUnavailable(f"no answer for user {user_id}")
    return [10.0] * user_id


def compute_score(payments: list[float]) -> float:
    return max(payments) / sum(payments)


def risk_score(user_id: int) -> float:
    try:
        return compute_score(fetch_payments(user_id))
    except Exception:
        # The service is down, the user has no payments, the code has a mistake: all of it is a score of 0.5, which
        # nobody can tell from a real one.
        return 0.5


def repaired_risk_score(user_id: int) -> float:
    # A failure of the payment service is the caller's to handle. Only the one case that is understood has a default,
    # and it can be observed.
    payments = fetch_payments(user_id)
    if not payments:
        logger.warning("user %s has no payments, the score is a default", user_id)
        return 0.5
    return compute_score(payments)
