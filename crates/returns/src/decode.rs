//! Bytes to text: UTF-8 or UTF-16, told by the byte order mark or by how the file begins.

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::report::Unreadable;

/// Bytes that come in parts of any size, decoded.
pub(crate) struct Decode {
    decoder: Option<Decoder>,
    begun: Vec<u8>,
    read: u64,
}

/// How many bytes tell what a file is.
const SIGNATURE: usize = 4;
/// Beginnings of files that are something else, and what they are.
const OTHER_FILES: [(&[u8], &str); 5] = [
    (b"PK\x03\x04", "a zip archive, or an Excel or Word file"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
    (b"\x7fELF", "a program"),
];

impl Decode {
    pub(crate) fn new() -> Self {
        Self { decoder: None, begun: Vec::new(), read: 0 }
    }

    /// Decodes a part and puts the text at the end of `text`.
    pub(crate) fn push(&mut self, bytes: &[u8], text: &mut String) -> Result<(), Unreadable> {
        if self.decoder.is_some() {
            return self.decode(bytes, text, false);
        }
        self.begun.extend_from_slice(bytes);
        if self.begun.len() < SIGNATURE {
            return Ok(());
        }
        self.begin(text, false)
    }

    /// Says that nothing more comes.
    pub(crate) fn finish(&mut self, text: &mut String) -> Result<(), Unreadable> {
        if self.decoder.is_none() { self.begin(text, true) } else { self.decode(&[], text, true) }
    }

    fn begin(&mut self, text: &mut String, last: bool) -> Result<(), Unreadable> {
        let begun = std::mem::take(&mut self.begun);
        if let Some((_, what)) = OTHER_FILES.iter().find(|(start, _)| begun.starts_with(start)) {
            return Err(Unreadable::at_start(format!("this is {what}, not a return")));
        }
        self.decoder = Some(encoding(&begun).new_decoder_with_bom_removal());
        self.decode(&begun, text, last)
    }

    fn decode(&mut self, mut bytes: &[u8], text: &mut String, last: bool) -> Result<(), Unreadable> {
        let Some(decoder) = &mut self.decoder else { return Ok(()) };
        loop {
            let most = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
            text.reserve(most.unwrap_or(bytes.len()));
            let (result, read) = decoder.decode_to_string_without_replacement(bytes, text, last);
            self.read += read as u64;
            bytes = &bytes[read..];
            match result {
                DecoderResult::InputEmpty => return Ok(()),
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    let name = decoder.encoding().name();
                    return Err(Unreadable::at_start(format!(
                        "byte {} of the file is not {name}; save the file as UTF-8",
                        self.read
                    )));
                }
            }
        }
    }
}

/// By the mark at the beginning; without one, by the zero bytes that `<?` or a first letter has in UTF-16.
fn encoding(begun: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(begun) {
        return encoding;
    }
    match begun {
        [first, 0, ..] if *first != 0 => UTF_16LE,
        [0, second, ..] if *second != 0 => UTF_16BE,
        _ => UTF_8,
    }
}

/// The whole of a small file as text.
pub(crate) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    let (mut decode, mut text) = (Decode::new(), String::new());
    decode.push(bytes, &mut text)?;
    decode.finish(&mut text)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_gives_the_same_text() {
        let little: Vec<u8> = "<a>é</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "<a>é</a>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = [b"\xff\xfe".as_slice(), &little].concat();
        let utf8 = [b"\xef\xbb\xbf".as_slice(), "<a>é</a>".as_bytes()].concat();
        for bytes in [little.as_slice(), &big, &marked, &utf8, "<a>é</a>".as_bytes()] {
            assert_eq!(text(bytes).unwrap(), "<a>é</a>");
            // Byte by byte is as all at once.
            let (mut decode, mut parts) = (Decode::new(), String::new());
            for byte in bytes {
                decode.push(&[*byte], &mut parts).unwrap();
            }
            decode.finish(&mut parts).unwrap();
            assert_eq!(parts, "<a>é</a>");
        }
    }

    #[test]
    fn what_is_something_else_says_so() {
        assert!(text(b"PK\x03\x04\x14\x00").unwrap_err().message.contains("zip"));
        assert!(text(b"%PDF-1.7").unwrap_err().message.contains("PDF"));
        assert!(text(b"<a>\xff</a>").unwrap_err().message.contains("byte 4"));
        assert_eq!(text(b"").unwrap(), "");
    }
}
