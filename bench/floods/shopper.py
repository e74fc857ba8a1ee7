#!/usr/bin/env python3
"""An honest retailer for bench/floods/attacks: browses and orders ten times a second.

  shopper.py URL DATABASE PASSWORD sign-in        prints the tokens of two retailers
  shopper.py URL DATABASE TOKEN    NAME SECONDS   shops, and prints one line of figures
"""
import http.client
import json
import sqlite3
import sys
import time
import urllib.parse

url, database, secret, name = sys.argv[1:5]
host = urllib.parse.urlsplit(url).netloc


def ask(connection, method, path, body=None, headers=None):
    headers = dict(headers or {})
    if body is not None:
        body = json.dumps(body)
        headers["Content-Type"] = "application/json"
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


def rows(sql):
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as db:
        return db.execute(sql).fetchall()


connection = http.client.HTTPConnection(host, timeout=30)
if name == "sign-in":
    who = rows("select u.email from users u join memberships m on m.user_id = u.id join companies o on o.id = m.company_id"
               " where o.kind = 'retailer' and o.state = 'approved' and m.role = 'owner' order by u.email limit 2")
    for (email,) in who:
        status, text = ask(connection, "POST", "/api/auth/login", {"email": email, "password": secret})
        assert status == 200, text
        print(json.loads(text)["access_token"])
    sys.exit()

status, text = ask(connection, "GET", "/api/products?limit=50")
products = [item["id"] for item in json.loads(text)["items"]]
bearer = {"Authorization": f"Bearer {secret}"}
offers = []
for product in products[:20]:
    status, text = ask(connection, "GET", f"/api/products/{product}", headers=bearer)
    for offer in json.loads(text)["offers"]:
        if offer["price"]["currency"] == "INR":
            offers.append((offer["offer_id"], offer["min_quantity"], offer["price"]["amount_minor"]))

took, bad, began, n = [], [], time.monotonic(), 0
while time.monotonic() - began < float(sys.argv[5]):
    due = began + n * 0.1
    time.sleep(max(0, due - time.monotonic()))
    headers = dict(bearer)
    asked = time.monotonic()
    if n % 4 == 0:
        status, text = ask(connection, "GET", "/api/products?q=rice", headers=headers)
    elif n % 4 == 1:
        status, text = ask(connection, "GET", f"/api/products/{products[n % len(products)]}", headers=headers)
    elif n % 4 == 2:
        status, text = ask(connection, "GET", "/api/orders", headers=headers)
    else:
        offer, quantity, price = offers[n % len(offers)]
        headers["Idempotency-Key"] = f"{name}-{n}"
        body = {"lines": [{"offer_id": offer, "quantity": quantity}], "payment_terms": "net_30",
                "expected_total": {"amount_minor": price * quantity, "currency": "INR"}}
        status, text = ask(connection, "POST", "/api/orders", body, headers)
    took.append((time.monotonic() - asked) * 1000)
    if status not in (200, 201) and b"out_of_stock" not in text and b"orders.not_enough" not in text:
        bad.append((status, text[:200]))
    n += 1
took.sort()
print(f"{name:<9} requests {n}, refused {len(bad)}, p50 {took[n // 2]:.1f} ms, p99 {took[n * 99 // 100]:.1f} ms, worst {took[-1]:.1f} ms")
for one in bad[:5]:
    print("  ", one)
