// People with a browser. Whatever the browser complains of on the way fails the test that asks.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A name that another site would have, on this machine.
  "--host-resolver-rules=MAP evil.example 127.0.0.1, MAP *.evil.example 127.0.0.1",
];

export function openBrowser() {
  return chromium.launch({ executablePath: process.env.AQAD_CHROMIUM ?? "/usr/bin/chromium", headless: true, args: QUIET });
}

/** Somebody at a screen. `scripts: false` switches JavaScript off. */
export class Person {
  static async at(browser, shop, { scripts = true, width = 1440, height = 900, theme, lang = "en-IN" } = {}) {
    const context = await browser.newContext({
      viewport: { width, height },
      javaScriptEnabled: scripts,
      colorScheme: theme ?? "light",
      locale: lang,
      baseURL: shop.url,
    });
    const page = await context.newPage();
    return new Person(shop, context, page, scripts);
  }

  constructor(shop, context, page, scripts) {
    Object.assign(this, { shop, context, page, scripts, complaints: [] });
    context.on("page", (other) => this.#listen(other));
    this.#listen(page);
  }

  #listen(page) {
    page.on("console", (message) => {
      const text = message.text();
      // A refusal that a test provokes is told by its status, not by the console.
      if (message.type() === "error" && !/the server responded with a status of (4|5)\d\d/.test(text)) this.complaints.push(text);
    });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("dialog", (dialog) => {
      this.complaints.push(`a dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
  }

  async signIn(role, then = "/home") {
    const { email } = this.shop.account(role);
    await this.page.goto(`/sign-in?next=${encodeURIComponent(then)}`);
    await this.page.fill("#email", email);
    await this.page.fill("#password", this.shop.password);
    await this.press("form.form button.primary");
    return this;
  }

  /** Presses something that leads to another page, and waits for it. */
  async press(what) {
    const button = typeof what === "string" ? this.page.locator(what).first() : what.first();
    await Promise.all([this.page.waitForEvent("load"), button.click()]);
  }

  async go(path) {
    return this.page.goto(path);
  }

  text(selector = "main") {
    return this.page.locator(selector).first().innerText();
  }

  async leave() {
    await this.context.close();
  }
}

/** A folder that is gone after the test. */
export function folder(test) {
  const made = mkdtempSync(join(tmpdir(), "aqad-browser-"));
  test.after(() => rmSync(made, { recursive: true, force: true }));
  return made;
}
