//! What is written and read again is the same.
#![allow(clippy::unwrap_used, reason = "a failure here fails the test")]

mod common;

use chancery_core::{Event, EventView, Ontology, Report, Status};
use chancery_formats::{
    Exporter,
    export::{COLUMNS, Form},
    import::Format,
};
use common::{import, import_from, shared};
use std::io::Cursor;

fn export(form: Form, events: &[Event]) -> String {
    String::from_utf8(export_bytes(form, events)).unwrap()
}

fn export_bytes(form: Form, events: &[Event]) -> Vec<u8> {
    let ontology = Ontology::builtin();
    let mut exporter = Exporter::new(form, Vec::new(), &ontology).unwrap();
    events.iter().for_each(|event| exporter.event(event).unwrap());
    exporter.finish().unwrap()
}

/// Four events with all that an event can have: of several days, undated, with an office, and of three actors.
const PLAIN: &str = r#"{"id":"1","date":"2014-06-02","pub_date":"2014-06-03","event_type":"CONSULT","event_mode":["visit"],"contexts":["diplomatic"],"event_text":"Chile's president visited Peru.","publisher":"Andes Courier","attributes":{"ACTOR":[{"text":"president","wiki":"Michelle Bachelet","country":"CHL","code_1":"GOV"}],"RECIP":[{"text":"Peru","country":"PER"}]},"event_geolocation":{"geo":{"resolved_placename":"Lima","admin1_name":"Lima Province","country_code3":"PER","lat":"-12.05","lon":-77.04,"feature_class":"P"}}}
{"id":"2","date":"2014-06-02","event_type":"ASSAULT","event_mode":["firearms"],"event_text":"Gunmen fired on a convoy of the European Union.","attributes":{"ACTOR":[{"text":"gunmen"}],"RECIP":[{"wiki":"European Union"}]}}
{"id":"3","date":"2014-06-02","event_type":"CONSULT","event_mode":"","attributes":{"ACTOR":[{"country":"CHL"}],"RECIP":[{"country":"PER"},{"country":"BOL"}]}}
{"id":"4","date":"2014-06-02","event_type":"RETREAT","event_mode":["release"],"attributes":{"ACTOR":[{"country":"CHL","text":"Army","code_1":"MIL"}],"RECIP":[]}}
{"id":"5","date":"2014-06-02","event_type":"MEET","attributes":{"ACTOR":[{"country":"CHL"}],"RECIP":[]}}
"#;

fn rich() -> Vec<Event> {
    let (mut events, rejected) = import_from(Format::Plover, Cursor::new(PLAIN));
    assert_eq!(rejected.iter().map(|(_, reason)| reason.as_str()).collect::<Vec<_>>(), ["no event of PLOVER: \"MEET\""]);
    assert_eq!(events.len(), 4);
    assert_eq!(events[2].participants.len(), 3);
    events[1].date = None;
    events[2].date = "2014-06".parse().ok();
    events[0].participants[0].office = Some("President".into());
    events[3].status = Status::Planned;
    events[3].reports[0].status = Status::Planned;
    events
}

#[test]
fn plover_keeps_all_of_an_event() {
    let events = rich();
    let (again, rejected) = import_from(Format::Plover, Cursor::new(export(Form::Plover, &events)));
    assert_eq!((again, rejected), (events, vec![]));
    for (format, path) in [(Format::Icews, "samples/icews-events.2018.tab.gz"), (Format::Gdelt2, "samples/gdelt2.export.CSV.gz")] {
        let Some(file) = shared(path) else { return };
        let (events, _) = import(format, &file);
        let (again, rejected) = import_from(Format::Plover, Cursor::new(export(Form::Plover, &events)));
        assert_eq!(rejected, []);
        for (one, other) in again.into_iter().zip(&events) {
            // The rule names the form from which the event was read last.
            let reports: Vec<Report> =
                one.reports.iter().zip(&other.reports).map(|(one, other)| Report { rule: other.rule.clone(), ..one.clone() }).collect();
            assert_eq!(Event { reports, ..one }, *other);
        }
    }
}

#[test]
fn gdelt_keeps_what_gdelt_can_say() {
    for (format, path) in [(Format::Gdelt1, "samples/gdelt1.export.CSV.gz"), (Format::Gdelt2, "samples/gdelt2.export.CSV.gz")] {
        let Some(file) = shared(path) else { return };
        let (events, _) = import(format, &file);
        let (again, rejected) = import_from(Format::Gdelt1, Cursor::new(export(Form::Gdelt1, &events)));
        assert_eq!((again.len(), rejected), (events.len(), vec![]));
        for (one, other) in again.into_iter().zip(&events) {
            let reports: Vec<Report> =
                one.reports.iter().zip(&other.reports).map(|(one, other)| Report { rule: other.rule.clone(), ..one.clone() }).collect();
            assert_eq!(Event { reports, ..one }, *other);
        }
    }
}

