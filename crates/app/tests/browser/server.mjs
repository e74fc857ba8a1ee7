// A marketplace with demo data for tests, on a port of its own.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PROGRAM = process.env.AQAD_PROGRAM ?? "aqad";
/** Where scripts/browser put the demo: its data, and what it said of its accounts. */
const DEMO = process.env.AQAD_DEMO;

/** A port that nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/**
 * Starts the program on a copy of the demo that scripts/browser made; resolves when it answers, with its
 * address, the demo's accounts and a way to end it.
 */
export async function marketplace() {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "aqad-browser-"));
  const data = join(folder, "data");
  cpSync(join(DEMO, "data"), data, { recursive: true });
  const set = [
    `data_dir=${data}`,
    `server.listen=127.0.0.1:${port}`,
    `server.public_url=http://localhost:${port}`,
    "server.metrics_listen=",
    "database.sqlite_durability=normal",
    "limits.enabled=false",
    "log.level=warn",
  ].flatMap((pair) => ["--set", pair]);
  const program = spawn(PROGRAM, ["serve", ...set], {
    stdio: ["ignore", "pipe", "pipe"],
    // Names that begin so are settings of the program.
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("AQAD_"))),
  });
  const end = () => program.kill("SIGTERM");
  process.once("exit", end);
  let said = "";
  let complained = "";
  program.stderr.on("data", (bytes) => (complained += bytes));
  await new Promise((resolve, reject) => {
    const alarm = setTimeout(() => reject(new Error(`not open within 60 s: ${said}${complained}`)), 60_000);
    program.stdout.on("data", (bytes) => {
      said += bytes;
      if (said.includes("http://")) resolve(clearTimeout(alarm));
    });
    program.once("error", reject);
    program.once("exit", (code) => reject(new Error(`ended with ${code}: ${said}${complained}`)));
  });
  const made = readFileSync(join(DEMO, "accounts.txt"), "utf8");
  const password = /same password this time[^\n]*\n\s*\n?\s*(\S+)/.exec(made)[1];
  const accounts = [...made.matchAll(/^ {4}(\S.*?\))\s+(\S+@\S+)\s+(.+)$/gm)].map(([, role, email, company]) => ({
    role,
    email,
    company: company.trim(),
  }));
  return {
    url: `http://localhost:${port}`,
    port,
    password,
    accounts,
    /** The first account whose role is so called. */
    account(role) {
      const found = accounts.find((one) => one.role === role);
      if (!found) throw new Error(`no account "${role}" among ${accounts.map((one) => one.role).join(", ")}`);
      return found;
    },
    complaints: () => complained,
    async stop() {
      program.removeAllListeners("exit");
      const gone = new Promise((resolve) => program.once("exit", resolve));
      end();
      await gone;
      process.removeListener("exit", end);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
