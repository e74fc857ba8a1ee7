// Asks one server over a bounded number of kept connections. Raw sockets: the generator shares its
// core with the databases, and must not be what is measured.
import net from 'node:net';
import { parse } from '../http.mjs';

export class Client {
  /** At most `most` connections; what is asked beyond that waits its turn. */
  constructor(url, most) {
    const { hostname, port } = new URL(url);
    this.at = { host: hostname, port: Number(port), noDelay: true };
    this.host = `${hostname}:${port}`;
    this.most = most;
    this.open = 0;
    this.idle = [];
    this.waiting = [];
  }

  /** Resolves to { status, text, header }; status 0: the connection broke. Never rejects. */
  ask(method, path, headers = '', body = undefined) {
    const length = body === undefined ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
    const text = `${method} ${path} HTTP/1.1\r\nhost: ${this.host}\r\n${headers}${length}\r\n${body ?? ''}`;
    return new Promise((resolve) => {
      const one = { text, resolve };
      // In turn, so that none is idle for so long that the server closes it.
      const free = this.idle.shift();
      if (free) free.send(one);
      else if (this.open < this.most) new Connection(this).send(one);
      else this.waiting.push(one);
    });
  }
  get(path, headers) {
    return this.ask('GET', path, headers);
  }

  next(connection) {
    const one = this.waiting.shift();
    if (one) connection.send(one);
    else this.idle.push(connection);
  }
  lost(connection) {
    this.open--;
    this.idle = this.idle.filter((other) => other !== connection);
    const one = this.waiting.shift();
    if (one) new Connection(this).send(one);
  }
  close() {
    for (const connection of this.idle) connection.socket.destroy();
  }
}

class Connection {
  constructor(client) {
    this.client = client;
    client.open++;
    this.socket = net.connect(client.at);
    this.socket.on('data', (chunk) => this.read(chunk));
    this.socket.on('error', () => this.gone());
    this.socket.on('close', () => this.gone());
  }
  send(one) {
    this.one = one;
    this.socket.write(one.text);
  }
  read(chunk) {
    if (!this.one) return this.socket.destroy();
    this.kept = this.kept ? Buffer.concat([this.kept, chunk]) : chunk;
    const answer = parse(this.kept);
    if (answer === undefined || (answer && answer.length > this.kept.length)) return;
    // The server gives each answer a length; one without would have to be put together from chunks.
    if (answer === null || answer.from === undefined) return this.socket.destroy();
    const { one, kept } = this;
    this.one = this.kept = undefined;
    if (answer.closes) this.socket.destroy();
    else this.client.next(this);
    one.resolve({
      status: answer.status,
      text: () => kept.toString('utf8', answer.from, answer.length),
      header: (name) => new RegExp(`\\r\\n${name}: *([^\\r]*)`, 'i').exec(kept.latin1Slice(0, answer.from))?.[1],
    });
  }
  gone() {
    if (this.isGone) return;
    this.isGone = true;
    this.one?.resolve({ status: 0, text: () => '', header: () => undefined });
    this.client.lost(this);
  }
}
