//! What somebody chose on the page, and checking it.

use super::{FILES_MAX, year};
use crate::cin::{self, Options};
use crate::data::Flaw;
use crate::kind::{BEGINNING, Kind, recognise};
use crate::report::{Report, Unreadable};
use crate::{NotAYear, WorkingDays, ssda903};

/// What was chosen.
#[derive(Debug, Default)]
pub struct Chosen {
    given: ssda903::Given,
    year: String,
    answer: String,
    files: usize,
}

/// Why nothing was checked; what to say beside the field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Too many files.
    #[error("Choose {FILES_MAX} files at most")]
    TooMany,
    /// No file.
    #[error("Choose the files of the return")]
    Nothing,
    /// A year that is none.
    #[error(transparent)]
    Year(#[from] NotAYear),
    /// Several files that are no SSDA903.
    #[error("{name} is not a file of the SSDA903, and a census is one file; {count} were chosen")]
    SeveralCensuses {
        /// The first file.
        name: String,
        /// How many there are.
        count: usize,
    },
    /// The data of the rules has a mistake.
    #[error(transparent)]
    Flaw(#[from] Flaw),
}

impl Chosen {
    /// Takes a field of the form: with a file's name and its bytes, or with what was chosen or typed.
    pub fn take(&mut self, field: &str, file: String, bytes: Vec<u8>) -> Result<(), Refused> {
        // A field in which no file was chosen comes without a name and empty.
        if file.is_empty() && bytes.is_empty() {
            return Ok(());
        }
        self.files += 1;
        if self.files > FILES_MAX {
            return Err(Refused::TooMany);
        }
        let text = || String::from_utf8_lossy(&bytes).trim().to_owned();
        match field {
            "year" => self.year = text(),
            "answer" => self.answer = text(),
            "files" => self.given.files.push((file, bytes)),
            "last" => self.given.last.push((file, bytes)),
            "postcodes" => self.given.postcodes = Some((file, bytes)),
            "providers" => self.given.providers = Some((file, bytes)),
            _ => {}
        }
        Ok(())
    }

    /// In which form the answer is wanted.
    pub fn answer(&self) -> &str {
        &self.answer
    }

    /// Refuses what can be told to be wrong before anything is checked.
    pub fn ready(&self) -> Result<(), Refused> {
        if self.given.files.is_empty() {
            return Err(Refused::Nothing);
        }
        year(&self.year)?;
        Ok(())
    }

    /// Checks it; a census by what is given, which may use as many threads as there are.
    pub fn checked<E: From<Refused>>(
        mut self,
        working_days: WorkingDays,
        census: impl FnOnce(&[u8], &Options) -> Result<Result<Report, cin::NotBegun>, E>,
    ) -> Result<Report, E> {
        self.ready()?;
        self.given.year = year(&self.year).map_err(Refused::from)?;
        let names: Vec<String> = self.given.files.iter().map(|(name, _)| name.clone()).collect();
        let first = self.given.files.first().map(|(_, bytes)| bytes.as_slice()).unwrap_or_default();
        if recognise(&first[..first.len().min(BEGINNING)]) == Some(Kind::Ssda903) {
            return match ssda903::validate(&self.given) {
                Ok(report) => Ok(report),
                Err(ssda903::NotBegun::Flaw(flaw)) => Err(Refused::from(flaw).into()),
                Err(ssda903::NotBegun::Unreadable(name, stopped)) => {
                    Ok(unreadable("ssda903", stopped, vec![name]))
                }
            };
        }
        if let [first, _, ..] = names.as_slice() {
            return Err(Refused::SeveralCensuses { name: first.clone(), count: names.len() }.into());
        }
        let options = Options { year: self.given.year, working_days };
        match census(first, &options)? {
            Ok(report) => Ok(Report { files: names, ..report }),
            Err(cin::NotBegun::Flaw(flaw)) => Err(Refused::from(flaw).into()),
            Err(cin::NotBegun::Unreadable(stopped)) => Ok(unreadable("cin", stopped, names)),
        }
    }
}

fn unreadable(kind: &'static str, stopped: Unreadable, files: Vec<String>) -> Report {
    Report { kind, unreadable: Some(stopped), files, ..Report::default() }
}
