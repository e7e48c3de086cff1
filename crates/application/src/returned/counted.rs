//! What statutory returns say of children, put together from every record of each.

use std::collections::{BTreeMap, BTreeSet};

use access::{Action, Actor, FieldKind, RecordKind};
use kernel::{StreamId, StreamKind};
use records::Stream;
use records::child::Child;
use records::contact::{self, Approach, Contact};
use records::help::Help;
use records::history::History;
use records::looked_after::{self, LookedAfter};
use records::protection::Protection;
use records::request::Request;
use records::returned::{CareSources, Period, Sources, census_of, looked_after_of, said_of_care};
use uuid::Uuid;

use super::BATCH;
use crate::application::Application;
use crate::failure::Failure;
use crate::kept::fold;
use crate::open::Opened;

/// Contacts, by the child whom they are about, and by the request that began with them.
#[derive(Default)]
struct Approaches {
    about: BTreeMap<Uuid, Vec<Approach>>,
    requests: BTreeMap<Uuid, Approach>,
}

impl Approaches {
    fn of(&self, child: Uuid, requests: &[Uuid]) -> Vec<Approach> {
        let about = self.about.get(&child).into_iter().flatten();
        about.chain(requests.iter().filter_map(|request| self.requests.get(request))).cloned().collect()
    }
}

/// Every history: what returns said, by the child's identifier, and the codes that were recorded, by the child's record.
#[derive(Default)]
struct Histories {
    imported: BTreeMap<String, History>,
    nameless: Vec<History>,
    coded: BTreeMap<Uuid, History>,
}

impl Histories {
    /// The codes of a record, and what returns said of the child with the same identifier; each is given once.
    fn of(&mut self, record: Uuid) -> (Option<History>, Option<History>) {
        let own = self.coded.remove(&record);
        let before = own.as_ref().and_then(History::identifier).and_then(|own| self.imported.remove(&own));
        (own, before)
    }
}

/// Whose records are read besides the child's own.
struct Beside<'a> {
    coded: Option<&'a History>,
    before: Option<&'a History>,
    /// Contacts, help and protection are read too, where they may be known.
    approaches: Option<&'a Approaches>,
}

impl Application {
    /// What the census of a year says of every child, by identifier: what returns said and what is recorded here. `progress`
    /// hears how many records were read.
    pub async fn census_children(
        &self,
        period: &Period,
        progress: impl FnMut(u64),
    ) -> Result<Vec<census::Child>, Failure> {
        let counted = self.census_records(period, progress).await?;
        Ok(counted.into_iter().map(|(_, child)| child).collect())
    }

    /// The same, each with the record it is made from, where that is not a return alone: a child's, or the request or contact
    /// that has led to none yet.
    pub(crate) async fn census_records(
        &self,
        period: &Period,
        mut progress: impl FnMut(u64),
    ) -> Result<Vec<(Option<Uuid>, census::Child)>, Failure> {
        let mut known = self.histories().await?;
        let approaches = self.approaches().await?;
        let mut children = Vec::new();
        let mut told_of: BTreeSet<Uuid> = BTreeSet::new();
        let mut read = 0;
        for kind in [StreamKind::Child, StreamKind::Request, StreamKind::Protection, StreamKind::Help] {
            let mut after = None;
            loop {
                let streams = self.store().streams(self.partnership(), kind, after, BATCH).await?;
                let Some(last) = streams.last() else { break };
                after = Some(last.id);
                for stream in streams {
                    read += 1;
                    if told_of.contains(&stream.id) {
                        continue;
                    }
                    let (own, before) = known.of(stream.id);
                    let (coded, before) = (own.as_ref(), before.as_ref());
                    let beside = Beside { coded, before, approaches: Some(&approaches) };
                    let (requests, counted) = self.census_child(stream, &beside, period).await?;
                    told_of.insert(stream.id);
                    told_of.extend(requests);
                    children.extend(counted.map(|counted| (Some(stream.id), counted)));
                }
                progress(read);
            }
        }
        // Children of whom nobody keeps a record: somebody got in touch about them.
        for child in approaches.about.keys().filter(|child| !told_of.contains(*child)) {
            let (own, before) = known.of(*child);
            let (coded, before) = (own.as_ref(), before.as_ref());
            let beside = Beside { coded, before, approaches: Some(&approaches) };
            let stream = StreamId::new(StreamKind::Help, *child);
            let (_, counted) = self.census_child(stream, &beside, period).await?;
            children.extend(counted.map(|counted| (Some(*child), counted)));
        }
        for history in known.imported.values().chain(&known.nameless) {
            children.extend(records::returned::said(history, period).map(|said| (None, said)));
        }
        // Stable, so that those without an identifier keep the order in which they were begun.
        children
            .sort_by(|(_, one), (_, other)| one.identifiers.la_child_id.cmp(&other.identifiers.la_child_id));
        Ok(children)
    }

