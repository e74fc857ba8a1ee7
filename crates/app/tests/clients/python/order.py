"""A retailer's program: it signs in, finds a product, orders it and reads the order back. All types are those that
openapi-python-client made of the document."""

import os
import uuid
from typing import TypeVar

from aqad_client import AuthenticatedClient, Client
from aqad_client.api.accounts import accounts_me
from aqad_client.api.auth import auth_login
from aqad_client.api.catalog import catalog_product, catalog_search
from aqad_client.api.orders import orders_list, orders_place, orders_show
from aqad_client.models.company_kind import CompanyKind
from aqad_client.models.currency import Currency
from aqad_client.models.line_in import LineIn
from aqad_client.models.login_in import LoginIn
from aqad_client.models.money import Money
from aqad_client.models.order_in import OrderIn
from aqad_client.models.payment_terms import PaymentTerms
from aqad_client.models.placed_order import PlacedOrder
from aqad_client.models.problem import Problem
from aqad_client.models.sort import Sort

T = TypeVar("T")


def good(what: str, answer: T | Problem | None) -> T:
    """What came, or an error that says why nothing did."""
    if isinstance(answer, Problem):
        raise SystemExit(f"{what}: {answer.code}: {answer.detail}")
    if answer is None:
        raise SystemExit(f"{what}: no answer that the document describes")
    return answer


def same(what: str, is_: object, due: object) -> None:
    if is_ != due:
        raise SystemExit(f"{what}: {is_} instead of {due}")


def text(money: Money) -> str:
    return f"{money.currency} {money.amount_minor} (minor units)"


def main() -> None:
    url, email = os.environ["MARKETPLACE_URL"], os.environ["MARKETPLACE_EMAIL"]
    anybody = Client(base_url=url)
    login = LoginIn(email=email, password=os.environ["MARKETPLACE_PASSWORD"])
    tokens = good("signing in", auth_login.sync(client=anybody, body=login))
    buyer = AuthenticatedClient(base_url=url, token=tokens.access_token)

    me = good("who am I", accounts_me.sync(client=buyer))
    same("the kind of company", me.company_kind, CompanyKind.RETAILER)
    print(f"signed in as {me.email}: {me.role} of {me.company_name}")

    found = good(
        "a search",
        catalog_search.sync(client=buyer, q="rice", currency=Currency.INR, sort=Sort.PRICE_ASC, limit=5),
    )
    product = good("the product", catalog_product.sync(found.items[0].id, client=buyer))
    offer = next(one for one in product.offers if one.price.currency == Currency.INR)
    print(f"found {product.title}, {text(offer.price)} a pack from {offer.vendor_name}")

    total = Money(amount_minor=offer.price.amount_minor * offer.min_quantity, currency=offer.price.currency)
    lines = [LineIn(offer_id=offer.offer_id, quantity=offer.min_quantity)]
    order = OrderIn(lines=lines, expected_total=total, payment_terms=PaymentTerms.NET_30)

    less = Money(amount_minor=total.amount_minor - 1, currency=total.currency)
    wrong = OrderIn(lines=lines, expected_total=less, payment_terms=PaymentTerms.NET_30)
    refusal = orders_place.sync_detailed(client=buyer, body=wrong, idempotency_key=str(uuid.uuid4()))
    if not isinstance(refusal.parsed, Problem):
        raise SystemExit("a wrong total was not refused")
    same("the refusal of a wrong total", refusal.parsed.code, "orders.price_changed")
    print(f"a wrong total is refused: {refusal.status_code.value} {refusal.parsed.code}")

    key = str(uuid.uuid4())

    def place() -> PlacedOrder:
        return good("ordering", orders_place.sync(client=buyer, body=order, idempotency_key=key))

    placed = place()
    same("the total", placed.total.amount_minor, total.amount_minor)
    print(f"ordered {placed.number}: {offer.min_quantity} packs, {text(placed.total)}")
    same("the order of a second try with the same key", place().id, placed.id)

    read = good("reading the order", orders_show.sync(placed.id, client=buyer))
    line = read.vendor_orders[0].lines[0]
    same("the number", read.number, placed.number)
    same("the total", read.total.amount_minor, total.amount_minor)
    same("the payment terms", read.payment_terms, order.payment_terms)
    same("the offer of the line", line.offer_id, offer.offer_id)
    same("the packs of the line", line.quantity_ordered, offer.min_quantity)
    newest = good("the list of orders", orders_list.sync(client=buyer, limit=1))
    same("the newest order", newest.items[0].id, placed.id)
    print(f"read {read.number} back: {read.state}, {len(read.vendor_orders)} vendor order, as it was ordered")


main()
