//! The lines of a file as it was published: plain, gzip or zip, told by its first bytes, in UTF-8 or else in Latin-1.

use flate2::read::MultiGzDecoder;
use std::{
    borrow::Cow,
    io::{self, BufRead, BufReader, Read, Seek, SeekFrom},
};
use zip::ZipArchive;

/// The longest line that is read, in bytes; real rows have some hundreds.
const LONGEST: usize = 1 << 20;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'l> {
    /// Its number, from one; in an archive of several files each begins anew.
    pub number: u64,
    /// Its text without the line break, or none where it is longer than a mebibyte.
    pub text: Option<Cow<'l, str>>,
}

/// Hands each line of `file` to `each`. Only one line is in memory at a time.
///
/// # Errors
/// The first of `each`, or one of reading: a file that breaks off, or an archive that is damaged.
pub fn each_line<E: From<io::Error>>(mut file: impl Read + Seek, mut each: impl FnMut(Line<'_>) -> Result<(), E>) -> Result<(), E> {
    let mut head = Vec::new();
    (&mut file).take(4).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(0))?;
    if head.starts_with(&[0x1f, 0x8b]) {
        return plain(BufReader::new(MultiGzDecoder::new(BufReader::new(file))), &mut each);
    }
    if !head.starts_with(b"PK\x03\x04") {
        return plain(BufReader::with_capacity(1 << 16, file), &mut each);
    }
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(io::Error::from)?;
    for number in 0..archive.len() {
        let member = archive.by_index(number).map_err(io::Error::from)?;
        if member.is_file() {
            plain(BufReader::new(member), &mut each)?;
        }
    }
    Ok(())
}

fn plain<E: From<io::Error>>(mut from: impl BufRead, each: &mut impl FnMut(Line<'_>) -> Result<(), E>) -> Result<(), E> {
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        let read = (&mut from).take(LONGEST as u64 + 2).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            break;
        }
        if bytes.len() > LONGEST && bytes.last() != Some(&b'\n') {
            skip_line(&mut from)?;
            each(Line { number, text: None })?;
            continue;
        }
        let text = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        each(Line { number, text: Some(decoded(text)) })?;
    }
    Ok(())
}

/// Reads to the end of the line without keeping it.
fn skip_line(from: &mut impl BufRead) -> io::Result<()> {
    loop {
        let chunk = from.fill_buf()?;
        let end = chunk.iter().position(|&byte| byte == b'\n');
        let used = end.map_or(chunk.len(), |end| end + 1);
        from.consume(used);
        if end.is_some() || used == 0 {
            return Ok(());
        }
    }
}

/// The text of a line. One that is not UTF-8 is Latin-1, as some files of POLECAT are, in which every byte is the character of its number.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|&byte| char::from(byte)).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::{Cursor, Write};

    fn read(bytes: Vec<u8>) -> Vec<(u64, Option<String>)> {
        let mut lines = Vec::new();
        each_line(Cursor::new(bytes), |line| {
            lines.push((line.number, line.text.map(Cow::into_owned)));
            Ok::<(), io::Error>(())
        })
        .unwrap();
        lines
    }

    const TEXT: &[u8] = b"one\r\ntwo\n\nfour";

    fn expected() -> Vec<(u64, Option<String>)> {
        (1..).zip(["one", "two", "", "four"].map(|text| Some(text.to_owned()))).collect()
    }

    #[test]
    fn plain_gzip_and_zip_are_read_as_they_are() {
        assert_eq!(read(TEXT.to_vec()), expected());
        let mut gzip = Vec::new();
        for part in [&TEXT[..6], &TEXT[6..]] {
            let mut member = GzEncoder::new(Vec::new(), Compression::fast());
            member.write_all(part).unwrap();
            gzip.extend(member.finish().unwrap());
        }
        assert_eq!(read(gzip), expected(), "also of several members");
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("20141124.export.CSV", zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(TEXT).unwrap();
        assert_eq!(read(zip.finish().unwrap().into_inner()), expected());
    }

    #[test]
    fn latin_1_is_read_and_an_endless_line_is_passed_over() {
        assert_eq!(read(b"S\xe3o Tom\xe9".to_vec())[0].1.as_deref(), Some("São Tomé"));
        let long = [vec![b'x'; LONGEST + 5], b"\nnext".to_vec()].concat();
        assert_eq!(read(long), [(1, None), (2, Some("next".into()))]);
    }
}