    /// What is known of every child who lives or lived away from home, by the identifier that returns have; answers how many
    /// have none. For whoever runs the record, as [`Self::census_children`] is.
    pub async fn each_away(
        &self,
        mut each: impl FnMut(String, looked_after::Census),
    ) -> Result<u64, Failure> {
        let mut known = self.histories().await?;
        let mut nameless = 0;
        self.each_of::<LookedAfter>(|id, state| {
            let (own, before) = known.of(id);
            match own.or(before).and_then(|history| history.identifier()) {
                Some(identifier) => each(identifier, looked_after::census(&state)),
                None => nameless += 1,
            }
        })
        .await?;
        Ok(nameless)
    }

    /// What the return on children looked after of a year says of every child, by identifier, and how many more have none, so
    /// that no row can name them.
    pub async fn children_looked_after(
        &self,
        period: &Period,
    ) -> Result<(Vec<census::LookedAfter>, usize), Failure> {
        let mut known = self.histories().await?;
        let mut children = Vec::new();
        self.each_of::<LookedAfter>(|id, state| {
            let (own, before) = known.of(id);
            let (history, before) = (own.as_ref(), before.as_ref());
            let sources = CareSources { looked_after: Some(&state), history, before };
            children.extend(looked_after_of(&sources, period));
        })
        .await?;
        children.extend(known.imported.values().filter_map(|history| said_of_care(history, period)));
        let all = children.len();
        children.retain(|child| !child.child.is_empty());
        children.sort_by(|one, other| one.child.cmp(&other.child));
        let without = all - children.len();
        Ok((children, without))
    }

    /// What the census of a year would say of a child's support, with the codes that stand; for whoever may know. Nothing of
    /// contacts, help or protection is among it, whoever asks: each has a record and readers of its own.
    pub async fn census_of_support(
        &self,
        actor: &Actor,
        opened: &Opened<Child>,
        child: Uuid,
        period: &Period,
    ) -> Result<(Option<census::Child>, History), Failure> {
        let coded = self.codes_of(actor, opened, child).await?;
        let stream = StreamId::new(StreamKind::Child, child);
        let beside = Beside { coded: Some(&coded), before: None, approaches: None };
        let (_, counted) = self.census_child(stream, &beside, period).await?;
        Ok((counted, coded))
    }

    /// What the census of a year would say of a child's help under section 17, with the codes that stand; for whoever may
    /// know. Contacts and protection have records and readers of their own.
    pub async fn census_of_help(
        &self,
        actor: &Actor,
        opened: &Opened<Help>,
        child: Uuid,
        period: &Period,
    ) -> Result<(Option<census::Child>, History), Failure> {
        let coded = self.codes_of(actor, opened, child).await?;
        let sources = Sources { help: Some(&opened.state), history: Some(&coded), ..Sources::default() };
        Ok((census_of(&sources, period, self.rules()), coded))
    }

