#!/usr/bin/env python3
"""Reads a running, seeded AQAD and writes what the load generator sends.

prepare.py URL DATABASE PASSWORD OUT     ids, ETags, words, tokens, order bodies, and the peer's database
"""

import json
import random
import sqlite3
import sys
import urllib.request
from collections import defaultdict

URL, DATABASE, PASSWORD, OUT = sys.argv[1:5]
DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
RETAILERS, ORDERS, PAGES = 16, 400, 2_000
random.seed(7)


def get(path):
    with urllib.request.urlopen(URL + path, timeout=30) as answer:
        return answer.read(), answer.headers


def post(path, body):
    request = urllib.request.Request(URL + path, json.dumps(body).encode(), {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def uuid(text):
    """The 16 bytes behind an id such as prd_01m…"""
    number = 0
    for digit in text.split("_")[1]:
        number = number * 32 + DIGITS.index(digit)
    return number.to_bytes(16, "big")


def write(name, lines):
    with open(f"{OUT}/{name}", "w") as file:
        file.writelines(f"{line}\n" for line in lines)


ids, cursor = [], ""
while cursor is not None and len(ids) < 10_000:
    page = json.loads(get(f"/api/products?limit=100{cursor and '&cursor=' + cursor}")[0])
    ids += [item["id"] for item in page["items"]]
    cursor = page["next_cursor"]
write("ids", ids)

db = sqlite3.connect(f"file:{DATABASE}?mode=ro", uri=True)
# Categories that no run empties; this is nobody's trade.
stock = sqlite3.connect(DATABASE, timeout=30)
stock.execute("update stock_levels set on_hand = 100000000 where on_hand < 10000000")
stock.commit()
stock.close()
free = dict(db.execute("select offer_id, sum(on_hand - allocated) from stock_levels group by offer_id"))
peer = sqlite3.connect(f"{OUT}/peer.db")
peer.executescript("drop table if exists pages; create table pages (id text primary key, body text not null) without rowid;")
tags, sizes, offers = [], [], defaultdict(list)
for product in random.sample(ids, min(PAGES, len(ids))):
    body, headers = get(f"/api/products/{product}")
    tags.append(f"{product} {headers['etag']}")
    sizes.append(len(body))
    peer.execute("insert into pages values (?, ?)", (product, body.decode()))
    for offer in json.loads(body)["offers"]:
        if offer["price"]["currency"] == "INR":
            quantity = max(offer["min_quantity"], offer["quantity_step"])
            offers[offer["vendor_id"]].append((free.get(uuid(offer["offer_id"]), 0) // quantity, quantity, offer))
peer.commit()
write("tags", tags)
write("peer_ids", [tag.split()[0] for tag in tags])

# Words that people would type: from the commonest to the rarest.
words = [row[0] for row in db.execute(
    "select term from search_terms where instr(term, ':') = 0 and length(term) > 3 and term glob '[a-z]*' group by term order by count(*) desc")]
write("words", random.sample(words[: len(words) // 2], min(200, len(words) // 2)))

emails = [row[0] for row in db.execute(
    "select u.email from users u join memberships m on m.user_id = u.id join companies o on o.id = m.company_id "
    "where o.kind = 'retailer' and o.currency = 'INR' limit ?", (RETAILERS,))]
write("tokens", [post("/api/auth/login", {"email": e, "password": PASSWORD})["access_token"] for e in emails])

# Three lines of three vendors, each of an offer with plenty of stock.
best = {vendor: max(of, key=lambda o: o[0]) for vendor, of in offers.items()}
plenty = sorted((o for of in offers.values() for o in of), key=lambda o: -o[0])[:600]
orders = []
while len(orders) < ORDERS and len(best) >= 3:
    lines = {o[2]["vendor_id"]: o for o in random.sample(plenty, 8)}
    lines = list(lines.values())[:3]
    if len(lines) < 3:
        continue
    total = sum(quantity * offer["price"]["amount_minor"] for _, quantity, offer in lines)
    orders.append(json.dumps({
        "lines": [{"offer_id": offer["offer_id"], "quantity": quantity} for _, quantity, offer in lines],
        "expected_total": {"amount_minor": total, "currency": "INR"}, "payment_terms": "net_30",
    }))
write("orders", orders)
sizes.sort()
print(f"{len(ids)} products, {len(words)} words, {len(emails)} retailers, {len(orders)} order bodies; "
      f"a product is {sizes[len(sizes) // 2]} bytes (median)")
