"""Servers that help the camera's video through a network (ICE: STUN and TURN)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime

SCHEMES = ("stun", "stuns", "turn", "turns")
PERIOD_S = 12 * 3600
"""A TURN password made from the secret changes this often, and works for one to two of these: it
has to stay the same while a session runs, and to be worth nothing to whoever finds it later."""


@dataclass(frozen=True)
class IceServers:
    """STUN and TURN servers, and what TURN servers want to know of whoever uses them.

    Attributes:
        urls: such as `stun:stun.example.org:3478` or `turns:turn.example.org:5349`.
        username: the name for all TURN servers; empty where there is a secret.
        password: that goes with it. Every browser is told both.
        secret: shared with the TURN servers (coturn's `static-auth-secret`) in place of name and
            password; browsers are told a name and password made from it that expire.
    """

    urls: tuple[str, ...] = ()
    username: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)

    def described(self, now: datetime) -> list[dict[str, str]]:
        """The servers as a browser's RTCPeerConnection takes them."""
        return [
            {"urls": url, **self._proof(now)} if is_turn(url) else {"urls": url}
            for url in self.urls
        ]

    def _proof(self, now: datetime) -> dict[str, str]:
        if not self.secret:
            return {"username": self.username, "credential": self.password}
        # https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00
        expires = (int(now.timestamp()) // PERIOD_S + 2) * PERIOD_S
        username = f"{expires}:stretches"
        digest = hmac.new(self.secret.encode(), username.encode(), hashlib.sha1).digest()
        return {"username": username, "credential": base64.b64encode(digest).decode()}


def is_turn(url: str) -> bool:
    """Whether this is a TURN server, which lets nobody use it without a password."""
    return url.startswith(("turn:", "turns:"))
