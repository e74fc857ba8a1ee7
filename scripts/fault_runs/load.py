"""Clients that trade without a pause: threads that order, move stock and change prices, and write down each answer.

A write is acknowledged (2xx), refused (4xx), or unknown (503 or no answer). An unknown one is sent again with the same
key until it is known; a price has no key, so its version says whether it was changed.
"""

import itertools
import random
import threading
import time

from .client import NoAnswer

# What a client of a marketplace in trade is refused; anything else is a finding.
EXPECTED = {"orders.price_changed", "orders.out_of_stock"}
NAMES = itertools.count(1)


class Write:
    """One thing that a client wants done, and what it was answered at last."""

    def __init__(self, kind, path, body, packs=None, offer=None):
        self.kind, self.path, self.body, self.packs, self.offer = kind, path, body, packs or [], offer
        self.key = f"{kind}-{next(NAMES)}"
        self.tag = None
        self.result, self.answer, self.tries, self.replayed = "unknown", None, 0, False


class Attempt:
    """One request: when it was sent, how long it took, and its status (None: no answer)."""

    def __init__(self, write, at, seconds, status, detail):
        self.write, self.at, self.seconds, self.status, self.detail = write, at, seconds, status, detail


class Load:
    """The threads and their ledger."""

    def __init__(self, world, seed, buyers=5, movers=2, pause=0.03):
        self.world, self.pause, self.seed = world, pause, seed
        self.writes, self.attempts = [], []
        self.going, self.give_up = True, None
        self.lock, self.began = threading.Lock(), time.monotonic()
        self.crashed = []
        kinds = [self.order] * buyers + [self.move] * movers + [self.reprice]
        self.threads = [
            threading.Thread(target=self.work, args=(kind, number), daemon=True) for number, kind in enumerate(kinds)
        ]
        for thread in self.threads:
            thread.start()

    def work(self, make, number):
        try:
            dice = random.Random(f"{self.seed} {number}")
            api = self.world.api(self.world.vendor if make != self.order else self.world.retailer)
            while self.going:
                write = make(dice)
                with self.lock:
                    self.writes.append(write)
                self.insist(api, write)
                time.sleep(self.pause * dice.uniform(0.5, 1.5))
        except Exception as mistake:  # Told by `end`: a thread that ended early proves nothing.
            self.crashed.append(repr(mistake))

    def order(self, dice):
        offers = dice.sample(self.world.offers, dice.choice([1, 1, 2, 3]))
        packs = [(offer, dice.randint(1, 3)) for offer in offers]
        total = sum(offer.price * quantity for offer, quantity in packs)
        lines = [{"offer_id": offer.id, "quantity": quantity} for offer, quantity in packs]
        body = {"lines": lines, "expected_total": {"amount_minor": total, "currency": "INR"}, "payment_terms": "net_30"}
        return Write("order", "/api/orders", body, packs)

    def move(self, dice):
        offer = dice.choice(self.world.offers)
        kind, quantity = dice.choice([("received", 5), ("received", 2), ("adjusted", 1)])
        body = {"offer_id": offer.id, "location_id": offer.location_id, "kind": kind, "quantity": quantity}
        if kind == "adjusted":
            body["reason"] = "Counted again."
        return Write("stock", "/api/inventory/movements", body, [(offer, quantity)])

    def reprice(self, dice):
        offer = self.world.moving
        price = 13_000 + dice.choice([step for step in range(-200, 200) if 13_000 + step != offer.price])
        return Write("price", f"/api/offers/{offer.id}/price", {"price_minor": price}, offer=offer)

    def insist(self, api, write):
        """Sends it until the answer is known."""
        while write.result == "unknown":
            write.tries += 1
            at = time.monotonic()
            try:
                answer, detail = self.once(api, write), ""
            except NoAnswer as broken:
                answer, detail = None, str(broken)
            status = answer.status if answer else None
            if status and status < 500:
                self.known(write, answer)
                detail = answer.code
            with self.lock:
                self.attempts.append(Attempt(write, at, time.monotonic() - at, status, detail))
            if write.result == "unknown":
                if self.give_up and time.monotonic() > self.give_up:
                    return
                time.sleep(0.2)

    @staticmethod
    def once(api, write):
        if write.kind != "price":
            return api.send("POST", write.path, write.body, key=write.key)
        if write.tag is None:
            # Of the offer as it is before the first try: each further try is under the same condition.
            shown = api.send("GET", f"/api/offers/{write.offer.id}")
            if shown.status != 200:
                return shown
            write.tag = shown.headers["etag"]
        return api.send("PUT", write.path, write.body, if_match=write.tag)

    @staticmethod
    def known(write, answer):
        write.answer = answer
        write.replayed = answer.headers.get("idempotency-replayed") == "true"
        # Nobody else changes this price: if its version is gone, an earlier try was done.
        done_before = write.kind == "price" and answer.status == 412 and write.tries > 1
        write.result = "acknowledged" if answer.status < 300 or done_before else "refused"
        if write.kind == "price" and write.result == "acknowledged":
            write.offer.price, write.offer.price_version = write.body["price_minor"], write.offer.price_version + 1

    def stop(self, seconds=60):
        """No new writes; waits until each that was begun is known. False if one stays unknown."""
        self.going, self.give_up = False, time.monotonic() + seconds
        for thread in self.threads:
            thread.join(seconds + 100)
        return not any(write.result == "unknown" for write in self.writes)

    def resolve(self):
        """Sends what stayed unknown again, to a program that was started anew."""
        self.give_up = time.monotonic() + 20
        for write in [w for w in self.writes if w.result == "unknown"]:
            token = self.world.retailer if write.kind == "order" else self.world.vendor
            self.insist(self.world.api(token), write)
        return not any(write.result == "unknown" for write in self.writes)

    def acknowledged(self, kind=None):
        with self.lock:
            return [w for w in self.writes if w.result == "acknowledged" and kind in (None, w.kind)]

    def between(self, begin, end):
        """The attempts that were sent between two instants and have ended."""
        with self.lock:
            return [a for a in self.attempts if begin <= a.at < end]

    def first_success(self, after):
        """When a write that was sent after an instant was acknowledged; None if none was."""
        with self.lock:
            done = [a.at + a.seconds for a in self.attempts if a.at >= after and a.status and a.status < 300]
        return min(done, default=None)

    def unanswered(self):
        with self.lock:
            return [a for a in self.attempts if a.status is None]

    def slowest_words(self):
        """Which request took longest, and when it was sent."""
        with self.lock:
            worst = max(self.attempts, key=lambda a: a.seconds)
        return f"{worst.seconds:.1f} ({worst.write.kind}, sent {worst.at - self.began:.1f} s after the load began, answered {worst.status})"

    def slowest(self):
        with self.lock:
            return max((a.seconds for a in self.attempts), default=0.0)
