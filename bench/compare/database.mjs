// Asks a contender's database, over a session that stays: a new one each time would cost PostgreSQL
// more than many a request that is measured.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import mysql from '../express/node_modules/mysql2/promise.js';
import { sqliteFile } from './contenders.mjs';

/** { row(sql): the first row as texts, rows(sql), end() } */
export async function open({ who, engine, database }) {
  if (engine === 'mariadb') {
    const db = await mysql.createConnection({ uri: database, rowsAsArray: true });
    const rows = async (sql) => (await db.query(sql))[0].map((row) => row.map((value) => (value === null ? '' : Buffer.isBuffer(value) ? value.toString() : String(value))));
    return { rows, row: async (sql) => (await rows(sql))[0] ?? [], end: () => db.end() };
  }
  const child =
    engine === 'postgres'
      ? spawn('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-F', '\t', database], { stdio: ['pipe', 'pipe', 'inherit'] })
      : spawn('python3', ['bench/compare/sqlite.py', sqliteFile(who), '--session'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const rows = async (sql) => {
    child.stdin.write(`${sql};\n${engine === 'postgres' ? '\\echo .' : '.'}\n`);
    const found = [];
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`${engine}: ${sql}: no answer`);
      if (value === '.') return found;
      found.push(value.split('\t'));
    }
  };
  return { rows, row: async (sql) => (await rows(sql))[0] ?? [], end: () => child.stdin.end() };
}

/** An id as 32 hexadecimal digits. */
export const hex = (engine, column) => (engine === 'postgres' ? `replace(cast(${column} as text), '-', '')` : `hex(${column})`);
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
/** …as AQAD shows it. */
export function shown(prefix, digits) {
  let number = BigInt(`0x${digits}`);
  let text = '';
  for (let at = 0; at < 26; at++, number >>= 5n) text = DIGITS[Number(number & 31n)] + text;
  return `${prefix}_${text}`;
}
