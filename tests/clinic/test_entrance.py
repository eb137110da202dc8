"""Signing in: who asks."""

from datetime import timedelta

import pytest
from made import Clock
from sqlalchemy import select
from world import PATIENT, THERAPIST, add_people

from clinic import secrets_kept
from clinic.access import ANONYMOUS, Access, Actor, NotAllowed
from clinic.entrance import Entrance, InvalidInvitation, TooManyTries, WrongSignIn
from clinic.other_site import OtherSite, vouched_for
from clinic.relations import relation
from clinic.secrets_kept import WeakPassword
from clinic.tables.people import Account, FailedTries, Invitation, SignIn

PASSWORD = "river lantern seven"
SITE = OtherSite("https://id.example", "subject-7")
MAIL = "rosa@example.org"


@pytest.fixture(autouse=True)
def fast_hashing(monkeypatch):
    """Argon2 with little work: how it is used is tested here, not how slow it is."""
    hasher = secrets_kept.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(secrets_kept, "HASHER", hasher)
    secrets_kept.nobodys_hash.cache_clear()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def clinic(any_database):
    add_people(any_database)
    return any_database


@pytest.fixture
def entrance(clinic, clock):
    return Entrance(clinic, timedelta(hours=12), clock)


@pytest.fixture
def therapist(clinic, clock):
    return Access(clinic, Actor(THERAPIST), clock)


def come_in(entrance, therapist, name="Rosa", way=(MAIL, PASSWORD)):
    return entrance.accept(therapist.people.invite(THERAPIST, name), "", way)


def test_an_invitation_makes_an_account_that_is_linked_and_signed_in(
    clinic, entrance, therapist, clock
):
    token = come_in(entrance, therapist)
    me = Access(clinic, entrance.who(token), clock)
    assert me.people.profile(me.me).name == "Rosa"
    assert [link.therapist for link in me.people.links(me.me)] == ["Tom Okafor"]
    assert therapist.sessions.all(me.me) == ()


def test_a_code_is_typed_as_one_likes(entrance, therapist):
    code = therapist.people.invite(THERAPIST, "Rosa").lower().replace("-", " ")
    entrance.accept(code, "", (MAIL, PASSWORD))


def test_a_code_works_once(entrance, therapist):
    code = therapist.people.invite(THERAPIST, "Rosa")
    entrance.accept(code, "", (MAIL, PASSWORD))
    with pytest.raises(InvalidInvitation, match="new one"):
        entrance.accept(code, "", ("eve@example.org", PASSWORD))


def test_a_code_expires(entrance, therapist, clock):
    code = therapist.people.invite(THERAPIST, "Rosa", timedelta(days=7))
    clock.on(days=7)
    with pytest.raises(InvalidInvitation):
        entrance.accept(code, "", (MAIL, PASSWORD))


def test_a_withdrawn_code_is_worth_nothing(entrance, therapist):
    code = therapist.people.invite(THERAPIST, "Rosa")
    (invitation,) = therapist.people.invitations(THERAPIST)
    therapist.people.withdraw(invitation.id)
    with pytest.raises(InvalidInvitation):
        entrance.accept(code, "", (MAIL, PASSWORD))


@pytest.mark.parametrize(
    ("way", "error"),
    [
        ((MAIL, "short"), WeakPassword),
        (("no address", PASSWORD), InvalidInvitation),
        ((f"{PATIENT}@example.org", PASSWORD), InvalidInvitation),
    ],
)
def test_what_is_refused_leaves_the_code_to_try_again(entrance, therapist, way, error):
    code = therapist.people.invite(THERAPIST, "Rosa")
    with pytest.raises(error):
        entrance.accept(code, "", way)
    entrance.accept(code, "", (MAIL, PASSWORD))


def test_somebody_with_an_account_is_linked_by_a_code(clinic, therapist, clock):
    code = therapist.people.invite(THERAPIST, "Quinn")
    quinn = Access(clinic, Actor("patient-quinn"), clock)
    quinn.people.accept(quinn.me, code)
    assert [link.therapist_id for link in quinn.people.links(quinn.me)] == [THERAPIST]


def test_neither_codes_nor_tokens_nor_passwords_are_kept(clinic, entrance, therapist):
    code = therapist.people.invite(THERAPIST, "Rosa")
    token = entrance.accept(code, "", (MAIL, PASSWORD))
    with clinic.reading() as transaction:
        kept = [
            *transaction.scalars(select(Invitation.code_hash)),
            *transaction.scalars(select(SignIn.token_hash)),
            *transaction.scalars(select(Account.password_hash)),
        ]
    kept = [value for value in kept if value]
    assert len(kept) == 3
    secrets = (code, code.replace("-", ""), token, PASSWORD)
    assert not any(secret in value for secret in secrets for value in kept)
    assert sum(value.startswith("$argon2id$") for value in kept) == 1


def test_signing_in_with_the_password(clinic, entrance, therapist):
    person = entrance.who(come_in(entrance, therapist))
    token = entrance.sign_in(f"  {MAIL.upper()} ", PASSWORD)
    assert entrance.who(token) == person


@pytest.mark.parametrize(
    ("email", "password"),
    [(MAIL, "wrong"), ("nobody@example.org", PASSWORD), (f"{PATIENT}@example.org", PASSWORD)],
)
def test_a_wrong_sign_in_tells_not_which_part(entrance, therapist, email, password):
    come_in(entrance, therapist)
    with pytest.raises(WrongSignIn, match="address or the password"):
        entrance.sign_in(email, password)


