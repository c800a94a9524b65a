//! In what capacity somebody acts, told by the words of ICEWS and POLECAT and by the codes of CAMEO.

use chancery_core::{ActorKind, Sector};

/// Words, the sector that they tell, and whether they are people rather than a body. The first row with a word of the text decides, so that what
/// is told more exactly comes first.
const WORDS: &[(&str, Sector, ActorKind)] = {
    use ActorKind::{Group, Organization as Body};
    use Sector::{Agr, Bus, Cop, Crm, Cvl, Edu, Eli, Gov, Igo, Jrn, Jud, Lab, Leg, Med, Mil, Ngo, Opp, Prm, Pty, Reb, Ref, Rel, Soc, Spy, Uaf, Unk};
    &[
        ("intelligence,secret agent,secret service,spy", Spy, Body),
        ("refugee,asylum seeker,displaced,immigrant,migrant", Ref, Group),
        ("peacekeeping,international government organization,igos", Igo, Body),
        ("nongovernmental,non-governmental,ngos,human rights group,rights activist", Ngo, Body),
        ("protest,rioter,mob", Opp, Group),
        ("opposition,dissident,defector", Opp, Group),
        ("rebel,insurgent,guerrilla,separatist,militant,terrorist,extremist,combatant,radicals,islamic coalition,armed band", Reb, Group),
        ("militia,paramilitary", Prm, Group),
        ("gang,criminal,thief,murderer,cartel,hitman,drug lord,detainee,prisoner,kidnapper", Crm, Group),
        ("unidentified forces,attacker,armed", Uaf, Group),
        ("police,gendarm", Cop, Body),
        ("military,army,navy,naval,air force,marines,troop,soldier,admiral,reserve personnel,coast guard,defense forces", Mil, Body),
        ("court,judge,judicia,prosecutor,attorney,lawyer,justice,legal", Jud, Body),
        ("legislat,parliament,lawmaker,senate,congress,representatives,assembl,lower house,upper house,unicameral,house speaker", Leg, Body),
        ("media,news,editor,journalist,television,radio,press,blogger", Jrn, Body),
        ("medical,health,hospital,nurse,doctor,surgeon", Med, Body),
        ("labor union,trade union,labor,worker,employee", Lab, Group),
        ("farm,villager,fishermen,agricultural,peasant", Agr, Group),
        ("ministry,minister,cabinet,foreign affairs,government,executive,governor,mayor,envoy,official,authorities,election commission", Gov, Body),
        ("royal,president,administration,secretar,department,customs,domestic affairs,bureaucrat,civil servant,chief of staff", Gov, Body),
        ("party,parties,political parties,candidate,major,minor", Pty, Body),
        ("education,student,professor,university,school,scholar,teacher,scientist,economist", Edu, Group),
        ("muslim,christian,cleric,bishop,priest,preacher,religio,buddhist,hindu,sunni,shia,jews,church,imam,catholic,orthodox", Rel, Group),
        ("bank,business,company,industry,airline,corporation,trader,investor,consumer", Bus, Body),
        ("elite,former,celebrity,athlete", Eli, Group),
        ("activist,civic group,association,veterans", Soc, Group),
        ("citizen,civilian,population,men,women,children,indigenous,tourist,ethnic,social,people,passenger,victim,residents,voter", Cvl, Group),
        ("unspecified", Unk, Group),
    ]
};

/// The sector and kind that words such as "Foreign Affairs" or "General Population / Civilian / Social" tell, or none.
pub(crate) fn told(words: &str) -> Option<(Sector, ActorKind)> {
    let words = words.to_lowercase();
    let has = |word: &str| words.match_indices(word).any(|(at, _)| at == 0 || !words.as_bytes()[at - 1].is_ascii_alphabetic());
    WORDS.iter().find(|(list, ..)| list.split(',').any(has)).map(|&(_, sector, kind)| (sector, kind))
}

