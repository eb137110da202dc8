"""An identity provider (OIDC) on this machine: `python identity_provider.py PORT APP_ADDRESS`.

Two people have an account there: Ada Marsh, and a stranger who claims Ada's e-mail address.
"""

import logging
import os
import secrets
import sys

# It serves this machine's browser without TLS.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

from canaille import create_app
from canaille.app import models
from canaille.backends import Backend
from joserfc.jwk import JWKRegistry
from werkzeug.serving import make_server

CLIENT, CLIENT_SECRET = "clinic", "the clinic's own secret"
PASSWORD = "river lantern seven"
PEOPLE = {"ada": "Ada Marsh", "stranger": "Sam Stranger"}
ADDRESS = "ada@example.org"


def main(port: int, app_address: str) -> None:
    """Serve until ended."""
    logging.disable(logging.CRITICAL)
    key = JWKRegistry.generate_key("RSA", 2048)
    key.ensure_kid()
    provider = create_app(
        config={
            "SECRET_KEY": secrets.token_hex(),
            "ENV_FILE": None,
            "SERVER_NAME": f"localhost:{port}",
            "PREFERRED_URL_SCHEME": "http",
            "CANAILLE": {"DATABASE": "memory", "ACL": {"DEFAULT": {"PERMISSIONS": ["use_oidc"]}}},
            "CANAILLE_OIDC": {"ACTIVE_JWKS": [key.as_dict(private=True)]},
        }
    )
    with provider.app_context():
        _fill(app_address)
    make_server("localhost", port, provider, threaded=True).serve_forever()


def _fill(app_address: str) -> None:
    for user_name, name in PEOPLE.items():
        given, family = name.split()
        person = models.User(
            user_name=user_name,
            formatted_name=name,
            given_name=given,
            family_name=family,
            emails=[ADDRESS],
            password=PASSWORD,
        )
        Backend.instance.save(person)
    callback = f"{app_address}/oauth2callback"
    client = models.Client(
        client_id=CLIENT,
        client_secret=CLIENT_SECRET,
        client_name="The clinic",
        client_uri=app_address,
        redirect_uris=[callback],
        post_logout_redirect_uris=[callback],
        grant_types=["authorization_code"],
        response_types=["code"],
        token_endpoint_auth_method="client_secret_basic",
        scope=["openid", "profile", "email"],
    )
    Backend.instance.save(client)
    # A client is kept before others, itself too, can name it.
    Backend.instance.update(client, audience=[client])
    Backend.instance.save(client)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