    /// What the return on children looked after of a year would say of a child, with the codes that stand; for whoever may
    /// know.
    pub async fn return_of_care(
        &self,
        actor: &Actor,
        opened: &Opened<LookedAfter>,
        child: Uuid,
        period: &Period,
    ) -> Result<(Option<census::LookedAfter>, History), Failure> {
        let coded = self.codes_of(actor, opened, child).await?;
        let sources = CareSources { looked_after: Some(&opened.state), history: Some(&coded), before: None };
        Ok((looked_after_of(&sources, period), coded))
    }

    async fn codes_of<S>(&self, actor: &Actor, opened: &Opened<S>, child: Uuid) -> Result<History, Failure> {
        if !self.may(actor, opened, Action::See, RecordKind::StatutoryReturn, FieldKind::Ordinary) {
            return Err(Failure::NotThere);
        }
        Ok(self.folded::<History>(StreamId::new(StreamKind::History, child)).await?.unwrap_or_default())
    }

    async fn histories(&self) -> Result<Histories, Failure> {
        let mut known = Histories::default();
        self.each_history(|id, history| match history.identifier() {
            _ if !history.is_imported() => drop(known.coded.insert(id, history)),
            Some(identifier) => drop(known.imported.insert(identifier, history)),
            None => known.nameless.push(history),
        })
        .await?;
        Ok(known)
    }

    /// That somebody got in touch about each child. A child who went to the support route is counted by the request.
    async fn approaches(&self) -> Result<Approaches, Failure> {
        let mut found = Approaches::default();
        self.each_of::<Contact>(|id, state| {
            for (child, approach) in contact::census(id, &state) {
                match approach.request {
                    Some(request) => drop(found.requests.insert(request, approach)),
                    None => found.about.entry(child).or_default().push(approach),
                }
            }
        })
        .await?;
        Ok(found)
    }

    /// What the census of a year says of one child, and the requests that it was made from.
    async fn census_child(
        &self,
        stream: StreamId,
        beside: &Beside<'_>,
        period: &Period,
    ) -> Result<(Vec<Uuid>, Option<census::Child>), Failure> {
        let id = stream.id;
        let child = match stream.kind {
            StreamKind::Request => None,
            _ => self.folded::<Child>(StreamId::new(StreamKind::Child, id)).await?,
        };
        let asked: Vec<Uuid> = match (&child, stream.kind) {
            (Some(child), _) => child.requests().collect(),
            (None, StreamKind::Request) => vec![id],
            (None, _) => Vec::new(),
        };
        let mut requests = Vec::with_capacity(asked.len());
        for request in asked {
            let folded = self.folded::<Request>(StreamId::new(StreamKind::Request, request)).await?;
            requests.extend(folded.map(|folded| (request, folded)));
        }
        let (mut protection, mut help, mut about) = (None, None, Vec::new());
        if let Some(approaches) = beside.approaches {
            let asked: Vec<Uuid> = requests.iter().map(|(request, _)| *request).collect();
            about = approaches.of(id, &asked);
            if stream.kind != StreamKind::Request {
                protection = self.folded::<Protection>(StreamId::new(StreamKind::Protection, id)).await?;
                help = self.folded::<Help>(StreamId::new(StreamKind::Help, id)).await?;
            }
        }
        let listed: Vec<(Uuid, &Request)> = requests.iter().map(|(id, request)| (*id, request)).collect();
        let sources = Sources {
            child: child.as_ref().map(|child| (id, child)),
            requests: &listed,
            approaches: &about,
            help: help.as_ref(),
            protection: protection.as_ref(),
            history: beside.coded,
            before: beside.before,
        };
        let counted = census_of(&sources, period, self.rules());
        Ok((requests.iter().map(|(id, _)| *id).collect(), counted))
    }

    /// A stream as it stands; nothing where there is none, or where it was erased.
    async fn folded<S: Stream>(&self, stream: StreamId) -> Result<Option<S>, Failure> {
        let loaded = self.store().load(self.partnership(), stream).await?;
        match fold::<S>(stream, &loaded) {
            _ if loaded.version == 0 => Ok(None),
            Err(Failure::Erased) => Ok(None),
            folded => Ok(Some(folded?.state)),
        }
    }
}
