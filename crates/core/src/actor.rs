//! Who acts: countries, persons, organizations and groups, and the offices that persons hold.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{ActorId, CountryCode, code::vocabulary};

vocabulary! {
    /// What kind of actor it is.
    ActorKind, "kind of actor" {
        /// A state or territory, acting through its government.
        Country = "country",
        /// A human being.
        Person = "person",
        /// A body with members or staff: the United Nations, a ministry, a company.
        Organization = "organization",
        /// People without a body: protesters, rebels, an ethnic group.
        Group = "group",
    }
}

vocabulary! {
    /// PLOVER's primary sectors: in what capacity an actor acts.
    Sector, "sector" {
        /// Government, executive.
        Gov = "GOV",
        /// Military.
        Mil = "MIL",
        /// Legislature.
        Leg = "LEG",
        /// Judiciary.
        Jud = "JUD",
        /// Intelligence services.
        Spy = "SPY",
        /// Police.
        Cop = "COP",
        /// Party.
        Pty = "PTY",
        /// Opposition.
        Opp = "OPP",
        /// Rebels.
        Reb = "REB",
        /// Armed groups on the side of a government.
        Prm = "PRM",
        /// Armed, no one knows whose.
        Uaf = "UAF",
        /// Refugees and displaced persons.
        Ref = "REF",
        /// Civilians.
        Cvl = "CVL",
        /// Business.
        Bus = "BUS",
        /// Education.
        Edu = "EDU",
        /// Medicine.
        Med = "MED",
        /// Journalists and media.
        Jrn = "JRN",
        /// Labour.
        Lab = "LAB",
        /// Religion.
        Rel = "REL",
        /// Agriculture.
        Agr = "AGR",
        /// Crime.
        Crm = "CRM",
        /// Elites: former officials, ruling families.
        Eli = "ELI",
        /// Civil society.
        Soc = "SOC",
        /// Partially recognised states.
        Pre = "PRE",
        /// International governmental organisations.
        Igo = "IGO",
        /// Non-governmental organisations.
        Ngo = "NGO",
        /// Unknown.
        Unk = "UNK",
    }
}

/// An actor as the graph knows it, apart from any one event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Its name in the graph.
    pub id: ActorId,
    /// What it is.
    pub kind: ActorKind,
    /// What it is called first.
    pub name: String,
    /// Other names that news uses for it.
    pub names: Vec<String>,
    /// The country it is, or belongs to.
    pub country: Option<CountryCode>,
    /// In what capacity it acts.
    pub sector: Option<Sector>,
    /// Offices held, oldest first.
    pub offices: Vec<Office>,
}

/// A post that a person holds for a country or an organization in a period.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Office {
    /// "Vice Premier".
    pub title: String,
    /// The country it is held for.
    pub country: Option<CountryCode>,
    /// The body without a country that it is held for.
    pub organization: Option<String>,
    /// First day known.
    pub from: Option<Date>,
    /// Last day known; none while it is held.
    pub to: Option<Date>,
}

impl Office {
    /// Whether the office was held on `day`, as far as is known.
    pub fn held_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}
