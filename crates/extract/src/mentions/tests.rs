use super::*;
use expect_test::{Expect, expect};
use jiff::civil::date;
use std::{fmt::Write, sync::OnceLock};

pub(super) fn gazetteer() -> &'static Gazetteer {
    static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
    GAZETTEER.get_or_init(Gazetteer::builtin)
}

/// One line a mention: how told, its words, whom or where.
pub(super) fn drawn(text: &str, day: Date) -> String {
    let mut lines = String::new();
    for mention in find_in_text(text, Some(day), gazetteer()).list {
        let words = mention.span.words(text).unwrap_or("?");
        assert_eq!(words, &text[mention.bytes.clone()]);
        write!(lines, "{:?}/{:?} {words:?}", mention.told, mention.reading).unwrap();
        for actor in &mention.actors {
            let country = actor.country.map(|code| code.to_string()).unwrap_or_default();
            let sector = actor.sector.map_or("", Sector::as_str);
            let former = if actor.former { "former " } else { "" };
            write!(lines, " = {} [{}] {country} {sector} {former}{}", actor.id, actor.name, actor.office.as_deref().unwrap_or_default()).unwrap();
        }
        if let Some(place) = mention.place.filter(|_| mention.reading == Reading::Place) {
            write!(lines, " @ {}, {}", place.name, place.within.unwrap_or_default()).unwrap();
        }
        lines.push('\n');
    }
    lines
}

#[track_caller]
fn check(text: &str, day: Date, expected: Expect) {
    expected.assert_eq(&drawn(text, day));
}

