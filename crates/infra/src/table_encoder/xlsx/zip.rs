//! An archive that is written forward only (PKWARE APPNOTE 6.3): sizes and checksums follow each part.

use std::io::Write as _;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// A part that is complete, as the directory at the end names it.
struct Entry {
    name: &'static str,
    offset: u32,
    crc: u32,
    packed: u32,
    plain: u32,
}

/// A part that is being written.
struct Open {
    name: &'static str,
    offset: u32,
    crc: Crc,
    packed: u64,
    plain: u64,
    deflate: DeflateEncoder<Vec<u8>>,
}

/// An archive.
#[derive(Default)]
pub(super) struct Zip {
    out: Vec<u8>,
    /// Bytes that were taken away already.
    taken: u64,
    entries: Vec<Entry>,
    open: Option<Open>,
}

/// Sizes follow the part.
const FLAGS: u16 = 1 << 3;
const VERSION: u16 = 20;
const DEFLATE: u16 = 8;
/// The first of January 1980: the same file is the same bytes.
const DATE: u16 = 0x21;

/// The writer stops a part long before this.
fn short(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Zip {
    pub(super) fn begin(&mut self, name: &'static str) {
        let offset = short(self.taken + self.out.len() as u64);
        self.u32(0x0403_4b50);
        self.common(0, 0, 0, name);
        self.u16(0);
        self.out.extend_from_slice(name.as_bytes());
        let deflate = DeflateEncoder::new(Vec::new(), Compression::fast());
        self.open = Some(Open { name, offset, crc: Crc::new(), packed: 0, plain: 0, deflate });
    }

    /// Bytes of the part that is being written, before they were packed.
    pub(super) fn written_of_part(&self) -> u64 {
        self.open.as_ref().map_or(0, |open| open.plain)
    }

    pub(super) fn write(&mut self, bytes: &[u8]) {
        let Some(open) = &mut self.open else { return };
        open.crc.update(bytes);
        open.plain += bytes.len() as u64;
        // Memory takes whatever is written.
        let _ = open.deflate.write_all(bytes);
        let packed = std::mem::take(open.deflate.get_mut());
        open.packed += packed.len() as u64;
        self.out.extend_from_slice(&packed);
    }

    pub(super) fn end(&mut self) {
        let Some(open) = self.open.take() else { return };
        let rest = open.deflate.finish().unwrap_or_default();
        self.out.extend_from_slice(&rest);
        let (crc, packed, plain) = (open.crc.sum(), short(open.packed + rest.len() as u64), short(open.plain));
        self.u32(0x0807_4b50);
        for number in [crc, packed, plain] {
            self.u32(number);
        }
        self.entries.push(Entry { name: open.name, offset: open.offset, crc, packed, plain });
    }

    pub(super) fn finish(&mut self) {
        let from = self.taken + self.out.len() as u64;
        let entries = std::mem::take(&mut self.entries);
        for entry in &entries {
            self.u32(0x0201_4b50);
            self.u16(VERSION);
            self.common(entry.crc, entry.packed, entry.plain, entry.name);
            // No extra field, comment, disk or attributes.
            for _ in 0..4 {
                self.u16(0);
            }
            self.u32(0);
            self.u32(entry.offset);
            self.out.extend_from_slice(entry.name.as_bytes());
        }
        let size = self.taken + self.out.len() as u64 - from;
        let count = u16::try_from(entries.len()).unwrap_or(u16::MAX);
        self.u32(0x0605_4b50);
        for number in [0, 0, count, count] {
            self.u16(number);
        }
        self.u32(short(size));
        self.u32(short(from));
        self.u16(0);
    }

    pub(super) fn take(&mut self) -> Vec<u8> {
        self.taken += self.out.len() as u64;
        std::mem::take(&mut self.out)
    }

    /// What a part's own header and the directory have in common.
    fn common(&mut self, crc: u32, packed: u32, plain: u32, name: &str) {
        for number in [VERSION, FLAGS, DEFLATE, 0, DATE] {
            self.u16(number);
        }
        for number in [crc, packed, plain] {
            self.u32(number);
        }
        self.u16(u16::try_from(name.len()).unwrap_or_default());
    }

    fn u16(&mut self, number: u16) {
        self.out.extend_from_slice(&number.to_le_bytes());
    }

    fn u32(&mut self, number: u32) {
        self.out.extend_from_slice(&number.to_le_bytes());
    }
}
