"""Another site's word (OIDC) on who somebody is, and how long it is taken for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

FRESH = timedelta(hours=1)
"""A word older than this is none: the cookie that carries it lasts for a month, and whoever has
not used the clinic for hours has to sign in anew."""


@dataclass(frozen=True)
class OtherSite:
    """Somebody as another site's sign-in (OIDC) knows them: its `iss` and `sub`.

    No e-mail address: with some providers anybody can enter anybody's, and addresses change hands.
    """

    issuer: str
    subject: str


def vouched_for(claims: Mapping[str, object], now: datetime) -> OtherSite | None:
    """Who the claims of an ID token say is there, None where they say nothing or are stale.

    The caller vouches that the token's signature, audience and nonce were checked.

    Args:
        claims: of which `iss`, `sub`, `iat` and `exp` count, and no other.
        now: the moment.
    """
    issuer, subject = claims.get("iss"), claims.get("sub")
    issued, expires = claims.get("iat"), claims.get("exp")
    if not (isinstance(issuer, str) and issuer and isinstance(subject, str) and subject):
        return None
    if not (isinstance(issued, int | float) and isinstance(expires, int | float)):
        return None
    if not now.timestamp() - FRESH.total_seconds() < issued or expires <= now.timestamp():
        return None
    return OtherSite(issuer, subject)