#[test]
fn a_title_a_country_and_a_name_are_one_mention() {
    check(
        "US Ambassador to South Korea Alexander Vershbow met Wu Dawei in Beijing. Wu left.",
        date(2006, 3, 1),
        expect![[r#"
        Titled/Actor "US Ambassador to South Korea Alexander Vershbow" = alexander-russel-vershbow [Alexander Russel Vershbow] USA GOV Ambassador to South Korea
        Name/Both "US" = USA [United States] USA GOV 
        Name/Both "South Korea" = KOR [South Korea] KOR GOV 
        Titled/Actor "Wu Dawei" = wu-dawei [Wu Dawei] CHN GOV Vice Foreign Minister
        Place/Place "Beijing" @ Beijing, China
    "#]],
    );
}

#[test]
fn vice_premiers_of_two_countries() {
    check(
        "Chinese Vice Premier Zeng Peiyan and DPRK Vice Premier Ro Tu-chol signed. The French foreign minister and U.S. troops stayed away.",
        date(2005, 12, 26),
        expect![[r#"
        Titled/Actor "Chinese Vice Premier Zeng Peiyan" = zeng-peiyan [Zeng Peiyan] CHN GOV Vice Premier
        Demonym/Actor "Chinese" = CHN [China] CHN GOV 
        Titled/Actor "DPRK Vice Premier Ro Tu-chol" = ro-tu-chol [Ro Tu-chol] PRK GOV Vice Premier
        Name/Both "DPRK" = PRK [North Korea] PRK GOV 
        Office/Actor "French foreign minister" = fra-foreign-minister [French foreign minister] FRA GOV foreign minister
        Demonym/Actor "French" = FRA [France] FRA GOV 
        Group/Actor "U.S. troops" = usa-military [American military] USA MIL 
        Name/Both "U.S." = USA [United States] USA GOV 
    "#]],
    );
}

#[test]
fn groups_and_bodies() {
    check(
        "Israeli troops shot at protesters in Gaza. Syrian rebels, a court in Bishkek and the government of Chad spoke. NATO said US officials came.",
        date(2018, 6, 1),
        expect![[r#"
        Group/Actor "Israeli troops" = isr-military [Israeli military] ISR MIL 
        Demonym/Actor "Israeli" = ISR [Israel] ISR GOV 
        Group/Actor "protesters" = pse-protesters [Palestinian protesters] PSE CVL 
        Place/Place "Gaza" @ Gaza, Palestine
        Group/Actor "Syrian rebels" = syr-rebels [Syrian rebels] SYR REB 
        Demonym/Actor "Syrian" = SYR [Syria] SYR GOV 
        Group/Actor "court" = kgz-court [Kyrgyz court] KGZ JUD 
        Place/Place "Bishkek" @ Bishkek, Kyrgyzstan
        Group/Actor "government of Chad" = TCD [Chad] TCD GOV 
        Name/Both "Chad" = TCD [Chad] TCD GOV 
        Name/Actor "NATO" = north-atlantic-treaty-organization [North Atlantic Treaty Organization]  IGO 
        Group/Actor "US officials" = usa-officials [American officials] USA GOV 
        Name/Both "US" = USA [United States] USA GOV 
    "#]],
    );
}

#[test]
fn who_owns_people_tells_whose_they_are_before_where_they_are() {
    check(
        "Chile pulled its troops from Peru. Protesters from Peru cheered.",
        date(2003, 4, 3),
        expect![[r#"
        Name/Both "Chile" = CHL [Chile] CHL GOV 
        Group/Actor "its troops" = chl-military [Chilean military] CHL MIL 
        Pronoun/Actor "its" = CHL [Chile] CHL GOV 
        Name/Both "Peru" = PER [Peru] PER GOV 
        Group/Actor "Protesters" = per-protesters [Peruvian protesters] PER CVL 
        Name/Both "Peru" = PER [Peru] PER GOV 
    "#]],
    );
}

#[test]
fn a_small_last_syllable_belongs_to_the_name() {
    check(
        "South Korean President Moon Jae-in met US-led troops.",
        date(2018, 6, 12),
        expect![[r#"
        Titled/Actor "South Korean President Moon Jae-in" = moon-jae-in [Moon Jae In] KOR GOV President
        Demonym/Actor "South Korean" = KOR [South Korea] KOR GOV 
        Group/Actor "US-led troops" = usa-military [American military] USA MIL 
        Name/Both "US" = USA [United States] USA GOV 
    "#]],
    );
}

#[test]
fn compounds() {
    check(
        "US-Japan talks, the Sino-Indian border, the US-led coalition, and South and North Korea.",
        date(2018, 6, 1),
        expect![[r#"
        Name/Both "US" = USA [United States] USA GOV 
        Name/Both "Japan" = JPN [Japan] JPN GOV 
        Demonym/Actor "Sino" = CHN [China] CHN GOV 
        Demonym/Actor "Indian" = IND [India] IND GOV 
        Group/Actor "US-led coalition" = usa-coalition [American coalition] USA GOV 
        Name/Both "US" = USA [United States] USA GOV 
        Name/Actor "South" = KOR [South Korea] KOR GOV 
        Name/Both "North Korea" = PRK [North Korea] PRK GOV 
    "#]],
    );
}

#[test]
fn persons_with_apposition() {
    check(
        "Israel's prime minister, Benjamin Netanyahu, met Ban Ki-moon, the secretary-general of the United Nations, and Agnes Callamard, a special rapporteur. Netanyahu thanked Putin.",
        date(2016, 6, 1),
        expect![[r#"
        Office/Actor "Israel's prime minister" = benjamin-netanyahu [Benjamin Netanyahu] ISR GOV prime minister
        Name/Both "Israel" = ISR [Israel] ISR GOV 
        Titled/Actor "Benjamin Netanyahu" = benjamin-netanyahu [Benjamin Netanyahu] ISR GOV prime minister
        Titled/Actor "Ban Ki-moon" = ban-ki-moon [Ban Ki-moon]  IGO secretary-general of the United Nations
        Office/Actor "secretary-general of the United Nations" = ban-ki-moon [Ban Ki-moon]  IGO secretary-general of the United Nations
        Name/Actor "United Nations" = united-nations [United Nations]  IGO 
        Titled/Actor "Agnes Callamard" = agnes-callamard [Agnes Callamard]  IGO special rapporteur
        Office/Actor "special rapporteur" = agnes-callamard [Agnes Callamard]  IGO special rapporteur
        Titled/Actor "Putin" = vladimir-putin [Vladimir Putin] RUS GOV President
    "#]],
    );
}

#[test]
fn former_office() {
    check(
        "Former President George W. Bush met President Barack Obama. The Presidents of Brazil, Egypt, and France came. Presidents Trump and Putin did not.",
        date(2018, 6, 1),
        expect![[r#"
        Titled/Actor "Former President George W. Bush" = george-w-bush [George W. Bush] USA ELI former President
        Titled/Actor "President Barack Obama" = barack-obama [Barack Obama] USA GOV President
        Office/Actor "Presidents of Brazil" = bra-head-of-state [Brazilian head of state] BRA GOV President of Brazil
        Name/Both "Brazil" = BRA [Brazil] BRA GOV 
        Office/Actor "Egypt" = egy-head-of-state [Egyptian head of state] EGY GOV President
        Office/Actor "France" = fra-head-of-state [French head of state] FRA GOV President
        Titled/Actor "Presidents Trump" = donald-trump [Donald Trump] USA GOV President
        Titled/Actor "Putin" = vladimir-putin [Vladimir Putin] RUS GOV President
    "#]],
    );
}

#[test]
fn counted_people_are_no_country() {
    check(
        "Two Israelis died. The Israelis agreed.",
        date(2018, 6, 1),
        expect![[r#"
        Demonym/Actor "Israelis" = isr-people [Israeli people] ISR CVL 
        Demonym/Actor "Israelis" = ISR [Israel] ISR GOV 
    "#]],
    );
}

#[test]
fn units_are_names_of_several_words() {
    let text = "US envoy Alexander Vershbow met officials of South and North Korea, then of North Korea, in the Great Hall of the People.";
    let doc = tokenise(text);
    let units: Vec<&str> = units(text, &doc, gazetteer()).iter().map(|span| &text[span.range()]).collect();
    assert_eq!(units, ["Alexander Vershbow", "North Korea", "Great Hall of the People"]);
}

#[test]
fn later_tellings_name_those_told_before() {
    check(
        "Chinese Foreign Minister Wang Yi met Sergey Lavrov in Sochi. The two countries signed. Both sides spoke. He left; they agreed.",
        date(2021, 6, 1),
        expect![[r#"
            Titled/Actor "Chinese Foreign Minister Wang Yi" = wang-yi [Wang Yi] CHN GOV Foreign Minister
            Demonym/Actor "Chinese" = CHN [China] CHN GOV 
            Titled/Actor "Sergey Lavrov" = sergey-lavrov [Sergey Lavrov] RUS GOV Foreign Minister
            Place/Place "Sochi" @ Sochi, Russia
            Collective/Actor "The two countries" = CHN [China] CHN GOV  = RUS [Russia] RUS GOV 
            Collective/Actor "Both sides" = CHN [China] CHN GOV  = RUS [Russia] RUS GOV 
            Pronoun/Actor "He" = sergey-lavrov [Sergey Lavrov] RUS GOV Foreign Minister
            Pronoun/Actor "they" = CHN [China] CHN GOV  = RUS [Russia] RUS GOV 
        "#]],
    );
    check(
        "Japan and South Korea met. The visiting premier left. It said the pair agreed, and the two Koreas spoke.",
        date(2021, 6, 1),
        expect![[r#"
            Name/Both "Japan" = JPN [Japan] JPN GOV 
            Name/Both "South Korea" = KOR [South Korea] KOR GOV 
            Office/Actor "premier" = head-of-government [head of government]  GOV premier
            Pronoun/Actor "It" = KOR [South Korea] KOR GOV 
            Collective/Actor "the pair" = JPN [Japan] JPN GOV  = KOR [South Korea] KOR GOV 
            Collective/Actor "the two Koreas" = PRK [North Korea] PRK GOV  = KOR [South Korea] KOR GOV 
        "#]],
    );
}

#[test]
fn a_chain_of_actors_is_meant_by_they() {
    check(
        "Greece, Cyprus and Israel met; they agreed. Greek Prime Minister Kyriakos Mitsotakis and Energy Minister Ion Foulakis spoke. The minister left.",
        date(2020, 1, 10),
        expect![[r#"
            Name/Both "Greece" = GRC [Greece] GRC GOV 
            Name/Both "Cyprus" = CYP [Cyprus] CYP GOV 
            Name/Both "Israel" = ISR [Israel] ISR GOV 
            Pronoun/Actor "they" = GRC [Greece] GRC GOV  = CYP [Cyprus] CYP GOV  = ISR [Israel] ISR GOV 
            Titled/Actor "Greek Prime Minister Kyriakos Mitsotakis" = kyriakos-mitsotakis [Kyriakos Mitsotakis] GRC GOV Prime Minister
            Demonym/Actor "Greek" = GRC [Greece] GRC GOV 
            Titled/Actor "Energy Minister Ion Foulakis" = ion-foulakis [Ion Foulakis] GRC GOV Energy Minister
            Office/Actor "minister" = ion-foulakis [Ion Foulakis] GRC GOV Energy Minister
        "#]],
    );
}

#[test]
fn names_that_are_two_things() {
    check(
        "Georgia's president met Michael Jordan. The governor of Georgia, Turkey, Chad, and Jordan.",
        date(2021, 6, 1),
        expect![[r#"
        Office/Actor "Georgia's president" = geo-head-of-state [Georgian head of state] GEO GOV president
        Name/Both "Georgia" = GEO [Georgia] GEO GOV 
        Titled/Actor "Michael Jordan" = michael-jordan [Michael Jordan]   
        Office/Actor "governor of Georgia" = usa-governor [American governor] USA GOV governor of Georgia
        Place/Place "Georgia" @ Georgia, United States
        Name/Both "Turkey" = TUR [Turkey] TUR GOV 
        Name/Both "Chad" = TCD [Chad] TCD GOV 
        Name/Both "Jordan" = JOR [Jordan] JOR GOV 
    "#]],
    );
    check(
        "In May Theresa May spoke in Portland, Maine, of Korea. Congo and Guinea. She met in Georgia, Tbilisi said.",
        date(2018, 6, 1),
        expect![[r#"
            Titled/Actor "Theresa May" = theresa-may [Theresa May] GBR GOV Prime Minister
            Place/Place "Portland" @ Portland, Maine
            Place/Place "Maine" @ Maine, United States
            Name/Both "Korea" = KOR [South Korea] KOR GOV 
            Name/Both "Congo" = COD [Democratic Republic of the Congo] COD GOV 
            Name/Both "Guinea" = GIN [Guinea] GIN GOV 
            Pronoun/Actor "She" = theresa-may [Theresa May] GBR GOV Prime Minister
            Name/Both "Georgia" = GEO [Georgia] GEO GOV 
            Name/Both "Tbilisi" = GEO [Georgia] GEO GOV 
        "#]],
    );
    check(
        "Washington told us nothing. Talks in Washington with the Kremlin. WHO warned who.",
        date(2018, 6, 1),
        expect![[r#"
        Name/Both "Washington" = USA [United States] USA GOV 
        Place/Place "Washington" @ Washington, United States
        Name/Actor "the Kremlin" = RUS [Russia] RUS GOV 
        Name/Actor "WHO" = world-health-organization [World Health Organization]  IGO 
    "#]],
    );
}

#[test]
fn bodies_that_the_tables_do_not_have() {
    check(
        "Britain's National Crime Agency and the Cambodia National Rescue Party spoke. A Lebanese lawyer, Kareem Majbour, came. Minister for Communications Mitch Fifield left.",
        date(2018, 6, 1),
        expect![[r#"
            Name/Actor "Britain's National Crime Agency" = gbr-national-crime-agency [National Crime Agency] GBR GOV 
            Name/Both "Britain" = GBR [United Kingdom] GBR GOV 
            Name/Actor "Cambodia National Rescue Party" = cambodia-national-rescue-party [Cambodia National Rescue Party] KHM PTY 
            Name/Both "Cambodia" = KHM [Cambodia] KHM GOV 
            Group/Actor "Lebanese lawyer" = kareem-majbour [Kareem Majbour] LBN SOC lawyer
            Demonym/Actor "Lebanese" = LBN [Lebanon] LBN GOV 
            Titled/Actor "Kareem Majbour" = kareem-majbour [Kareem Majbour] LBN SOC lawyer
            Titled/Actor "Minister for Communications Mitch Fifield" = mitch-fifield [Mitch Fifield] AUS GOV Minister for Communications
        "#]],
    );
}

#[test]
fn acronyms_are_those_that_the_text_introduces() {
    check(
        "Georgia Public Television, or GPTV, said the Baltic Rescue Committee (BRC) met. The BRC and GPTV left.",
        date(2018, 6, 1),
        expect![[r#"
            Name/Actor "Georgia Public Television" = georgia-public-television [Georgia Public Television] GEO JRN 
            Name/Both "Georgia" = GEO [Georgia] GEO GOV 
            Name/Actor "GPTV" = georgia-public-television [Georgia Public Television] GEO JRN 
            Name/Actor "Baltic Rescue Committee" = baltic-rescue-committee [Baltic Rescue Committee]  GOV 
            Name/Actor "BRC" = baltic-rescue-committee [Baltic Rescue Committee]  GOV 
            Name/Actor "BRC" = baltic-rescue-committee [Baltic Rescue Committee]  GOV 
            Name/Actor "GPTV" = georgia-public-television [Georgia Public Television] GEO JRN 
        "#]],
    );
}

#[test]
fn case_says_nothing_in_headlines() {
    check(
        "PUTIN MEETS US ENVOY IN MOSCOW AND TELLS US ABOUT IT",
        date(2018, 6, 1),
        expect![[r#"
            Titled/Actor "PUTIN" = vladimir-putin [Vladimir Putin] RUS GOV President
            Office/Actor "US ENVOY IN MOSCOW" = usa-envoy [American ENVOY] USA GOV ENVOY IN MOSCOW
            Name/Both "US" = USA [United States] USA GOV 
            Place/Place "MOSCOW" @ Moscow, Russia
        "#]],
    );
    check(
        "north korea and barack obama met in paris",
        date(2015, 6, 1),
        expect![[r#"
            Name/Both "north korea" = PRK [North Korea] PRK GOV 
            Titled/Actor "barack obama" = barack-obama [Barack Obama] USA GOV President
            Place/Place "paris" @ paris, France
        "#]],
    );
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]
    #[test]
    fn any_text_is_read(
        text in "([A-Za-z]{1,9}|US|President|PRESIDENT|of|the|Israel|'s|his|its|country|office|minister|troops|Korea|North|and|Путин|العراق|[ .,-]|\\PC){0,40}",
        year in -9999_i16..=9999,
    ) {
        let _ = drawn(&text, date(year, 1, 1));
        let doc = tokenise(&text);
        let _ = units(&text, &doc, gazetteer());
    }
}
