"""A client of the JSON API, and the small marketplace that the runs trade in."""

import http.client
import json
import secrets

PASSWORD = secrets.token_urlsafe(18)


class NoAnswer(Exception):
    """The connection ended or timed out before an answer came."""


class Answer:
    def __init__(self, status, headers, text):
        self.status, self.headers = status, headers
        try:
            self.json = json.loads(text) if text else {}
        except ValueError:
            self.json = {}

    @property
    def code(self):
        """The stable code of a refusal."""
        return self.json.get("code", "") if isinstance(self.json, dict) else ""


class Api:
    """One connection, kept open; not for several threads at once."""

    def __init__(self, port, token=None, timeout=90):
        self.port, self.token, self.timeout = port, token, timeout
        self.connection = None

    def close(self):
        if self.connection:
            self.connection.close()
            self.connection = None

    def send(self, method, path, body=None, key=None, if_match=None):
        """One request; an answer of any status, or NoAnswer."""
        headers = {"Content-Type": "application/json"} if body is not None else {}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if key:
            headers["Idempotency-Key"] = key
        if if_match is not None:
            headers["If-Match"] = if_match
        if not self.connection:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            self.connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = self.connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException) as broken:
            self.close()
            raise NoAnswer(f"{type(broken).__name__}: {broken}") from broken
        if answer.will_close:
            self.close()
        return Answer(answer.status, answer.headers, text)

    def must(self, status, method, path, body=None, **more):
        """One request that is expected to be answered so."""
        answer = self.send(method, path, body, **more)
        if answer.status != status:
            raise RuntimeError(f"{method} {path}: {answer.status} {answer.json}")
        return answer.json

    def all(self, path):
        """Every row of a list."""
        rows, cursor = [], None
        while True:
            page = self.must(
                200, "GET", f"{path}{'&' if '?' in path else '?'}limit=100" + (f"&cursor={cursor}" if cursor else "")
            )
            rows += page["items"]
            cursor = page.get("next_cursor")
            if not cursor:
                return rows


class Offer:
    """An offer with the stock that the ledger starts from."""

    def __init__(self, listed, location_id, price, stock):
        self.id, self.product_id, self.location_id = listed["offer_id"], listed["product_id"], location_id
        self.price, self.price_version, self.stock = price, 1, stock


class World:
    """A vendor with four offers, a retailer, and staff. Offers: plenty twice, one that is scarce, one whose price moves."""

    def __init__(self, program):
        self.port = program.port
        at_the_console = secrets.token_urlsafe(18)
        program.run(
            "admin",
            "create",
            "--email",
            "staff@platform.example",
            "--name",
            "Staff Person",
            "--password-stdin",
            input=at_the_console,
        )
        program.start()
        self.staff = self.sign_in("staff@platform.example", at_the_console)
        staff = self.api(self.staff)
        # Whoever sat at the console knows that password: nothing else can be done before it is changed.
        staff.must(204, "POST", "/api/auth/password", {"current_password": at_the_console, "new_password": PASSWORD})
        staff.must(201, "POST", "/api/admin/categories", {"slug": "food", "name": "Food"})
        staff.must(201, "POST", "/api/admin/categories", {"slug": "fruits", "name": "Fruits", "parent": "food"})
        self.vendor = self.company(staff, "vendor")
        self.retailer = self.company(staff, "retailer")
        vendor = self.api(self.vendor)
        place = vendor.must(201, "POST", "/api/locations", {"name": "Warehouse", "city": "Kochi"})
        self.offers = [
            self.offer(vendor, place["id"], number, stock)
            for number, stock in enumerate([1_000_000, 1_000_000, 150, 1_000_000])
        ]
        self.scarce, self.moving = self.offers[2], self.offers[3]

    def api(self, token=None):
        return Api(self.port, token)

    def sign_in(self, email, password=PASSWORD):
        return self.api().must(200, "POST", "/api/auth/login", {"email": email, "password": password})["access_token"]

    def company(self, staff, kind):
        email = f"owner@{kind}.example"
        self.api().must(
            202,
            "POST",
            "/api/auth/register",
            {
                "kind": kind,
                "legal_name": f"{kind} Private Limited",
                "display_name": f"The {kind}",
                "currency": "INR",
                "address": {"line": "1 Harbour Road", "city": "Kochi", "postcode": "682001", "country": "IN"},
                "name": "Asha Menon",
                "email": email,
                "password": PASSWORD,
            },
        )
        token = self.sign_in(email)
        company = self.api(token).must(200, "GET", "/api/me")["company_id"]
        staff.must(200, "POST", f"/api/admin/companies/{company}/approval", {"similar_seen": 20})
        return self.sign_in(email)

    def offer(self, vendor, location_id, number, stock):
        price = 10_000 + 1_000 * number
        listed = vendor.must(
            201,
            "POST",
            "/api/products",
            {
                "title": f"Mangoes {number}",
                "brand": "Malabar",
                "category": "fruits",
                "description": "Picked today.",
                "tax_class": "gst_5",
                "offer": {
                    "sku": f"M-{number}",
                    "pack_size": 1,
                    "min_quantity": 1,
                    "quantity_step": 1,
                    "max_quantity": 1_000,
                    "price_minor": price,
                },
            },
            key=f"list-{number}",
        )
        vendor.must(
            201,
            "POST",
            "/api/inventory/movements",
            {"offer_id": listed["offer_id"], "location_id": location_id, "kind": "received", "quantity": stock},
            key=f"stock-{number}",
        )
        return Offer(listed, location_id, price, stock)
