// A marketplace with demo data for tests, on a port of its own.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PROGRAM = process.env.AQAD_PROGRAM ?? "aqad";

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

/** Starts `aqad demo`; resolves when it answers, with its address, its accounts and a way to end it. */
export async function marketplace(settings = []) {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "aqad-browser-"));
  const set = ["limits.enabled=false", ...settings].flatMap((pair) => ["--set", pair]);
  const program = spawn(PROGRAM, ["demo", "--folder", join(folder, "data"), "--listen", `127.0.0.1:${port}`, ...set], {
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
      if (said.includes("Press Ctrl-C")) resolve(clearTimeout(alarm));
    });
    program.once("error", reject);
    program.once("exit", (code) => reject(new Error(`ended with ${code}: ${said}${complained}`)));
  });
  const password = /same password this time[^\n]*\n\s*\n?\s*(\S+)/.exec(said)[1];
  const accounts = [...said.matchAll(/^ {4}(\S.*?\))\s+(\S+@\S+)\s+(.+)$/gm)].map(([, role, email, company]) => ({
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
