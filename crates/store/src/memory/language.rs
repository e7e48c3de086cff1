//! The language of the catalogue, read into what can be done: the few forms of SQL that the catalogue and its schema use, and no more.
//!
//! No parser among the libraries reads all of it (`FOR NO KEY UPDATE`), and this one says at once which word it does not know.

use crate::memory::doing::{Change, Conflict, Do, Expression, Held, Insert, Order, Part, Select, Source};
use crate::memory::tables::{Cell, Schema, Table};

/// What a text is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Word {
    /// A name or a word of the language, in small letters.
    Name(String),
    Text(String),
    Bytes(Vec<u8>),
    Number(i64),
    Parameter(usize),
    Sign(&'static str),
}

/// The longer ones first.
const SIGNS: [&str; 14] = ["<>", "<=", ">=", "=", "<", ">", "(", ")", ",", ".", "+", "*", ";", "#"];

/// What cannot be read, and where.
pub(crate) type Unread = String;

fn words(text: &str) -> Result<Vec<Word>, Unread> {
    let mut words = Vec::new();
    let lines: Vec<&str> = text.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
    let text = lines.join("\n");
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let run = |accept: fn(char) -> bool| rest.find(|letter| !accept(letter)).unwrap_or(rest.len());
        let (word, length) = if first == '\'' || (first == 'x' && rest[1..].starts_with('\'')) {
            let begin = usize::from(first == 'x') + 1;
            let end = rest[begin..].find('\'').ok_or("a text has no end")? + begin;
            let inside = &rest[begin..end];
            let word = match inside.strip_prefix("\\x").or((first == 'x').then_some(inside)) {
                Some(bytes) => Word::Bytes(
                    data_encoding::HEXLOWER_PERMISSIVE
                        .decode(bytes.as_bytes())
                        .map_err(|why| why.to_string())?,
                ),
                None => Word::Text(inside.to_owned()),
            };
            (word, end + 1)
        } else if first.is_ascii_alphabetic() || first == '_' {
            let length = run(|letter| letter.is_ascii_alphanumeric() || letter == '_');
            (Word::Name(rest[..length].to_ascii_lowercase()), length)
        } else if first == '"' {
            let end = rest[1..].find('"').ok_or("a name has no end")? + 1;
            (Word::Name(rest[1..end].to_owned()), end + 1)
        } else if first.is_ascii_digit() {
            let length = run(|letter| letter.is_ascii_digit());
            (Word::Number(rest[..length].parse().map_err(|_| "a number is too large")?), length)
        } else if first == '$' {
            let digits = rest[1..].find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len() - 1);
            let number: usize = rest[1..=digits].parse().map_err(|_| "a parameter has no number")?;
            (Word::Parameter(number - 1), digits + 1)
        } else {
            let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign));
            let sign = sign.ok_or_else(|| format!("`{first}` is not known"))?;
            (Word::Sign(sign), sign.len())
        };
        words.push(word);
        rest = rest[length..].trim_start();
    }
    Ok(words)
}

/// The names that an expression may use: for each table in sight what it is called, its columns, and where they begin.
#[derive(Default, Clone)]
struct Sight(Vec<(String, Vec<String>, usize)>);

impl Sight {
    fn width(&self) -> usize {
        self.0.last().map_or(0, |(_, columns, begin)| begin + columns.len())
    }

    fn add(&mut self, called: &str, columns: Vec<String>) {
        let begin = self.width();
        self.0.push((called.to_owned(), columns, begin));
    }

    fn find(&self, table: Option<&str>, column: &str) -> Result<usize, Unread> {
        let within = self.0.iter().filter(|(called, ..)| table.is_none_or(|table| table == called));
        let mut found = within.filter_map(|(_, columns, begin)| {
            columns.iter().position(|known| known == column).map(|place| begin + place)
        });
        found.next().ok_or_else(|| format!("no column `{column}`"))
    }
}

struct Reader<'a> {
    words: Vec<Word>,
    at: usize,
    schema: &'a Schema,
}

/// Reads a statement.
pub(crate) fn read(text: &str, schema: &Schema) -> Result<Do, Unread> {
    let mut reader = Reader { words: words(text)?, at: 0, schema };
    let done = reader.statement().map_err(|why| format!("{why}, in: {text}"))?;
    if reader.at < reader.words.len() {
        return Err(format!("{:?} is left over, in: {text}", &reader.words[reader.at..]));
    }
    Ok(done)
}

