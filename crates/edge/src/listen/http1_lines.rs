//! Lines of an HTTP/1 header block end in CR LF, and in nothing else.
//!
//! hyper also takes a bare LF (RFC 9112, 2.2 allows it). A proxy in front that does not would then see another
//! request than we do. So the bytes of a connection are followed on their way to hyper, as far as to know which of
//! them are of a header block; a bare LF there becomes a NUL, which no parser takes, and hyper answers 400.

/// Bytes of a line that are looked at: the name of a field that says how long a body is, and a longer one than comes.
const LOOKED_AT: usize = 32;
/// What the fields begin with that say how long a body is.
const FIELDS: [&[u8]; 2] = [b"transfer-encoding:", b"content-length:"];

/// Where in its requests a connection is.
#[derive(Debug, Default)]
pub(super) struct HeadLines {
    segment: Segment,
    line: Line,
    /// How long the body of the request that is arriving will be.
    body: BodyLength,
    /// Whether its first line has come. Empty lines before it are no end of a header block.
    has_begun: bool,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Segment {
    /// In a header block.
    #[default]
    Head,
    /// In a body, so many bytes before its end.
    Body(u64),
    /// In the line that tells the size of a chunk.
    ChunkSize { size: u64, is_told: bool },
    /// In a chunk and the line end behind it, so many bytes before the next.
    Chunk(u64),
    /// In the fields behind the last chunk.
    Trailers,
}

#[derive(Debug, Default, Clone, Copy)]
enum BodyLength {
    #[default]
    None,
    Bytes(u64),
    Chunked,
}

/// The beginning of a line, in lower case and without blanks.
#[derive(Debug, Default)]
struct Line {
    text: [u8; LOOKED_AT],
    kept: usize,
    has_text: bool,
    after_cr: bool,
}

impl Line {
    /// Takes bytes that are neither CR nor LF.
    fn push(&mut self, bytes: &[u8]) {
        (self.has_text, self.after_cr) = (true, false);
        for byte in bytes {
            if self.is_known() {
                return;
            }
            // Zeros in front of a length say nothing, however many there are.
            let leading_zero = *byte == b'0' && self.text[..self.kept].ends_with(b":");
            if !matches!(byte, b' ' | b'\t') && !leading_zero {
                self.text[self.kept] = byte.to_ascii_lowercase();
                self.kept += 1;
            }
        }
    }
    /// Whether the rest of the line says nothing about a body: enough of it has come, or it is another field.
    fn is_known(&self) -> bool {
        let is_other = |letter: &u8| FIELDS.iter().all(|field| field.first() != Some(letter));
        self.kept == LOOKED_AT || self.text[..self.kept].first().is_some_and(is_other)
    }
    fn text(&self) -> &[u8] {
        &self.text[..self.kept]
    }
}

impl HeadLines {
    /// Follows bytes that were read, and makes those unreadable that end a line of a header block without a CR.
    pub(super) fn refuse_bare_line_feeds(&mut self, bytes: &mut [u8]) {
        let mut at = 0;
        while at < bytes.len() {
            let rest = bytes.len() - at;
            let skipped = match &mut self.segment {
                Segment::Body(left) | Segment::Chunk(left) => {
                    let skipped = rest.min(usize::try_from(*left).unwrap_or(usize::MAX));
                    *left -= skipped as u64;
                    skipped
                }
                Segment::ChunkSize { .. } => {
                    self.follow_chunk_size(bytes[at]);
                    1
                }
                Segment::Head | Segment::Trailers => self.follow(&mut bytes[at..]),
            };
            at += skipped;
            match self.segment {
                Segment::Body(0) => self.next_request(),
                Segment::Chunk(0) => self.segment = Segment::ChunkSize { size: 0, is_told: false },
                _ => {}
            }
        }
    }

    /// Follows a line as far as to its end, or takes one byte of the end; tells how many bytes that were.
    fn follow(&mut self, bytes: &mut [u8]) -> usize {
        match bytes[0] {
            b'\n' if self.line.after_cr => self.end_of_line(),
            b'\n' => bytes[0] = 0,
            b'\r' => self.line.after_cr = true,
            _ => {
                let length = memchr::memchr2(b'\r', b'\n', bytes).unwrap_or(bytes.len());
                self.line.push(&bytes[..length]);
                return length;
            }
        }
        1
    }

    fn end_of_line(&mut self) {
        let is_empty = !self.line.has_text;
        match self.segment {
            Segment::Head if is_empty && self.has_begun => return self.end_of_head(),
            Segment::Head if is_empty => {}
            Segment::Trailers if is_empty => return self.next_request(),
            Segment::Head => {
                self.has_begun = true;
                self.note_field();
            }
            _ => {}
        }
        self.line = Line::default();
    }