#[test]
fn a_row_of_gdelt_is_a_pair() {
    let events = rich();
    let text = export(Form::Gdelt1, &events);
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    assert!(rows.iter().all(|row| row.len() == 58));
    assert_eq!(rows.len(), 5, "the undated event is left out, and that of three is three pairs");
    let pairs: Vec<(&str, &str)> = rows.iter().map(|row| (row[7], row[17])).collect();
    assert_eq!(pairs, [("CHL", "PER"), ("CHL", "PER"), ("CHL", "BOL"), ("PER", "BOL"), ("CHL", "")]);
    assert_eq!((rows[0][26], rows[0][50], rows[0][51]), ("042", "Lima, Lima Province, Peru", "PE"));
}

#[test]
fn json_lines_and_csv_have_every_event() {
    let events = rich();
    let lines: Vec<serde_json::Value> = export(Form::Jsonl, &events).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for (line, event) in lines.iter().zip(&events) {
        let view: EventView = serde_json::from_value(line.clone()).unwrap();
        assert_eq!(view, EventView::new(event, event.reports.first()));
        assert_eq!(line["reports"][0]["evidence"]["text"], event.reports[0].evidence.text);
    }
    let text = export(Form::Csv, &events);
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!((rows.len(), rows[0]), (5, COLUMNS.join(",").as_str()));
    assert!(rows[1].contains(",michelle-bachelet; PER,Michelle Bachelet; Peru,source; host,CHL; PER,"), "{}", rows[1]);
}

#[test]
fn graphs_have_an_edge_for_each_pair_and_gexf_has_its_days() {
    let events = rich();
    let graphml = export(Form::Graphml, &events);
    assert_eq!(graphml.matches("<edge ").count(), 5);
    assert!(graphml.contains("<edge source=\"michelle-bachelet\" target=\"PER\"><data key=\"edge-event\">"), "{graphml}");
    assert!(graphml.contains("<edge source=\"CHL\" target=\"BOL\" directed=\"false\">"), "{graphml}");
    let gexf = export(Form::Gexf, &events);
    assert!(gexf.contains("timeformat=\"date\"") && gexf.contains(" start=\"2014-06-01\" end=\"2014-06-30\">"), "{gexf}");
    assert_eq!(gexf.matches("</nodes>").count(), 1);
}

#[test]
fn parquet_has_every_column_and_reads_back_the_same() {
    use parquet::{
        file::reader::{FileReader, SerializedFileReader},
        record::{Field, RowAccessor},
    };
    let mut events = rich();
    events.extend_from_within(..);
    let file = std::env::temp_dir().join(format!("chancery-{}.parquet", std::process::id()));
    std::fs::write(&file, export_bytes(Form::Parquet, &events)).unwrap();
    let reader = SerializedFileReader::new(std::fs::File::open(&file).unwrap()).unwrap();
    std::fs::remove_file(&file).unwrap();
    let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
    assert_eq!((rows.len(), reader.metadata().file_metadata().schema_descr().num_columns()), (8, 25));
    for (row, event) in rows.iter().zip(&events) {
        assert_eq!((row.get_string(0).unwrap(), row.get_string(1).unwrap().as_str()), (&event.id.to_string(), event.kind.as_str()));
        let start = match row.get_column_iter().nth(6).unwrap().1 {
            Field::Date(day) => Some(*day),
            _ => None,
        };
        assert_eq!(start, event.date.map(|date| chancery_core::date::day_number(date.start)));
        assert_eq!(row.get_double(12).ok(), event.place.as_ref().and_then(|place| place.lat));
        let list = row.get_list(14).unwrap().elements().iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(list, event.participants.iter().map(|one| format!("\"{}\"", one.actor)).collect::<Vec<_>>());
        let countries = row.get_list(18).unwrap().elements().iter().map(ToString::to_string).collect::<Vec<_>>();
        let told = |one: &chancery_core::Participant| one.country.map_or("null".to_owned(), |country| format!("\"{country}\""));
        assert_eq!(countries, event.participants.iter().map(told).collect::<Vec<_>>());
        assert_eq!(row.get_string(24).unwrap(), &event.reports[0].evidence.text);
    }
}
