// A retailer's program: it signs in, finds a product, orders it and reads the order back. All types are those that
// openapi-typescript made of the document.
import { randomUUID } from "node:crypto";
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

type Problem = components["schemas"]["Problem"];
type Money = components["schemas"]["Money"];
type OrderIn = components["schemas"]["OrderIn"];

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

/** What came, or an error that says why nothing did. */
function good<T>(what: string, answer: { data?: T; error?: Problem }): T {
  if (answer.error !== undefined) throw new Error(`${what}: ${answer.error.code}: ${answer.error.detail}`);
  if (answer.data === undefined) throw new Error(`${what}: no answer`);
  return answer.data;
}

function same(what: string, is: unknown, due: unknown): void {
  if (is !== due) throw new Error(`${what}: ${String(is)} instead of ${String(due)}`);
}

const text = (money: Money): string => `${money.currency} ${money.amount_minor} (minor units)`;

const baseUrl = setting("MARKETPLACE_URL");
const email = setting("MARKETPLACE_EMAIL");

const anybody = createClient<paths>({ baseUrl });
const body = { email, password: setting("MARKETPLACE_PASSWORD") };
const tokens = good("signing in", await anybody.POST("/api/auth/login", { body }));
const buyer = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${tokens.access_token}` } });

const me = good("who am I", await buyer.GET("/api/me"));
same("the kind of company", me.company_kind, "retailer" satisfies components["schemas"]["CompanyKind"]);
console.log(`signed in as ${me.email}: ${me.role} of ${me.company_name}`);

const query = { q: "rice", currency: "INR", sort: "price_asc", limit: 5 } as const;
const found = good("a search", await buyer.GET("/api/products", { params: { query } }));
const first = found.items[0];
if (first === undefined) throw new Error("no product was found");
const product = good("the product", await buyer.GET("/api/products/{product_id}", { params: { path: { product_id: first.id } } }));
const offer = product.offers.find((one) => one.price.currency === "INR");
if (offer === undefined) throw new Error(`${product.title}: nobody offers it`);
console.log(`found ${product.title} (GTIN ${product.gtin ?? "none"}), ${text(offer.price)} a pack from ${offer.vendor_name}`);

const total: Money = { amount_minor: offer.price.amount_minor * offer.min_quantity, currency: offer.price.currency };
const order: OrderIn = {
  lines: [{ offer_id: offer.offer_id, quantity: offer.min_quantity }],
  expected_total: total,
  payment_terms: "net_30",
};
const place = (key: string, body: OrderIn) =>
  buyer.POST("/api/orders", { params: { header: { "Idempotency-Key": key } }, body });

const wrong = await place(randomUUID(), { ...order, expected_total: { ...total, amount_minor: total.amount_minor - 1 } });
same("the refusal of a wrong total", wrong.error?.code, "orders.price_changed");
console.log(`a wrong total is refused: ${wrong.response.status} ${wrong.error?.code}`);

const key = randomUUID();
const placed = good("ordering", await place(key, order));
same("the total", placed.total.amount_minor, total.amount_minor);
console.log(`ordered ${placed.number}: ${offer.min_quantity} packs, ${text(placed.total)}`);
same("the order of a second try with the same key", good("ordering again", await place(key, order)).id, placed.id);

const path = { order_id: placed.id };
const read = good("reading the order", await buyer.GET("/api/orders/{order_id}", { params: { path } }));
const line = read.vendor_orders[0]?.lines[0];
same("the number", read.number, placed.number);
same("the total", read.total.amount_minor, total.amount_minor);
same("the payment terms", read.payment_terms, order.payment_terms);
same("the offer of the line", line?.offer_id, offer.offer_id);
same("the packs of the line", line?.quantity_ordered, offer.min_quantity);
const newest = good("the list of orders", await buyer.GET("/api/orders", { params: { query: { limit: 1 } } }));
same("the newest order", newest.items[0]?.id, placed.id);
console.log(`read ${read.number} back: ${read.state}, ${read.vendor_orders.length} vendor order, as it was ordered`);