    /// Notes what a field says about the body. What contradicts itself is for hyper to refuse.
    fn note_field(&mut self) {
        let text = self.line.text();
        let [encoding, length] = FIELDS;
        if text.starts_with(encoding) {
            self.body = BodyLength::Chunked;
        } else if let Some(digits) = text.strip_prefix(length)
            && !matches!(self.body, BodyLength::Chunked)
        {
            let number = digits
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .try_fold(0_u64, |sum, digit| sum.checked_mul(10)?.checked_add(u64::from(digit - b'0')));
            self.body = BodyLength::Bytes(number.unwrap_or(u64::MAX));
        }
    }

    fn end_of_head(&mut self) {
        match self.body {
            BodyLength::None | BodyLength::Bytes(0) => self.next_request(),
            BodyLength::Bytes(length) => self.segment = Segment::Body(length),
            BodyLength::Chunked => self.segment = Segment::ChunkSize { size: 0, is_told: false },
        }
    }

    /// hyper is strict about these lines itself.
    fn follow_chunk_size(&mut self, byte: u8) {
        let Segment::ChunkSize { size, is_told } = &mut self.segment else { return };
        match byte {
            b'\n' if *size == 0 => {
                self.line = Line::default();
                self.segment = Segment::Trailers;
            }
            b'\n' => self.segment = Segment::Chunk(size.saturating_add(2)),
            digit if digit.is_ascii_hexdigit() && !*is_told => {
                let value = char::from(digit).to_digit(16).unwrap_or(0);
                *size = size.saturating_mul(16).saturating_add(u64::from(value));
            }
            _ => *is_told = true,
        }
    }

    fn next_request(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What reaches hyper, however the bytes come.
    fn passed(sent: &[u8]) -> Vec<u8> {
        let mut all = [sent.to_vec(), sent.to_vec()];
        HeadLines::default().refuse_bare_line_feeds(&mut all[0]);
        let mut lines = HeadLines::default();
        all[1].iter_mut().for_each(|byte| lines.refuse_bare_line_feeds(std::slice::from_mut(byte)));
        assert_eq!(all[0], all[1]);
        all[0].clone()
    }

    #[test]
    fn lines_that_end_as_they_should_pass_and_so_does_every_byte_of_a_body() {
        for sent in [
            &b"GET / HTTP/1.1\r\nhost: a\r\n\r\nGET / HTTP/1.1\r\nhost: a\r\n\r\n"[..],
            b"\r\n\r\nGET / HTTP/1.1\r\n\r\n",
            b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\na\nb\ncGET / HTTP/1.1\r\n\r\n",
            b"POST / HTTP/1.1\r\ncontent-length:  0000000000000000000000000000000000000000000003\r\n\r\n\n\n\nGET / HTTP/1.1\r\n\r\n",
            b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\n\n\n\n\r\n0a\r\n\n\n\n\n\n\n\n\n\n\n\r\n0\r\nx: y\r\n\r\nGET / HTTP/1.1\r\n\r\n",
            b"POST / HTTP/1.1\r\ncontent-length: 9\r\ntransfer-encoding: chunked\r\n\r\n1\r\n\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        ] {
            assert_eq!(passed(sent), sent, "{}", sent.escape_ascii());
        }
    }

    #[test]
    fn a_line_feed_alone_reaches_no_parser() {
        for sent in [
            &b"\nGET / HTTP/1.1\r\n\r\n"[..],
            b"GET / HTTP/1.1\nhost: a\r\n\r\n",
            b"GET / HTTP/1.1\r\nhost: a\n\r\n",
            b"GET / HTTP/1.1\r\nhost: a\r\n\n",
            b"GET / HTTP/1.1\r\nhost: a\r\nx: y\r\r\nz\n: 1\r\n\r\n",
            b"GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\nhost: a\r\n\r\n",
            b"POST / HTTP/1.1\r\ncontent-length: 1\r\n\r\n\nGET / HTTP/1.1\nhost: a\r\n\r\n",
            b"POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n1\r\n\n\r\n0\r\n\r\nGET / HTTP/1.1\nhost: a\r\n\r\n",
        ] {
            let changed: Vec<(u8, u8)> =
                sent.iter().copied().zip(passed(sent)).filter(|(before, after)| before != after).collect();
            assert_eq!(changed, [(b'\n', 0)], "{}", sent.escape_ascii());
        }
    }
}
