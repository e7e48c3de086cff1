//! The compact form of Thrift, in which Parquet describes itself: as much of it as is written here.

/// Kinds of value, as a field or a list names them.
mod kind {
    pub const NUMBER: u8 = 5;
    pub const LONG: u8 = 6;
    pub const TEXT: u8 = 8;
    pub const LIST: u8 = 9;
    pub const STRUCT: u8 = 12;
}

/// A list of fewer says its length beside its kind.
const SHORT: usize = 15;
/// How far above its kind a field's number stands.
const HALF: u32 = 4;

/// A struct that is being written, field by field in the order of their numbers.
pub struct Struct {
    bytes: Vec<u8>,
    last: i16,
}

impl Struct {
    pub fn new() -> Self {
        Self { bytes: Vec::new(), last: 0 }
    }

    /// Fields of what is written here are never more than fifteen apart.
    fn field(&mut self, number: i16, kind: u8) {
        let step = u8::try_from(number - self.last).unwrap_or_default();
        self.bytes.push((step << HALF) | kind);
        self.last = number;
    }

    pub fn number(mut self, field: i16, value: i32) -> Self {
        self.field(field, kind::NUMBER);
        signed(&mut self.bytes, i64::from(value));
        self
    }

    /// A count or a place in a file, which is within 63 bits.
    pub fn long(mut self, field: i16, value: usize) -> Self {
        self.field(field, kind::LONG);
        signed(&mut self.bytes, i64::try_from(value).unwrap_or(i64::MAX));
        self
    }

    pub fn text(mut self, field: i16, value: &str) -> Self {
        self.field(field, kind::TEXT);
        text(&mut self.bytes, value);
        self
    }

    pub fn within(mut self, field: i16, value: Self) -> Self {
        self.field(field, kind::STRUCT);
        self.bytes.extend(value.end());
        self
    }

    pub fn several(mut self, field: i16, values: Vec<Self>) -> Self {
        self.list(field, kind::STRUCT, values.len());
        self.bytes.extend(values.into_iter().flat_map(Self::end));
        self
    }

    pub fn numbers(mut self, field: i16, values: &[i32]) -> Self {
        self.list(field, kind::NUMBER, values.len());
        for value in values {
            signed(&mut self.bytes, i64::from(*value));
        }
        self
    }

    pub fn texts(mut self, field: i16, values: &[&str]) -> Self {
        self.list(field, kind::TEXT, values.len());
        for value in values {
            text(&mut self.bytes, value);
        }
        self
    }

    fn list(&mut self, field: i16, kind: u8, length: usize) {
        self.field(field, kind::LIST);
        match u8::try_from(length) {
            Ok(short) if length < SHORT => self.bytes.push((short << HALF) | kind),
            _ => {
                self.bytes.push(0xF0 | kind);
                number(&mut self.bytes, length as u64);
            }
        }
    }

    /// Its bytes.
    pub fn end(mut self) -> Vec<u8> {
        self.bytes.push(0);
        self.bytes
    }
}

/// A number without a sign, seven bits a byte, the lowest first.
pub fn number(bytes: &mut Vec<u8>, mut value: u64) {
    loop {
        let low = (value & 0x7F) as u8;
        value >>= 7;
        if value == 0 {
            return bytes.push(low);
        }
        bytes.push(low | 0x80);
    }
}

/// A number with its sign in the lowest bit.
fn signed(bytes: &mut Vec<u8>, value: i64) {
    number(bytes, ((value << 1) ^ (value >> (i64::BITS - 1))).cast_unsigned());
}

fn text(bytes: &mut Vec<u8>, value: &str) {
    number(bytes, value.len() as u64);
    bytes.extend(value.as_bytes());
}
