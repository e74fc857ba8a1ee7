"""The ledger of acknowledged writes against what the marketplace says afterwards."""

import collections
import time

from .load import EXPECTED
from .report import until

# Seconds that events may wait for their relay once the load has ended.
RELAY_BOUND = 30
# Seconds until what follows from an event is done; a job of a process that was killed is taken over after a minute.
JOB_BOUND = 30
LEASE_BOUND = 100


def check_ledger(report, load, program, known=True, job_bound=JOB_BOUND):
    """Everything that was acknowledged is there once, and nothing else is."""
    report.check(not load.crashed, "the clients worked to the end", load.crashed[:1])
    report.check(
        known,
        "every write became known when it was sent again",
        f"{sum(w.result == 'unknown' for w in load.writes)} did not",
    )
    answers = collections.Counter((a.status, a.detail) for a in load.attempts)
    wrong = {
        f"{status} {code}": n
        for (status, code), n in answers.items()
        if status and status != 503 and not is_expected(status, code)
    }
    report.check(not wrong, "nobody was refused for a reason that is not theirs", wrong)
    report.figure(
        "writes acknowledged, refused, tries with 503, without an answer",
        ", ".join(
            str(n)
            for n in (
                len(load.acknowledged()),
                sum(w.result == "refused" for w in load.writes),
                sum(n for (status, _), n in answers.items() if status == 503),
                len(load.unanswered()),
            )
        ),
    )
    vendor, retailer = load.world.api(load.world.vendor), load.world.api(load.world.retailer)
    is_relayed = relayed(report, program.database)
    orders(report, load, retailer)
    stock(report, load, vendor)
    prices(report, load, vendor)
    # Nothing follows from an event that is not relayed.
    notices(report, load, vendor, job_bound if is_relayed else 1)
    code, said = program.run("doctor", check=False)
    report.check(code == 0, "aqad doctor finds nothing wrong", said[-600:])
    report.check(not program.panics(), "nothing panicked", program.panics()[:2])


def is_expected(status, code):
    """A price that was changed by an earlier try is refused with its old version: 412."""
    return status < 300 or status == 412 or status == 409 and code in EXPECTED


def relayed(report, database):
    began = time.monotonic()
    done = until(lambda: database.waiting_events() == 0, RELAY_BOUND, 0.3)
    report.check(done, f"all events are relayed within {RELAY_BOUND} s", f"{database.waiting_events()} wait")
    report.figure("seconds until all events were relayed", time.monotonic() - began)
    report.check(database.number("select count(*) from jobs where state = 'dead'") == 0, "no job was given up")
    return done


def worker_goes_on(report, database):
    """The events of now are relayed while new ones come."""
    began, waiting = time.monotonic(), database.waiting_events()
    newest = database.number("select max(at) from outbox")
    passed = until(
        lambda: database.number(f"select count(*) from outbox where published_at is null and at <= {newest}") == 0,
        RELAY_BOUND,
    )
    report.check(
        passed,
        f"the worker relays what waited within {RELAY_BOUND} s",
        f"{waiting} waited, {database.waiting_events()} wait",
    )
    if passed:
        report.figure(
            "events that waited, seconds until they were relayed", f"{waiting}, {time.monotonic() - began:.1f}"
        )


def orders(report, load, retailer):
    acknowledged = load.acknowledged("order")
    wanted = {w.answer.json["id"]: w for w in acknowledged}
    report.check(
        len(wanted) == len(acknowledged),
        "each key made an order of its own",
        f"{len(acknowledged)} keys, {len(wanted)} orders",
    )
    rows = retailer.all("/api/orders")
    there = {row["id"]: row for row in rows}
    report.check(len(there) == len(rows), "the list names each order once", len(rows) - len(there))
    numbers = {row["number"] for row in rows}
    report.check(len(numbers) == len(rows), "each order has a number of its own", len(rows) - len(numbers))
    lost, doubled = wanted.keys() - there.keys(), there.keys() - wanted.keys()
    report.check(not lost, "every acknowledged order is there", f"{len(lost)} are lost: {sorted(lost)[:3]}")
    report.check(not doubled, "no order is there that nobody was told of", f"{len(doubled)}: {sorted(doubled)[:3]}")
    other = [
        key
        for key in wanted.keys() & there.keys()
        if not there[key]["total"] == wanted[key].answer.json["total"] == wanted[key].body["expected_total"]
    ]
    report.check(not other, "totals are those that were acknowledged and expected", other[:3])
    # Those that were in doubt first, and some others.
    asked = sorted(acknowledged, key=lambda w: -w.tries)[:60]
    again = [(w, retailer.send("POST", w.path, w.body, key=w.key)) for w in asked]
    differ = [
        w.key
        for w, answer in again
        if answer.status != 201 or answer.json != w.answer.json or answer.headers.get("idempotency-replayed") != "true"
    ]
    report.check(not differ, "the same key gets the same answer again", differ[:3])
    report.figure(
        "orders acknowledged, of these in doubt at first",
        f"{len(acknowledged)}, {sum(w.tries > 1 for w in acknowledged)}",
    )


def stock(report, load, vendor):
    on_hand = {offer.id: offer.stock for offer in load.world.offers}
    allocated = dict.fromkeys(on_hand, 0)
    for write in load.acknowledged():
        for offer, quantity in write.packs:
            (on_hand if write.kind == "stock" else allocated)[offer.id] += quantity
    for row in vendor.all("/api/inventory"):
        offer = row["offer_id"]
        seen, wanted = (row["on_hand"], row["allocated"]), (on_hand[offer], allocated[offer])
        report.check(
            seen == wanted,
            f"stock of {row['sku']} is what was received less what was ordered",
            f"on hand and reserved are {seen}, not {wanted}",
        )
        report.check(row["allocated"] <= row["on_hand"], f"no more of {row['sku']} is promised than there is", seen)
    moved = [w.answer.json["movement_id"] for w in load.acknowledged("stock")]
    there = collections.Counter(row["id"] for row in vendor.all("/api/inventory/movements"))
    report.check(len(set(moved)) == len(moved), "each key moved stock once")
    report.check(
        all(there[key] == 1 for key in moved),
        "every acknowledged movement is there once",
        [key for key in moved if there[key] != 1][:3],
    )


def prices(report, load, vendor):
    offer = load.world.moving
    there = vendor.must(200, "GET", f"/api/offers/{offer.id}")
    seen = (there["price"]["amount_minor"], there["price_version"])
    report.check(
        seen == (offer.price, offer.price_version),
        "the last acknowledged price holds",
        f"{seen}, not {(offer.price, offer.price_version)}",
    )
    changes = len(vendor.all(f"/api/offers/{offer.id}/price-changes"))
    # The first is the price it was listed at.
    wanted = 1 + len(load.acknowledged("price"))
    report.check(changes == wanted, "the price's history has each change once", f"{changes}, not {wanted}")


def notices(report, load, vendor, bound):
    """Work that follows from an event is done once: the vendor has one notice of each order."""
    began, wanted = time.monotonic(), {w.answer.json["id"] for w in load.acknowledged("order")}

    def notified():
        found = collections.Counter(
            row["subject"] for row in vendor.all("/api/notices") if row["kind"] == "order.placed"
        )
        return found if wanted <= found.keys() else None

    found = until(notified, bound, 2)
    if report.check(found is not None, f"the vendor is notified of every order within {bound} s"):
        report.figure("seconds until the vendor was notified of all", time.monotonic() - began)
        several = [key for key, times in found.items() if times > 1 or key not in wanted]
        report.check(not several, "and of each once", several[:3])
