//! What a statement of the catalogue does, once it was read; and what an expression is worth.

use crate::memory::tables::{Cell, Row};
use crate::session::Value;

/// A value that is worked out.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expression {
    Cell(Cell),
    Parameter(usize),
    /// A column of the row in sight.
    Column(usize),
    Row(Vec<Expression>),
    Both(Box<Expression>, Box<Expression>),
    Either(Box<Expression>, Box<Expression>),
    Compared(&'static str, Box<Expression>, Box<Expression>),
    IsNothing {
        what: Box<Expression>,
        not: bool,
    },
    Like(Box<Expression>, Box<Expression>),
    Among(Box<Expression>, Vec<Expression>),
    Case(Vec<(Expression, Expression)>, Box<Expression>),
    Function(String, Vec<Expression>),
    /// Over all rows.
    Count,
    Sum(Box<Expression>),
}

/// A statement.
#[derive(Debug)]
pub(crate) enum Do {
    Select(Select),
    Insert(Insert),
    Update(Change),
    Delete { table: usize, filter: Option<Expression> },
}

/// Whether rows that are found are held until the transaction ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    Not,
    /// Others may hold them so too, and nobody may change them.
    Shared,
    Alone,
    /// Alone, and those that somebody else holds are left out.
    Skipping,
}

#[derive(Debug)]
pub(crate) struct Select {
    pub parts: Vec<Part>,
    pub filter: Option<Expression>,
    pub columns: Vec<(String, Expression)>,
    pub order: Vec<Order>,
    pub limit: Option<Expression>,
    pub offset: Option<Expression>,
    pub held: Held,
}

#[derive(Debug)]
pub(crate) enum Source {
    Table(usize),
    Inner(Box<Select>),
}

/// One of the tables that are looked at together.
#[derive(Debug)]
pub(crate) struct Part {
    pub source: Source,
    /// Where its columns begin.
    pub begin: usize,
    /// A row without a match stays, with nothing in these columns.
    pub left: bool,
    pub on: Option<Expression>,
}

#[derive(Debug)]
pub(crate) struct Order {
    pub by: Expression,
    pub falling: bool,
}

#[derive(Debug)]
pub(crate) enum Conflict {
    Refused,
    Left { on: Option<Vec<usize>> },
    Changed { on: Vec<usize>, set: Vec<(usize, Expression)>, filter: Option<Expression> },
}

#[derive(Debug)]
pub(crate) struct Insert {
    pub table: usize,
    pub columns: Vec<usize>,
    pub values: Vec<Expression>,
    pub conflict: Conflict,
    pub returning: Vec<Expression>,
}

#[derive(Debug)]
pub(crate) struct Change {
    pub table: usize,
    pub set: Vec<(usize, Expression)>,
    pub filter: Option<Expression>,
    pub returning: Vec<Expression>,
}

/// What an expression is worked out with.
#[derive(Clone, Copy)]
pub(crate) struct With<'a> {
    pub values: &'a [Value<'a>],
    pub row: &'a [Cell],
    /// All rows, where something is counted.
    pub all: &'a [Row],
}

impl From<Value<'_>> for Cell {
    fn from(value: Value<'_>) -> Self {
        match value {
            Value::Null => Self::Nothing,
            Value::Integer(number) => Self::Integer(number),
            Value::Text(text) => Self::Text(text.to_owned()),
            Value::Bytes(bytes) => Self::Bytes(bytes.to_owned()),
        }
    }
}

fn truth(known: Option<bool>) -> Cell {
    known.map_or(Cell::Nothing, |known| Cell::Integer(known.into()))
}

/// A statement of the catalogue that cannot be worked out is a mistake in the catalogue or here.
type Wrong = String;

impl Expression {
    /// Whether it is worked out over all rows at once.
    pub(crate) fn is_over_all(&self) -> bool {
        match self {
            Self::Count | Self::Sum(_) => true,
            Self::Function(_, given) => given.iter().any(Self::is_over_all),
            _ => false,
        }
    }

    /// Whether it can be worked out with the columns before this one.
    pub(crate) fn needs_only(&self, columns: usize) -> bool {
        match self {
            Self::Cell(_) | Self::Parameter(_) => true,
            Self::Column(column) => *column < columns,
            _ => false,
        }
    }

    /// Gathers what a column must be equal to.
    pub(crate) fn equal(&self, column: usize, before: usize) -> Option<&Self> {
        match self {
            Self::Both(left, right) => left.equal(column, before).or_else(|| right.equal(column, before)),
            Self::Compared("=", left, right)
                if **left == Self::Column(column) && right.needs_only(before) =>
            {
                Some(right)
            }
            Self::Compared("=", left, right)
                if **right == Self::Column(column) && left.needs_only(before) =>
            {
                Some(left)
            }
            _ => None,
        }
    }

    pub(crate) fn holds(&self, with: With<'_>) -> Result<bool, Wrong> {
        Ok(self.worth(with)? == Cell::Integer(1))
    }