def test_guessing_is_stopped_even_with_the_right_password(entrance, therapist, clock):
    come_in(entrance, therapist)
    for _ in range(5):
        with pytest.raises(WrongSignIn):
            entrance.sign_in(MAIL, "a guess at it")
    with pytest.raises(TooManyTries, match="15 minutes"):
        entrance.sign_in(MAIL, PASSWORD)
    clock.on(minutes=15)
    assert entrance.who(entrance.sign_in(MAIL, PASSWORD)) != ANONYMOUS


def test_guessing_at_many_accounts_from_one_place_is_stopped(entrance):
    for number in range(30):
        with pytest.raises(WrongSignIn):
            entrance.sign_in(f"person{number}@example.org", "a guess", source="192.0.2.7")
    with pytest.raises(TooManyTries):
        entrance.sign_in("one.more@example.org", "a guess", source="192.0.2.7")


def test_guessing_at_codes_from_one_place_is_stopped(entrance):
    for _ in range(30):
        with pytest.raises(InvalidInvitation):
            entrance.accept("AAAA-AAAA-AAAA", "", (MAIL, PASSWORD), source="192.0.2.7")
    with pytest.raises(TooManyTries):
        entrance.accept("AAAA-AAAA-AAAA", "", (MAIL, PASSWORD), source="192.0.2.7")


def test_signing_in_forgets_the_failed_tries(clinic, entrance, therapist):
    come_in(entrance, therapist)
    with pytest.raises(WrongSignIn):
        entrance.sign_in(MAIL, "wrong")
    entrance.sign_in(MAIL, PASSWORD)
    with clinic.reading() as transaction:
        assert transaction.scalars(select(FailedTries)).all() == []


def test_a_sign_in_ends_when_it_is_not_used(entrance, therapist, clock):
    token = come_in(entrance, therapist)
    clock.on(hours=12)
    assert entrance.who(token) == ANONYMOUS


def test_using_it_prolongs_it_but_not_for_ever(entrance, therapist, clock):
    token = come_in(entrance, therapist)
    for _ in range(16):
        clock.on(hours=10)
        assert entrance.who(token) != ANONYMOUS
    clock.on(hours=10)
    assert entrance.who(token) == ANONYMOUS  # a week has passed


def test_signing_out_ends_it(entrance, therapist):
    token = come_in(entrance, therapist)
    entrance.sign_out(token)
    assert entrance.who(token) == ANONYMOUS


@pytest.mark.parametrize("token", [None, "", "made up"])
def test_no_token_proves_nobody(entrance, token):
    assert entrance.who(token) == ANONYMOUS


def test_a_new_password_ends_all_other_sign_ins(entrance, therapist):
    first = come_in(entrance, therapist)
    second = entrance.sign_in(MAIL, PASSWORD)
    third = entrance.change_password(second, PASSWORD, "another long one")
    assert [entrance.who(token) == ANONYMOUS for token in (first, second, third)] == [
        True,
        True,
        False,
    ]
    with pytest.raises(WrongSignIn):
        entrance.sign_in(MAIL, PASSWORD)
    entrance.sign_in(MAIL, "another long one")


def test_a_password_is_not_changed_without_the_old_one(entrance, therapist):
    token = come_in(entrance, therapist)
    with pytest.raises(WrongSignIn):
        entrance.change_password(token, "not the old one", "another long one")
    entrance.sign_in(MAIL, PASSWORD)


def test_coming_in_by_another_site(entrance, therapist):
    person = entrance.who(come_in(entrance, therapist, way=SITE))
    assert entrance.who(entrance.sign_in_from(SITE)) == person
    assert entrance.sign_in_from(OtherSite(SITE.issuer, "somebody else")) is None
    assert entrance.sign_in_from(OtherSite("https://other.example", SITE.subject)) is None


@pytest.mark.parametrize("verified", [True, False])
def test_somebodys_email_address_at_another_site_does_not_open_their_account(
    entrance, therapist, clock, verified
):
    come_in(entrance, therapist)
    issued = clock().timestamp()
    claims = {"iss": SITE.issuer, "sub": "stranger", "iat": issued, "exp": issued + 60}
    claims |= {"email": MAIL, "email_verified": verified}
    assert entrance.sign_in_from(vouched_for(claims, clock())) is None


def test_linking_another_site_to_an_account(clinic, entrance, therapist, clock):
    actor = entrance.who(come_in(entrance, therapist))
    me = Access(clinic, actor, clock)
    me.people.come_in_by(me.me, SITE)
    assert entrance.who(entrance.sign_in_from(SITE)) == actor
    assert me.people.ways_in(me.me) == (SITE,)


def test_an_identity_belongs_to_one_account(clinic, entrance, therapist, clock):
    come_in(entrance, therapist, way=SITE)
    with pytest.raises(InvalidInvitation, match="another account"):
        therapist.people.come_in_by(THERAPIST, SITE)


def test_the_database_says_what_somebody_is_not_the_asker(clinic, entrance, therapist):
    token = come_in(entrance, therapist)
    with clinic.reading() as transaction:
        assert relation(transaction, entrance.who(token), PATIENT).value == "stranger"


def test_a_therapist_may_only_withdraw_their_own_invitations(clinic, therapist, clock):
    therapist.people.invite(THERAPIST, "Rosa")
    (invitation,) = therapist.people.invitations(THERAPIST)
    other = Access(clinic, Actor("therapist-uwe"), clock)
    with pytest.raises(NotAllowed):
        other.people.withdraw(invitation.id)
    assert other.people.invitations(other.me) == ()
