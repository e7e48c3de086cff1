//! What a picture carries besides what is seen: where it was taken, when, with which telephone. It is taken out before
//! anything is kept, because a family may live where nobody may find them.
//!
//! JPEG, PNG and WebP are taken apart and put together again from the parts that are needed to see them; whatever else is
//! in them stays behind, known or not. Only which way is up is kept, because a picture that lies on its side helps nobody.

use exif::{In, Reader, Tag};
use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::Png;
use img_parts::webp::WebP;
use img_parts::{Bytes, ImageEXIF};

/// The types from which hidden data is taken out.
const CLEANED: [&str; 3] = ["image/jpeg", "image/png", "image/webp"];
/// The parts of a PNG that are needed to see it, besides those whose name says so by its first letter.
const PNG_KEPT: [[u8; 4]; 15] = [
    *b"tRNS", *b"gAMA", *b"cHRM", *b"sRGB", *b"iCCP", *b"sBIT", *b"bKGD", *b"pHYs", *b"cICP", *b"mDCV",
    *b"cLLI", *b"acTL", *b"fcTL", *b"fdAT", *b"hIST",
];
/// The parts of a WebP that are needed to see it.
const WEBP_KEPT: [[u8; 4]; 7] = [*b"VP8 ", *b"VP8L", *b"VP8X", *b"ANIM", *b"ANMF", *b"ALPH", *b"ICCP"];
/// How long the mark is with which a JPEG begins, in bytes.
const JPEG_START: usize = 2;
/// How a colour profile begins in a JPEG, where other things stand under the same marker.
const JPEG_COLOURS: &[u8] = b"ICC_PROFILE\0";

/// Whether a file of this type is kept without its hidden data.
pub fn is_cleaned(media_type: &str) -> bool {
    CLEANED.contains(&media_type)
}

/// The file without what it carries besides what is seen; files of other types as they are. Nothing where a picture cannot
/// be taken apart: then nobody could say what is in it.
pub fn without_hidden(media_type: &str, bytes: Vec<u8>) -> Option<Vec<u8>> {
    match media_type {
        "image/jpeg" => jpeg(bytes.into()),
        "image/png" => png(bytes.into()),
        "image/webp" => webp(bytes.into()),
        _ => Some(bytes),
    }
}

fn jpeg(bytes: Bytes) -> Option<Vec<u8>> {
    let mut picture = Jpeg::from_bytes(bytes).ok()?;
    let turned = picture.exif().and_then(|said| which_way_up(&said));
    picture.segments_mut().retain(is_needed);
    picture.set_exif(turned);
    // The picture itself begins behind the last part, and behind it stands whatever was put there: a second picture, a film.
    picture.segments().last().filter(|part| part.has_entropy())?;
    let begins = JPEG_START + picture.segments().iter().map(JpegSegment::len).sum::<usize>();
    let mut bytes = picture.encoder().bytes().to_vec();
    let length = end_of_picture(bytes.get(begins..)?);
    bytes.truncate(begins + length);
    Some(bytes)
}

/// Whether a part of a JPEG is needed to see it: all but what programs wrote for one another, and comments.
fn is_needed(segment: &JpegSegment) -> bool {
    match segment.marker() {
        markers::APP0 | markers::APP14 => true,
        markers::APP2 => segment.contents().starts_with(JPEG_COLOURS),
        markers::APP1..=markers::APP15 | markers::COM => false,
        _ => true,
    }
}

/// Where a JPEG ends that has begun: after the mark for its end, or with the file where there is none.
fn end_of_picture(scans: &[u8]) -> usize {
    /// The byte that begins a mark.
    const MARK: u8 = 0xFF;
    let mut at = 0;
    while let Some(pair) = scans.get(at..at + 2) {
        at += match (pair[0], pair[1]) {
            (MARK, markers::EOI) => return at + 2,
            // A byte of the picture that looks like a mark, a place to begin again, or filling.
            (MARK, 0 | markers::RST0..=markers::RST7) => 2,
            (MARK, MARK) => 1,
            // Between two passes over the picture: a part with its length.
            (MARK, _) => {
                let Some(length) = scans.get(at + 2..at + 4) else { return scans.len() };
                2 + usize::from(u16::from_be_bytes([length[0], length[1]]))
            }
            _ => 1,
        };
    }
    scans.len()
}

