"""The development inbox: there in development, nowhere else."""

from django.test import Client

from tests.organisations.world import World, a_phone


def test_it_shows_what_left(world: World, at_shop: Client, settings) -> None:
    settings.DEV_INBOX = True
    phone = a_phone()
    at_shop.post("/register", {"phone": phone, "action": "code"})
    page = at_shop.get("/dev/inbox").content.decode()
    assert phone in page
    assert world.code_sent(phone) in page


def test_it_isn_t_there_where_it_is_off(at_shop: Client) -> None:
    assert at_shop.get("/dev/inbox").status_code == 404
