//! Answers written without hyper: what its own look like, ours as bytes, and those of the connection limits.

use std::time::{Duration, SystemTime};

use bytes::{BufMut, Bytes, BytesMut};
use http::header::{CONNECTION, CONTENT_LENGTH, DATE, TRANSFER_ENCODING};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::date::http_date;
use super::{ConnectionError, HttpResponse};

/// How long a peer over the cap may take to hear so.
const SEND_TIMEOUT: Duration = Duration::from_millis(500);

/// The error behind `written`, if it is exactly one error response as hyper makes them up.
pub(super) fn canned(written: &[u8]) -> Option<ConnectionError> {
    let line_end = written.windows(2).position(|two| two == b"\r\n")?;
    let (line, headers) = written.split_at(line_end);
    let error = match line.strip_prefix(b"HTTP/1.1 ").or_else(|| line.strip_prefix(b"HTTP/1.0 "))? {
        b"400 Bad Request" => ConnectionError::Malformed,
        b"414 URI Too Long" => ConnectionError::UriTooLong,
        b"431 Request Header Fields Too Large" => ConnectionError::HeadTooLarge,
        _ => return None,
    };
    let head_end = headers.windows(4).position(|four| four == b"\r\n\r\n")?;
    let is_whole = head_end + 4 == headers.len();
    let is_empty = headers.windows(19).any(|some| some == b"content-length: 0\r\n");
    (is_whole && is_empty).then_some(error)
}

/// A reply as the last HTTP/1.1 response of a connection.
#[expect(clippy::disallowed_methods, reason = "the Date header tells the machine's own time")]
pub(super) fn render(reply: HttpResponse) -> Bytes {
    let (head, body) = reply.into_parts();
    let body = body.into_first();
    let mut out = BytesMut::with_capacity(512 + body.len());
    out.put_slice(b"HTTP/1.1 ");
    out.put_slice(head.status.as_str().as_bytes());
    out.put_u8(b' ');
    out.put_slice(head.status.canonical_reason().unwrap_or_default().as_bytes());
    out.put_slice(b"\r\n");
    for (name, value) in &head.headers {
        // These describe the connection, and we know it better than the application.
        if ![CONNECTION, CONTENT_LENGTH, DATE, TRANSFER_ENCODING].contains(name) {
            header(&mut out, name.as_str(), value.as_bytes());
        }
    }
    header(&mut out, "connection", b"close");
    header(&mut out, "content-length", body.len().to_string().as_bytes());
    header(&mut out, "date", http_date(SystemTime::now()).as_bytes());
    out.put_slice(b"\r\n");
    out.put_slice(&body);
    out.freeze()
}

/// Tells a plain-TCP peer that its connection is refused, within a bound, and closes.
pub(super) async fn send_and_close(mut stream: TcpStream, answer: Bytes) {
    let sending = timeout(SEND_TIMEOUT, async {
        stream.write_all(&answer).await?;
        stream.shutdown().await?;
        // Unread bytes at close would reset the connection and lose the answer.
        let mut scratch = [0; 1024];
        while stream.read(&mut scratch).await? > 0 {}
        Ok::<_, std::io::Error>(())
    });
    if let Ok(Err(error)) = sending.await {
        tracing::trace!(%error, "listen.turn_away_failed");
    }
}

fn header(out: &mut BytesMut, name: &str, value: &[u8]) {
    out.put_slice(name.as_bytes());
    out.put_slice(b": ");
    out.put_slice(value);
    out.put_slice(b"\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    const CANNED: &[u8] =
        b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\ndate: Thu, 01 Jan 1970 00:00:00 GMT\r\n\r\n";

    #[test]
    fn only_a_whole_empty_error_of_hyper_is_recognised() {
        assert_eq!(canned(CANNED), Some(ConnectionError::Malformed));

        let with_body = [CANNED, b"{}"].concat();
        let unknown = String::from_utf8_lossy(CANNED).replace("400 Bad Request", "404 Not Found");
        let long = String::from_utf8_lossy(CANNED).replace("content-length: 0", "content-length: 10");
        for other in [&with_body[..], &CANNED[..40], &CANNED[1..], unknown.as_bytes(), long.as_bytes(), b""] {
            assert_eq!(canned(other), None);
        }
    }

    #[test]
    fn a_rendered_reply_says_close_once_and_its_true_length() {
        let reply = http::Response::builder()
            .status(400)
            .header("x-frame-options", "DENY")
            .header("connection", "keep-alive")
            .header("content-length", "99")
            .body(Bytes::from_static(b"{}").into())
            .expect("a reply");

        let text = String::from_utf8(render(reply).to_vec()).expect("text");

        assert!(text.starts_with(
            "HTTP/1.1 400 Bad Request\r\nx-frame-options: DENY\r\nconnection: close\r\ncontent-length: 2\r\ndate: "
        ));
        assert!(text.ends_with(" GMT\r\n\r\n{}"));
    }
}
