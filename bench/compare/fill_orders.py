#!/usr/bin/env python3
"""Prints SQL that gives vendors orders of the last days.

fill_orders.py ENGINE TRADERS OUT DAYS OPEN COUNT...     TRADERS: what traders.sql answered; OUT: where the vendors' ids go, a line for each COUNT

An order has one vendor and two lines; OPEN of a hundred are not over yet. Orders of a retailer at a vendor
are as many as the dice say. What an order leaves elsewhere (ledger, history, notices) is left out: no page
that is measured reads it.
"""

import random
import sys
import time
from collections import defaultdict

ENGINE, TRADERS, OUT = sys.argv[1:4]
DAYS, OPEN_PERCENT, *COUNTS = map(int, sys.argv[4:])
SPAN_US = DAYS * 86_400 * 1_000_000
BATCH = 500
OPEN = ["placed", "accepted", "preparing", "ready", "shipped"]
random.seed(5)

offers, retailers = defaultdict(list), []
with open(TRADERS, encoding="utf-8") as file:
    for line in file:
        kind, *row = line.rstrip("\n").split("\t")
        if kind == "offer":
            offers[row[0]].append(row[1:])
        else:
            retailers.append(row)
busy = sorted(offers, key=lambda vendor: (-len(offers[vendor]), vendor))[: len(COUNTS)]
if len(busy) < len(COUNTS) or not retailers or any(len(offers[vendor]) < 2 for vendor in busy):
    sys.exit(f"fill_orders.py: {len(offers)} vendors and {len(retailers)} retailers are too few")


def ident(us):
    """A version 7 UUID: ids are in the order of time."""
    return f"{us // 1000:012x}7{random.getrandbits(12):03x}{8 + random.getrandbits(2):x}{random.getrandbits(60):015x}"


def blob(text):
    return f"'{text}'" if ENGINE == "postgres" else f"x'{text}'"


def quoted(text):
    text = text.replace("'", "''")
    return f"'{text}'" if ENGINE != "mariadb" else "'" + text.replace("\\", "\\\\") + "'"


def insert(table, columns, rows):
    for at in range(0, len(rows), BATCH):
        values = ",\n".join(f"({', '.join(map(str, row))})" for row in rows[at : at + BATCH])
        print(f"insert into {table} ({columns}) values\n{values};")


now = time.time_ns() // 1000
orders, parts, lines = [], [], []
number = 0
for vendor, count in zip(busy, COUNTS):
    for at in range(count):
        placed = now - SPAN_US + SPAN_US * at // count
        number += 1
        retailer, buyer = random.choice(retailers)
        state = random.choice(OPEN) if random.random() * 100 < OPEN_PERCENT else "cancelled" if random.random() < 0.04 else "completed"
        order, part = ident(placed), ident(placed)
        total = 0
        for position, (offer, product, sku, title, pack, amount, change, tax) in enumerate(random.sample(offers[vendor], 2)):
            quantity = random.randint(1, 9)
            total += quantity * int(amount)
            accepted = 0 if state in ("placed", "cancelled") else quantity
            lines.append((blob(ident(placed)), blob(part), position, blob(offer), blob(product), quoted(sku), quoted(title), pack, amount,
                          blob(change), quoted(tax), quantity, accepted, quantity if state == "cancelled" else 0))
        orders.append((blob(order), f"'C{number:09d}'", blob(retailer), blob(buyer), "'INR'", total, "'net_30'", "'Stores'", "'1 High Street'", "'Pune'", "'411001'", "'IN'", placed))
        parts.append((blob(part), blob(order), 0, f"'D{number:09d}'", blob(vendor), blob(retailer), "'INR'", total, f"'{state}'", placed + 86_400_000_000, placed, placed, 1))

print("begin;")
insert("orders", "id, number, retailer_id, buyer_id, currency, total_minor, payment_terms, ship_name, ship_line, ship_city, ship_postcode, ship_country, placed_at", orders)
insert("vendor_orders", "id, order_id, seq, number, vendor_id, retailer_id, currency, total_minor, state, accept_by, placed_at, updated_at, version", parts)
insert("order_lines", "id, vendor_order_id, position, offer_id, product_id, sku, title, pack_size, unit_price_minor, price_change_id, tax_class, qty_ordered, qty_accepted, qty_declined", lines)
print("commit;")
with open(OUT, "w", encoding="ascii") as file:
    file.writelines(f"{vendor.lower()}\n" for vendor in busy)