fn png(bytes: Bytes) -> Option<Vec<u8>> {
    let mut picture = Png::from_bytes(bytes).ok()?;
    let turned = picture.exif().and_then(|said| which_way_up(&said));
    picture.chunks_mut().retain(|chunk| {
        let kind = chunk.kind();
        kind[0].is_ascii_uppercase() || PNG_KEPT.contains(&kind)
    });
    if turned.is_some() {
        picture.set_exif(turned);
    }
    Some(picture.encoder().bytes().to_vec())
}

fn webp(bytes: Bytes) -> Option<Vec<u8>> {
    let mut picture = WebP::from_bytes(bytes).ok()?;
    let turned = picture.exif().and_then(|said| which_way_up(&said));
    picture.chunks_mut().retain(|chunk| WEBP_KEPT.contains(&chunk.id()));
    picture.set_exif(turned);
    Some(picture.encoder().bytes().to_vec())
}

/// Hidden data that says which way is up, and nothing else; nothing where up is up.
fn which_way_up(said: &[u8]) -> Option<Bytes> {
    let read = Reader::new().read_raw(said.to_vec()).ok()?;
    let turned = read.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)?;
    // One is upright; the standard knows seven other ways.
    let turned = u8::try_from(turned).ok().filter(|turned| (2..=8).contains(turned))?;
    let mut bytes = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    bytes.extend([turned, 0, 0, 0, 0, 0, 0]);
    Some(bytes.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use img_parts::png::PngChunk;
    use img_parts::riff::{RiffChunk, RiffContent};

    /// A place, as a telephone writes it, with the picture on its side.
    const TAKEN_AT: &[u8] = b"MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\x01\x0F\0\x02\0\0\0\x0F\0\0\0\x26\0\0\0\0Harbour Street\0";
    const PLACE: &[u8] = b"Harbour Street";

    fn says_where(bytes: &[u8]) -> bool {
        bytes.windows(PLACE.len()).any(|part| part == PLACE)
    }

    fn a_jpeg() -> Vec<u8> {
        let part = |marker, contents: &'static [u8]| {
            JpegSegment::new_with_contents(marker, Bytes::from_static(contents))
        };
        let mut picture = Jpeg::from_bytes(Bytes::from_static(b"\xFF\xD8\xFF\xD9")).unwrap();
        picture.segments_mut().extend([
            part(markers::APP0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
            part(markers::APP1, b"http://ns.adobe.com/xap/1.0/\0Harbour Street"),
            part(markers::APP2, b"ICC_PROFILE\0\x01\x01colours"),
            part(markers::APP2, b"MPF\0Harbour Street"),
            part(markers::APP13, b"Photoshop 3.0\0Harbour Street"),
            part(markers::COM, b"Harbour Street"),
            JpegSegment::new_with_entropy(
                markers::SOS,
                Bytes::from_static(b"\x01\x01\0\0\x3F\0"),
                // Two passes, a byte that looks like a mark, the end, and a film behind it.
                Bytes::from_static(b"ab\xFF\0c\xFF\xD0d\xFF\xC4\0\x04\xFF\xD9e\xFF\xD9Harbour Street"),
            ),
        ]);
        picture.set_exif(Some(Bytes::from_static(TAKEN_AT)));
        picture.encoder().bytes().to_vec()
    }

    fn a_png() -> Vec<u8> {
        let chunk =
            |kind: &[u8; 4], contents: &'static [u8]| PngChunk::new(*kind, Bytes::from_static(contents));
        let mut picture = Png::from_bytes(Bytes::from_static(b"\x89PNG\r\n\x1a\n")).unwrap();
        picture.chunks_mut().extend([
            chunk(b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0"),
            chunk(b"tEXt", b"Comment\0Harbour Street"),
            chunk(b"eXIf", TAKEN_AT),
            chunk(b"gAMA", b"\0\0\xB1\x8F"),
            chunk(b"IDAT", b"the picture"),
            chunk(b"IEND", b""),
        ]);
        [picture.encoder().bytes().to_vec(), PLACE.to_vec()].concat()
    }

    fn a_webp() -> Vec<u8> {
        let chunk = |id: &[u8; 4], contents: &'static [u8]| {
            RiffChunk::new(*id, RiffContent::Data(Bytes::from_static(contents)))
        };
        let subchunks = vec![
            chunk(b"VP8X", b"\x0C\0\0\0\0\0\0\0\0\0"),
            chunk(b"VP8 ", b"\x50\x5a\x00\x9d\x01\x2a\x01\x00\x01\x00"),
            chunk(b"EXIF", TAKEN_AT),
            chunk(b"XMP ", b"<x>Harbour Street</x>"),
        ];
        let content = RiffContent::List { kind: Some(*b"WEBP"), subchunks };
        WebP::new(RiffChunk::new(*b"RIFF", content)).unwrap().encoder().bytes().to_vec()
    }

    #[test]
    fn where_a_picture_was_taken_is_not_kept_and_which_way_is_up_is() {
        for (media_type, bytes) in
            [("image/jpeg", a_jpeg()), ("image/png", a_png()), ("image/webp", a_webp())]
        {
            assert!(is_cleaned(media_type) && says_where(&bytes), "{media_type}");
            let kept = without_hidden(media_type, bytes).unwrap();
            assert!(!says_where(&kept), "{media_type}");
            let said = match media_type {
                "image/jpeg" => Jpeg::from_bytes(kept.clone().into()).unwrap().exif(),
                "image/png" => Png::from_bytes(kept.clone().into()).unwrap().exif(),
                _ => WebP::from_bytes(kept.clone().into()).unwrap().exif(),
            };
            let said = Reader::new().read_raw(said.unwrap().to_vec()).unwrap();
            assert_eq!(said.fields().count(), 1, "{media_type}");
            let turned = said.get_field(Tag::Orientation, In::PRIMARY).unwrap();
            assert_eq!(turned.value.get_uint(0), Some(6), "{media_type}");
            assert_eq!(without_hidden(media_type, kept.clone()), Some(kept), "{media_type}: twice is once");
        }
    }

    #[test]
    fn what_is_seen_stays_as_it_was() {
        let bytes = without_hidden("image/jpeg", a_jpeg()).unwrap();
        assert!(bytes.ends_with(b"ab\xFF\0c\xFF\xD0d\xFF\xC4\0\x04\xFF\xD9e\xFF\xD9"));
        let kept = Jpeg::from_bytes(bytes.into()).unwrap();
        assert!(kept.segment_by_marker(markers::APP2).unwrap().contents().starts_with(JPEG_COLOURS));
        let kept = Png::from_bytes(without_hidden("image/png", a_png()).unwrap().into()).unwrap();
        assert_eq!(&kept.chunk_by_type(*b"IDAT").unwrap().contents()[..], b"the picture");
        assert!(kept.chunk_by_type(*b"gAMA").is_some());
    }

    #[test]
    fn what_cannot_be_taken_apart_is_not_kept_and_other_files_are_as_they_are() {
        assert_eq!(without_hidden("image/jpeg", b"\xFF\xD8\xFF\xE1\xFF\xFFshort".to_vec()), None);
        assert_eq!(without_hidden("image/jpeg", b"\xFF\xD8\xFF\xD9".to_vec()), None);
        assert_eq!(without_hidden("image/png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()), None);
        assert_eq!(without_hidden("image/webp", b"RIFF\xFF\xFF\xFF\xFFWEBP".to_vec()), None);
        assert_eq!(without_hidden("application/pdf", b"%PDF-1.7".to_vec()), Some(b"%PDF-1.7".to_vec()));
    }
}