/// Reads a schema: tables, and what is unique in them.
pub(crate) fn read_schema(text: &str, schema: &mut Schema) -> Result<(), Unread> {
    let all = words(text)?;
    for words in all.split(|word| *word == Word::Sign(";")).filter(|words| !words.is_empty()) {
        let mut reader = Reader { words: words.to_vec(), at: 0, schema };
        reader.expect("create")?;
        let unique = reader.skip("unique");
        if reader.skip("index") {
            reader.name()?;
            reader.expect("on")?;
            let table = reader.table()?;
            let sight = reader.sight_of(table);
            let columns = reader.names()?;
            let columns = columns.iter().map(|name| sight.find(None, name)).collect::<Result<Vec<_>, _>>()?;
            if unique {
                schema.0[table].unique.push(columns);
            }
            continue;
        }
        reader.expect("table")?;
        let table = reader.new_table()?;
        schema.0.push(table);
    }
    Ok(())
}

impl Reader<'_> {
    fn peek(&self) -> Option<&Word> {
        self.words.get(self.at)
    }

    fn is(&self, what: &str) -> bool {
        match self.peek() {
            Some(Word::Name(name)) => name == what,
            Some(Word::Sign(sign)) => *sign == what,
            _ => false,
        }
    }

    fn skip(&mut self, what: &str) -> bool {
        let is = self.is(what);
        self.at += usize::from(is);
        is
    }

    fn skip_all(&mut self, what: &[&str]) -> bool {
        let begin = self.at;
        let all = what.iter().all(|word| self.skip(word));
        if !all {
            self.at = begin;
        }
        all
    }

    fn expect(&mut self, what: &str) -> Result<(), Unread> {
        if self.skip(what) { Ok(()) } else { Err(format!("{:?} instead of `{what}`", self.peek())) }
    }

    fn name(&mut self) -> Result<String, Unread> {
        match self.words.get(self.at) {
            Some(Word::Name(name)) => {
                self.at += 1;
                Ok(name.clone())
            }
            other => Err(format!("{other:?} instead of a name")),
        }
    }

    fn names(&mut self) -> Result<Vec<String>, Unread> {
        self.expect("(")?;
        let names = self.list(Self::name)?;
        self.expect(")")?;
        Ok(names)
    }

    fn list<T>(&mut self, mut one: impl FnMut(&mut Self) -> Result<T, Unread>) -> Result<Vec<T>, Unread> {
        let mut all = vec![one(self)?];
        while self.skip(",") {
            all.push(one(self)?);
        }
        Ok(all)
    }

    fn table(&mut self) -> Result<usize, Unread> {
        let name = self.name()?;
        self.schema.0.iter().position(|table| table.name == name).ok_or_else(|| format!("no table `{name}`"))
    }

    fn sight_of(&self, table: usize) -> Sight {
        let mut sight = Sight::default();
        let table = &self.schema.0[table];
        sight.add(&table.name, table.columns.clone());
        sight
    }

    fn new_table(&mut self) -> Result<Table, Unread> {
        let mut table = Table { name: self.name()?, ..Table::default() };
        self.expect("(")?;
        loop {
            if self.skip_all(&["primary", "key"]) {
                let columns = self.names()?;
                let place = |name: &String| table.columns.iter().position(|known| known == name);
                table.key =
                    columns.iter().map(place).collect::<Option<_>>().ok_or("a key of unknown columns")?;
            } else {
                let name = self.name()?;
                self.name()?;
                table.columns.push(name);
                let column = table.columns.len() - 1;
                loop {
                    if self.skip("collate") {
                        self.name()?;
                    } else if self.skip_all(&["not", "null"]) {
                        table.not_null.push(column);
                    } else if self.skip_all(&["primary", "key"]) {
                        table.key = vec![column];
                    } else if self.skip("check") {
                        let mut sight = Sight::default();
                        sight.add(&table.name, table.columns.clone());
                        self.expect("(")?;
                        table.checks.push(self.expression(&sight)?);
                        self.expect(")")?;
                    } else {
                        break;
                    }
                }
            }
            if !self.skip(",") {
                break;
            }
        }
        self.expect(")")?;
        if self.at < self.words.len() { Err(format!("{:?} after a table", self.peek())) } else { Ok(table) }
    }

    fn statement(&mut self) -> Result<Do, Unread> {
        let verb = self.name()?;
        match verb.as_str() {
            "select" => self.select().map(Do::Select),
            "insert" => self.insert().map(Do::Insert),
            "update" => {
                let table = self.table()?;
                self.expect("set")?;
                let sight = self.sight_of(table);
                let set = self.assignments(&sight)?;
                let filter = self.filter(&sight)?;
                let returning = self.returning(&sight)?;
                Ok(Do::Update(Change { table, set, filter, returning }))
            }
            "delete" => {
                self.expect("from")?;
                let table = self.table()?;
                let sight = self.sight_of(table);
                Ok(Do::Delete { table, filter: self.filter(&sight)? })
            }
            other => Err(format!("`{other}` is not known")),
        }
    }

    fn assignments(&mut self, sight: &Sight) -> Result<Vec<(usize, Expression)>, Unread> {
        self.list(|reader| {
            let name = reader.name()?;
            let column = sight.find(None, &name)?;
            reader.expect("=")?;
            Ok((column, reader.expression(sight)?))
        })
    }

    fn filter(&mut self, sight: &Sight) -> Result<Option<Expression>, Unread> {
        if self.skip("where") { self.expression(sight).map(Some) } else { Ok(None) }
    }

    fn returning(&mut self, sight: &Sight) -> Result<Vec<Expression>, Unread> {
        if self.skip("returning") { self.list(|reader| reader.expression(sight)) } else { Ok(Vec::new()) }
    }

    fn insert(&mut self) -> Result<Insert, Unread> {
        self.expect("into")?;
        let table = self.table()?;
        let mut sight = self.sight_of(table);
        let columns = self.names()?;
        let columns = columns.iter().map(|name| sight.find(None, name)).collect::<Result<Vec<_>, _>>()?;
        self.expect("values")?;
        self.expect("(")?;
        let nothing = Sight::default();
        let values = self.list(|reader| reader.expression(&nothing))?;
        self.expect(")")?;
        let known = self.schema.0[table].columns.clone();
        sight.add("excluded", known);
        let mut conflict = Conflict::Refused;
        if self.skip_all(&["on", "conflict"]) {
            let on = if self.is("(") {
                let names = self.names()?;
                Some(names.iter().map(|name| sight.find(None, name)).collect::<Result<Vec<_>, _>>()?)
            } else {
                None
            };
            self.expect("do")?;
            conflict = if self.skip("nothing") {
                Conflict::Left { on }
            } else {
                self.expect("update")?;
                self.expect("set")?;
                let set = self.assignments(&sight)?;
                Conflict::Changed {
                    on: on.ok_or("a conflict of nothing")?,
                    set,
                    filter: self.filter(&sight)?,
                }
            };
        }
        let returning = self.returning(&sight)?;
        Ok(Insert { table, columns, values, conflict, returning })
    }

    fn select(&mut self) -> Result<Select, Unread> {
        // What is asked for is read once it is known from where.
        let begin = self.at;
        let mut depth = 0_usize;
        while depth > 0 || !self.is("from") {
            match self.peek().ok_or("nothing is asked from anywhere")? {
                Word::Sign("(") => depth += 1,
                Word::Sign(")") => depth = depth.checked_sub(1).ok_or("a `)` too many")?,
                _ => {}
            }
            self.at += 1;
        }
        self.expect("from")?;
        let mut sight = Sight::default();
        let mut parts = vec![Part { source: self.source(&mut sight)?, begin: 0, left: false, on: None }];
        loop {
            let left = self.skip("left");
            if !self.skip("join") {
                break;
            }
            let begin = sight.width();
            let source = self.source(&mut sight)?;
            self.expect("on")?;
            parts.push(Part { source, begin, left, on: Some(self.expression(&sight)?) });
        }
        let filter = self.filter(&sight)?;
        let mut order = Vec::new();
        if self.skip_all(&["order", "by"]) {
            order = self.list(|reader| {
                let by = reader.expression(&sight)?;
                let falling = reader.skip("desc");
                Ok(Order { by, falling })
            })?;
        }
        let nothing = Sight::default();
        let limit = if self.skip("limit") { Some(self.expression(&nothing)?) } else { None };
        let offset = if self.skip("offset") { Some(self.expression(&nothing)?) } else { None };
        let held = if self.skip_all(&["for", "update", "skip", "locked"]) {
            Held::Skipping
        } else if self.skip_all(&["for", "no", "key", "update"]) || self.skip_all(&["for", "update"]) {
            Held::Alone
        } else if self.skip_all(&["for", "share"]) {
            Held::Shared
        } else {
            Held::Not
        };
        let end = std::mem::replace(&mut self.at, begin);
        let columns = self.list(|reader| {
            let name = reader.words.get(reader.at).cloned();
            let column = reader.expression(&sight)?;
            // A column that is only named is called as it is.
            let name = match (&column, reader.words.get(reader.at - 1), name) {
                (Expression::Column(_), Some(Word::Name(last)), _) => last.clone(),
                (_, _, Some(Word::Name(name))) => name,
                _ => "?".to_owned(),
            };
            Ok((name, column))
        })?;
        self.expect("from")?;
        self.at = end;
        Ok(Select { parts, filter, columns, order, limit, offset, held })
    }

    fn source(&mut self, sight: &mut Sight) -> Result<Source, Unread> {
        let (source, columns, name) = if self.skip("(") {
            self.expect("select")?;
            let inner = self.select()?;
            self.expect(")")?;
            let columns = inner.columns.iter().map(|(name, _)| name.clone()).collect();
            (Source::Inner(Box::new(inner)), columns, String::new())
        } else {
            let table = self.table()?;
            let known = &self.schema.0[table];
            (Source::Table(table), known.columns.clone(), known.name.clone())
        };
        let words = ["where", "order", "limit", "left", "join", "on", "for", "offset"];
        let is_called = matches!(self.peek(), Some(Word::Name(name)) if !words.contains(&name.as_str()));
        let called = if is_called { self.name()? } else { name };
        sight.add(&called, columns);
        Ok(source)
    }

    fn expression(&mut self, sight: &Sight) -> Result<Expression, Unread> {
        let mut left = self.every(sight)?;
        while self.skip("or") {
            left = Expression::Either(Box::new(left), Box::new(self.every(sight)?));
        }
        Ok(left)
    }

    fn every(&mut self, sight: &Sight) -> Result<Expression, Unread> {
        let mut left = self.comparison(sight)?;
        while self.skip("and") {
            left = Expression::Both(Box::new(left), Box::new(self.comparison(sight)?));
        }
        Ok(left)
    }

    fn comparison(&mut self, sight: &Sight) -> Result<Expression, Unread> {
        let left = self.sum(sight)?;
        if self.skip("is") {
            let not = self.skip("not");
            self.expect("null")?;
            return Ok(Expression::IsNothing { what: Box::new(left), not });
        }
        if self.skip("like") {
            return Ok(Expression::Like(Box::new(left), Box::new(self.sum(sight)?)));
        }
        if self.skip("in") {
            self.expect("(")?;
            let among = self.list(|reader| reader.expression(sight))?;
            self.expect(")")?;
            return Ok(Expression::Among(Box::new(left), among));
        }
        for sign in ["=", "<>", "<=", ">=", "<", ">"] {
            if self.skip(sign) {
                return Ok(Expression::Compared(sign, Box::new(left), Box::new(self.sum(sight)?)));
            }
        }
        Ok(left)
    }

    fn sum(&mut self, sight: &Sight) -> Result<Expression, Unread> {
        let mut left = self.single(sight)?;
        while self.is("+") || self.is("#") {
            let name = if self.skip("+") {
                "plus"
            } else {
                self.skip("#");
                "either_bit"
            };
            left = Expression::Function(name.to_owned(), vec![left, self.single(sight)?]);
        }
        Ok(left)
    }

    fn single(&mut self, sight: &Sight) -> Result<Expression, Unread> {
        let word = self.peek().cloned().ok_or("it ends too early")?;
        self.at += 1;
        Ok(match word {
            Word::Text(text) => Expression::Cell(Cell::Text(text)),
            Word::Bytes(bytes) => Expression::Cell(Cell::Bytes(bytes)),
            Word::Number(number) => Expression::Cell(Cell::Integer(number)),
            Word::Parameter(number) => Expression::Parameter(number),
            Word::Sign("(") => {
                let mut inside = self.list(|reader| reader.expression(sight))?;
                self.expect(")")?;
                if inside.len() == 1 { inside.swap_remove(0) } else { Expression::Row(inside) }
            }
            Word::Name(name) => match name.as_str() {
                "null" => Expression::Cell(Cell::Nothing),
                "case" => self.case(sight)?,
                "cast" => {
                    self.expect("(")?;
                    let what = self.expression(sight)?;
                    self.expect("as")?;
                    let kind = self.name()?;
                    self.expect(")")?;
                    Expression::Function(format!("to_{kind}"), vec![what])
                }
                _ if self.skip("(") => {
                    if self.skip("*") {
                        self.expect(")")?;
                        return Ok(Expression::Count);
                    }
                    let mut given = self.list(|reader| reader.expression(sight))?;
                    self.expect(")")?;
                    if name == "sum" {
                        Expression::Sum(Box::new(given.swap_remove(0)))
                    } else {
                        Expression::Function(name, given)
                    }
                }
                _ if self.skip(".") => {
                    let column = self.name()?;
                    Expression::Column(sight.find(Some(&name), &column)?)
                }
                _ => Expression::Column(sight.find(None, &name)?),
            },
            Word::Sign(sign) => return Err(format!("`{sign}` where a value is expected")),
        })
    }

    fn case(&mut self, sight: &Sight) -> Result<Expression, Unread> {
        let mut ways = Vec::new();
        while self.skip("when") {
            let when = self.expression(sight)?;
            self.expect("then")?;
            ways.push((when, self.expression(sight)?));
        }
        self.expect("else")?;
        let otherwise = Box::new(self.expression(sight)?);
        self.expect("end")?;
        Ok(Expression::Case(ways, otherwise))
    }
}
