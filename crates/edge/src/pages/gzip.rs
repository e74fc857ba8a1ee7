//! Compression of pages (RFC 1952).

use std::cell::RefCell;

use bytes::Bytes;
use flate2::{Compress, Compression, Crc, FlushCompress, Status};

/// Deflate follows; no time, no name, made on no system in particular.
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
/// Bytes behind the header that are not of the text: the end of deflate, a sum, a length.
const AROUND: usize = 64;

thread_local! {
    // A quarter of a megabyte of tables: making and zeroing them anew takes as long as compressing a page.
    static DEFLATE: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(4), false));
}

/// Compressed, at the level where time and size meet for pages of some kilobytes.
pub fn gzip(body: &[u8]) -> Bytes {
    let mut zipped = Vec::with_capacity(HEADER.len() + body.len() / 3 + AROUND);
    zipped.extend_from_slice(&HEADER);
    DEFLATE.with_borrow_mut(|deflate| {
        deflate.reset();
        loop {
            let taken = usize::try_from(deflate.total_in()).unwrap_or(usize::MAX);
            let status =
                deflate.compress_vec(body.get(taken..).unwrap_or_default(), &mut zipped, FlushCompress::Finish);
            if !matches!(status, Ok(Status::Ok | Status::BufError)) {
                break;
            }
            zipped.reserve(body.len() / 3 + AROUND);
        }
    });
    let mut sum = Crc::new();
    sum.update(body);
    zipped.extend_from_slice(&sum.sum().to_le_bytes());
    // By definition the length modulo 2^32; pages are shorter.
    zipped.extend_from_slice(&u32::try_from(body.len()).unwrap_or(u32::MAX).to_le_bytes());
    Bytes::from(zipped)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::gzip;

    #[test]
    fn what_is_compressed_comes_out_again_however_well_it_could_be() {
        let mut noise = 1_u32;
        let mut random = || {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            noise.to_be_bytes()[0]
        };
        let texts = [Vec::new(), b"a".to_vec(), vec![b'a'; 300_000], (0..300_000).map(|_| random()).collect()];
        // Twice: what is left of one text must not show in the next.
        for text in texts.iter().chain(&texts) {
            let mut back = Vec::new();
            GzDecoder::new(&*gzip(text)).read_to_end(&mut back).expect("gzip");
            assert!(back == *text, "{} bytes", text.len());
        }
    }
}