    pub(crate) fn worth(&self, with: With<'_>) -> Result<Cell, Wrong> {
        Ok(match self {
            Self::Cell(cell) => cell.clone(),
            Self::Parameter(number) => {
                (*with.values.get(*number).ok_or_else(|| format!("no value for ${}", number + 1))?).into()
            }
            Self::Column(column) => with.row.get(*column).ok_or("no such column in sight")?.clone(),
            Self::Row(_) => return Err("a row where one value is expected".to_owned()),
            Self::Both(left, right) => match left.truth(with)? {
                Some(false) => truth(Some(false)),
                Some(true) => truth(right.truth(with)?),
                None => truth(right.truth(with)?.filter(|right| !right)),
            },
            Self::Either(left, right) => match left.truth(with)? {
                Some(true) => truth(Some(true)),
                Some(false) => truth(right.truth(with)?),
                None => truth(right.truth(with)?.filter(|right| *right)),
            },
            Self::Compared(sign, left, right) => {
                let (left, right) = (left.several(with)?, right.several(with)?);
                if left.iter().chain(&right).any(|cell| *cell == Cell::Nothing) {
                    return Ok(Cell::Nothing);
                }
                if left.iter().zip(&right).any(|(left, right)| !left.is_like(right)) {
                    return Err(format!("{left:?} {sign} {right:?} compares what is not alike"));
                }
                let order = left.cmp(&right);
                truth(Some(match *sign {
                    "=" => order.is_eq(),
                    "<>" => order.is_ne(),
                    "<" => order.is_lt(),
                    "<=" => order.is_le(),
                    ">" => order.is_gt(),
                    _ => order.is_ge(),
                }))
            }
            Self::IsNothing { what, not } => truth(Some((what.worth(with)? == Cell::Nothing) != *not)),
            Self::Like(what, pattern) => match (what.worth(with)?, pattern.worth(with)?) {
                (Cell::Text(text), Cell::Text(pattern)) => {
                    let begin = pattern.strip_suffix('%').ok_or("only the beginning can be looked for")?;
                    truth(Some(text.starts_with(begin)))
                }
                _ => Cell::Nothing,
            },
            Self::Among(what, among) => {
                let what = what.worth(with)?;
                let mut is = false;
                for one in among {
                    is |= one.worth(with)? == what;
                }
                truth(Some(is))
            }
            Self::Case(ways, otherwise) => {
                for (when, then) in ways {
                    if when.holds(with)? {
                        return then.worth(with);
                    }
                }
                otherwise.worth(with)?
            }
            Self::Count => Cell::Integer(i64::try_from(with.all.len()).unwrap_or(i64::MAX)),
            Self::Sum(what) => {
                let mut sum = None;
                for row in with.all {
                    if let Cell::Integer(number) = what.worth(With { row, ..with })? {
                        sum = Some(sum.unwrap_or(0) + number);
                    }
                }
                sum.map_or(Cell::Nothing, Cell::Integer)
            }
            Self::Function(name, given) => {
                let given = given.iter().map(|one| one.worth(with)).collect::<Result<Vec<_>, _>>()?;
                function(name, &given)?
            }
        })
    }

    fn truth(&self, with: With<'_>) -> Result<Option<bool>, Wrong> {
        match self.worth(with)? {
            Cell::Nothing => Ok(None),
            Cell::Integer(number) => Ok(Some(number != 0)),
            other => Err(format!("{other:?} is neither true nor false")),
        }
    }

    fn several(&self, with: With<'_>) -> Result<Vec<Cell>, Wrong> {
        match self {
            Self::Row(all) => all.iter().map(|one| one.worth(with)).collect(),
            one => Ok(vec![one.worth(with)?]),
        }
    }
}

fn function(name: &str, given: &[Cell]) -> Result<Cell, Wrong> {
    let place = |number: &i64| usize::try_from(*number).unwrap_or(0);
    Ok(match (name, given) {
        ("coalesce", given) => {
            given.iter().find(|cell| **cell != Cell::Nothing).cloned().unwrap_or(Cell::Nothing)
        }
        (_, [Cell::Nothing, ..]) => Cell::Nothing,
        ("plus", [Cell::Integer(one), Cell::Integer(other)]) => Cell::Integer(one + other),
        ("to_bigint", [Cell::Text(text)]) => {
            Cell::Integer(text.parse().map_err(|_| format!("{text} is no number"))?)
        }
        ("to_bigint", [Cell::Integer(number)]) => Cell::Integer(*number),
        ("to_text", [Cell::Integer(number)]) => Cell::Text(number.to_string()),
        ("to_text", [Cell::Text(text)]) => Cell::Text(text.clone()),
        ("substr", [Cell::Bytes(bytes), Cell::Integer(from), Cell::Integer(length)]) => {
            let part = bytes.iter().skip(place(from).saturating_sub(1)).take(place(length));
            Cell::Bytes(part.copied().collect())
        }
        ("encode", [Cell::Bytes(bytes), Cell::Text(_)]) => Cell::Text(data_encoding::HEXLOWER.encode(bytes)),
        ("get_byte", [Cell::Bytes(bytes), Cell::Integer(at)]) => {
            Cell::Integer((*bytes.get(place(at)).ok_or("no such byte")?).into())
        }
        ("set_byte", [Cell::Bytes(bytes), Cell::Integer(at), Cell::Integer(to)]) => {
            let mut bytes = bytes.clone();
            *bytes.get_mut(place(at)).ok_or("no such byte")? = u8::try_from(*to).unwrap_or(u8::MAX);
            Cell::Bytes(bytes)
        }
        ("either_bit", [Cell::Integer(one), Cell::Integer(other)]) => Cell::Integer(one ^ other),
        _ => return Err(format!("{name} of {given:?} is not known")),
    })
}
