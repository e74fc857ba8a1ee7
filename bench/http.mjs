// Just as much of HTTP/1.1 as a load generator needs: one core has to ask for more than a server can answer.
const MOST_HEAD = 64 * 1024;

/**
 * Status and whole length of the answer at the start of `bytes`, and where its body begins; undefined:
 * more is needed; null: nonsense. Answers to HEAD have no body, whatever they say.
 */
export function parse(bytes, isHead = false) {
  let start = 0;
  for (;;) {
    const end = bytes.indexOf('\r\n\r\n', start, 'latin1');
    if (end < 0) return bytes.length > MOST_HEAD ? null : undefined;
    const head = bytes.latin1Slice(start, end);
    if (!head.startsWith('HTTP/1.')) return null;
    const status = Number(head.slice(9, 12));
    if (!(status >= 100 && status <= 999)) return null;
    if (status < 200) {
      start = end + 4; // 1xx comes before the answer
      continue;
    }
    const closes = /\r\nconnection:[^\r]*close/i.test(head);
    if (isHead || status === 204 || status === 304) return { status, closes, from: end + 4, length: end + 4 };
    const length = /\r\ncontent-length: *(\d+)/i.exec(head);
    if (length) return { status, closes, from: end + 4, length: end + 4 + Number(length[1]) };
    if (/\r\ntransfer-encoding:[^\r]*chunked/i.test(head)) {
      const after = chunksEnd(bytes, end + 4);
      return after && { status, closes, length: after };
    }
    return { status, closes: true, length: Infinity, untilEnd: true };
  }
}

/** Where a chunked body ends; no trailers are expected. */
function chunksEnd(bytes, at) {
  for (;;) {
    const line = bytes.indexOf('\r\n', at, 'latin1');
    if (line < 0) return undefined;
    const size = Number.parseInt(bytes.latin1Slice(at, line), 16);
    if (Number.isNaN(size)) return null;
    at = line + 2 + size + 2;
    if (at > bytes.length) return undefined;
    if (size === 0) return at;
  }
}