/// CAMEO's codes of roles, the sector of each, and whether they are people rather than a body. Of several codes of a sector the first is written.
const CAMEO: &[(&str, Sector, &str, bool)] = &[
    ("GOV", Sector::Gov, "Government", false),
    ("MIL", Sector::Mil, "Military", false),
    ("LEG", Sector::Leg, "Legislature", false),
    ("JUD", Sector::Jud, "Judiciary", false),
    ("SPY", Sector::Spy, "Intelligence services", false),
    ("COP", Sector::Cop, "Police", false),
    ("PTY", Sector::Pty, "Party", false),
    ("OPP", Sector::Opp, "Opposition", true),
    ("REB", Sector::Reb, "Rebels", true),
    ("INS", Sector::Reb, "Insurgents", true),
    ("SEP", Sector::Reb, "Separatists", true),
    ("RAD", Sector::Reb, "Radicals", true),
    ("PRM", Sector::Prm, "Paramilitaries", true),
    ("UAF", Sector::Uaf, "Unidentified forces", true),
    ("REF", Sector::Ref, "Refugees", true),
    ("CVL", Sector::Cvl, "Civilians", true),
    ("BUS", Sector::Bus, "Business", false),
    ("MNC", Sector::Bus, "Multinational company", false),
    ("EDU", Sector::Edu, "Education", true),
    ("HLH", Sector::Med, "Health", true),
    ("MED", Sector::Jrn, "Media", false),
    ("LAB", Sector::Lab, "Labour", true),
    ("REL", Sector::Rel, "Religious group", true),
    ("AGR", Sector::Agr, "Agriculture", true),
    ("CRM", Sector::Crm, "Criminals", true),
    ("ELI", Sector::Eli, "Elites", true),
    ("SET", Sector::Soc, "Settlers", true),
    ("MOD", Sector::Soc, "Moderates", true),
    ("SOC", Sector::Soc, "Civil society", true),
    ("ENV", Sector::Ngo, "Environmental group", false),
    ("HRI", Sector::Ngo, "Human rights group", false),
    ("DEV", Sector::Ngo, "Development group", false),
    ("NGO", Sector::Ngo, "Non-governmental organization", false),
    ("NGM", Sector::Ngo, "Non-governmental movement", false),
    ("IGO", Sector::Igo, "International organization", false),
    ("INT", Sector::Igo, "International body", false),
    ("IMG", Sector::Reb, "International militants", true),
    ("PRE", Sector::Pre, "Partially recognised government", false),
    ("UNK", Sector::Unk, "Somebody", true),
];

/// A role of CAMEO: its sector, a word for it, and what kind of actor has it.
pub(crate) fn of_cameo(code: &str) -> Option<(Sector, &'static str, ActorKind)> {
    let found = CAMEO.iter().find(|(known, ..)| *known == code)?;
    Some((found.1, found.2, if found.3 { ActorKind::Group } else { ActorKind::Organization }))
}

/// The CAMEO code of a sector.
pub(crate) fn cameo(sector: Sector) -> &'static str {
    CAMEO.iter().find(|(_, known, ..)| *known == sector).map_or("UNK", |found| found.0)
}

/// A word for a sector.
pub(crate) fn word(sector: Sector) -> &'static str {
    CAMEO.iter().find(|(_, known, ..)| *known == sector).map_or("Somebody", |found| found.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_sectors_and_codes_go_both_ways() {
        assert_eq!(told("Foreign Affairs"), Some((Sector::Gov, ActorKind::Organization)));
        assert_eq!(told("Citizen"), Some((Sector::Cvl, ActorKind::Group)));
        assert_eq!(told("High Ranking Military Personnel"), Some((Sector::Mil, ActorKind::Organization)));
        assert_eq!(told("Boko Haram"), None);
        for &sector in Sector::ALL {
            assert_eq!(of_cameo(cameo(sector)).map(|role| role.0), Some(sector), "{sector}");
            assert!(word(sector) != "Somebody" || sector == Sector::Unk, "{sector}");
        }
        assert_eq!(of_cameo("MED").map(|role| role.0), Some(Sector::Jrn));
    }
}
