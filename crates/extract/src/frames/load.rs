//! Reads frame files. Every error names its file and line and says what is accepted.

use chancery_core::{EventType, Ontology, Role, Shape, Status};

use crate::reader::Class;

use super::{
    Frame, Frames, Inside, Operator, Pos, Reading, RoleRule, Trigger,
    notation::{self, Line},
};

/// A frame file that is not in the notation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
pub struct FrameError {
    /// The file.
    pub file: String,
    /// The line, counted from one.
    pub line: usize,
    /// What is wrong and what is accepted.
    pub reason: String,
}

/// The block that the lines read now belong to.
enum Block {
    Class(String),
    Frame { number: usize, settings: Settings },
    Operator(Operator),
    Light(Option<Status>),
}

#[derive(Clone, Default)]
struct Settings {
    kind: Option<EventType>,
    cameo: Option<String>,
    mode: Option<String>,
    status: Option<Status>,
}

pub(super) fn read(frames: &mut Frames, file: &str, text: &str, ontology: &Ontology) -> Result<(), FrameError> {
    let mut block = None;
    for (index, line) in text.lines().enumerate() {
        let place = (file, index + 1);
        let content = line.trim();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let read = if line.starts_with([' ', '\t']) {
            match &mut block {
                Some(block) => member(frames, block, content, place.1, ontology),
                None => Err("an indented line stands before any block; accepted at the margin are class, frame, operator, light".into()),
            }
        } else {
            opening(frames, content, place, ontology).map(|opened| block = Some(opened))
        };
        read.map_err(|reason| FrameError { file: file.into(), line: place.1, reason })?;
    }
    for list in frames.triggers.lists() {
        list.sort_by_key(|trigger| std::cmp::Reverse(trigger.conditions.len()));
    }
    for list in frames.operators.lists() {
        list.sort_by_key(|reading| std::cmp::Reverse(reading.conditions.len()));
    }
    for list in frames.lights.lists() {
        list.sort_by_key(|reading| std::cmp::Reverse(reading.conditions.len()));
    }
    Ok(())
}

/// Opens a block.
fn opening(frames: &mut Frames, content: &str, place: (&str, usize), ontology: &Ontology) -> Result<Block, String> {
    let words: Vec<&str> = content.split_whitespace().collect();
    match words[..] {
        ["class", name] => {
            frames.classes.entry(name.to_owned()).or_default();
            Ok(Block::Class(name.to_owned()))
        }
        ["frame", name, kind, ref settings @ ..] => open_frame(frames, (name, kind, settings), place, ontology),
        ["operator", what] => Ok(Block::Operator(match what {
            "fact" => Operator::Fact,
            "said" => Operator::Said,
            "none" => Operator::Nothing,
            status => Operator::Status(notation::status(status).map_err(|error| format!("{error}, and fact, said, none"))?),
        })),
        ["light"] => Ok(Block::Light(None)),
        ["light", status] => Ok(Block::Light(Some(notation::status(status)?))),
        _ => Err(format!(
            "no block: {content:?}; accepted are class NAME; frame NAME TYPE [cameo=] [mode=] [status=] [inside=] [target=own]; operator STATUS|fact|said|none; light [STATUS]"
        )),
    }
}

fn open_frame(frames: &mut Frames, head: (&str, &str, &[&str]), place: (&str, usize), ontology: &Ontology) -> Result<Block, String> {
    let (name, kind, words) = head;
    let kind = (kind != "none").then(|| event_type(kind, ontology)).transpose()?;
    if let Some(before) = frames.frames.iter().find(|frame| frame.name == name && frame.kind == kind) {
        return Err(format!("the frame {name:?} stands already at {}:{}; choose another name", before.place.0, before.place.1));
    }
    let shape = kind.as_ref().and_then(|kind| ontology.get(kind)).map(|info| info.shape);
    let (mut inside, mut own_target) = (default_inside(kind.as_ref()), false);
    let mut settings = Settings::default();
    for word in words {
        match word.split_once('=') {
            Some(("inside", "none")) => inside = Inside::Nothing,
            Some(("inside", "told")) => inside = Inside::Told,
            Some(("target", "own")) => own_target = true,
            Some((key, value)) => set(&mut settings, key, value, ontology)?,
            None => return Err(format!("no setting: {word:?}; accepted are cameo=, mode=, status=, inside=none, inside=told, target=own")),
        }
    }
    let roles = shape.map(default_roles).unwrap_or_default();
    frames.frames.push(Frame { name: name.to_owned(), kind, inside, own_target, roles, place: (place.0.to_owned(), place.1) });
    Ok(Block::Frame { number: frames.frames.len() - 1, settings })
}

fn set(settings: &mut Settings, key: &str, value: &str, ontology: &Ontology) -> Result<(), String> {
    match key {
        "cameo" if ontology.cameo(value).is_none() => return Err(format!("no CAMEO code: {value:?}; accepted are those of cameo.tsv")),
        "cameo" => settings.cameo = Some(value.to_owned()),
        "mode" => settings.mode = Some(value.to_owned()),
        "status" => settings.status = Some(notation::status(value)?),
        "type" => settings.kind = Some(event_type(value, ontology)?),
        _ => return Err(format!("no setting: {key:?}; accepted are cameo=, mode=, status=, type=, inside=none, inside=told, target=own")),
    }
    Ok(())
}

fn event_type(name: &str, ontology: &Ontology) -> Result<EventType, String> {
    let known = name.parse::<EventType>().ok().filter(|kind| ontology.get(kind).is_some());
    known.ok_or_else(|| notation::unknown("event type", name, ontology.types().iter().map(|info| info.name.as_str()).chain(["none"])))
}

/// Reads an indented line.
fn member(frames: &mut Frames, block: &mut Block, content: &str, line: usize, ontology: &Ontology) -> Result<(), String> {
    match block {
        Block::Class(name) => {
            let words = notation::word_list(content, &frames.classes)?;
            frames.classes.entry(name.clone()).or_default().extend(words);
            return Ok(());
        }
        Block::Frame { number, settings } => return frame_line(frames, (*number, settings), content, line, ontology),
        Block::Operator(_) | Block::Light(_) => {}
    }
    let (pos, rest) = content.split_once(char::is_whitespace).unwrap_or((content, ""));
    let pos = part_of_speech(pos).ok_or_else(|| format!("no kind of word: {pos:?}; accepted are verb, noun, adj"))?;
    // "verb plan, intend" lists words; conditions, where there are any, hold for all of them.
    let (lemmas, conditions) = split_list(rest);
    for lemma in lemmas {
        let read = notation::line(pos, &format!("{lemma} {conditions}"), &frames.classes)?;
        match block {
            Block::Operator(operator) => frames.operators.list(pos, read.lemma).push(Reading { conditions: read.conditions, gives: *operator }),
            Block::Light(status) => frames.lights.list(Pos::Verb, read.lemma).push(Reading { conditions: read.conditions, gives: *status }),
            Block::Class(_) | Block::Frame { .. } => {}
        }
    }
    Ok(())
}

/// Parts `plan, intend +comp` into its words and what follows the last of them.
fn split_list(text: &str) -> (Vec<&str>, &str) {
    let (list, conditions) = text.split_once("::").map_or((text, ""), |(list, _)| (list, ""));
    let mut words: Vec<&str> = list.split(", ").map(str::trim).collect();
    let (last, conditions) = match words.pop().and_then(|last| last.split_once(char::is_whitespace)) {
        Some((last, conditions)) => (last, conditions),
        None => (list.rsplit(", ").next().unwrap_or(list).trim(), conditions),
    };
    words.push(last);
    (words, conditions)
}

fn frame_line(frames: &mut Frames, frame: (usize, &Settings), content: &str, line: usize, ontology: &Ontology) -> Result<(), String> {
    let (word, rest) = content.split_once(char::is_whitespace).unwrap_or((content, ""));
    let (number, settings) = frame;
    if let Some(pos) = part_of_speech(word) {
        let read = notation::line(pos, rest, &frames.classes)?;
        return add_trigger(frames, number, (settings.clone(), line), read, ontology);
    }
    if word == "any" {
        return add_learned(frames, frame, rest, line);
    }
    let Ok(role) = word.parse::<Role>() else {
        return Err(format!("no line of a frame: {word:?}; accepted are verb, noun, adj, any and the roles {}", roles_known()));
    };
    let rule: RoleRule = notation::role_rule(role, rest)?;
    let roles = &mut frames.frames[number].roles;
    roles.retain(|given| given.role != role);
    roles.push(rule);
    Ok(())
}

fn add_trigger(frames: &mut Frames, frame: usize, context: (Settings, usize), read: Line, ontology: &Ontology) -> Result<(), String> {
    let (mut settings, line) = context;
    for (key, value) in &read.settings {
        set(&mut settings, key, value, ontology)?;
    }
    let Settings { kind, cameo, mode, status } = settings;
    let trigger = Trigger { frame, kind, cameo, mode, status, conditions: read.conditions, example: read.example, line };
    let list = frames.triggers.list(read.pos, read.lemma);
    list.retain(|before| before.frame >= frames.shipped || before.conditions != trigger.conditions);
    if let Some(before) = list.iter().find(|before| before.conditions == trigger.conditions) {
        let Frame { name, place, .. } = &frames.frames[before.frame];
        return Err(format!("the same word with the same conditions stands already in the frame {name:?} at {}:{}", place.0, before.line));
    }
    list.push(trigger);
    Ok(())
}

/// Reads `any CLASS [CONDITION...]`: what the learned reader alone takes for this class.
fn add_learned(frames: &mut Frames, frame: (usize, &Settings), text: &str, line: usize) -> Result<(), String> {
    let (class, conditions) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let known = Class::ALL.iter().filter(|class| **class != Class::None);
    let class =
        known.clone().find(|known| known.as_str() == class).ok_or_else(|| notation::unknown("class", class, known.map(|class| class.as_str())))?;
    let read = notation::line(Pos::Verb, &format!("any {conditions}"), &frames.classes)?;
    let Settings { kind, cameo, mode, status } = frame.1.clone();
    let trigger = Trigger { frame: frame.0, kind, cameo, mode, status, conditions: read.conditions, example: None, line };
    let list = frames.learned.entry(*class).or_default();
    list.push(trigger);
    list.sort_by_key(|trigger| std::cmp::Reverse(trigger.conditions.len()));
    Ok(())
}

fn part_of_speech(word: &str) -> Option<Pos> {
    Some(match word {
        "verb" => Pos::Verb,
        "noun" => Pos::Noun,
        "adj" => Pos::Adj,
        _ => return None,
    })
}

fn roles_known() -> String {
    Role::ALL.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(", ")
}

fn default_inside(kind: Option<&EventType>) -> Inside {
    match kind.map(EventType::as_str) {
        Some("request" | "rejection" | "threat" | "pledge") => Inside::Nothing,
        _ => Inside::Told,
    }
}

fn default_roles(shape: Shape) -> Vec<RoleRule> {
    let rules: &[(Role, &str)] = match shape {
        Shape::Symmetric => &[(Role::Participant, "subj + obj + with + between + among")],
        Shape::Directed => &[(Role::Source, "subj"), (Role::Target, "obj | against | on | to | from | with | comp.subj")],
        Shape::Visit => &[(Role::Source, "subj"), (Role::Host, "obj | to | in | of | with | at")],
        Shape::Mediation => &[(Role::Mediator, "subj"), (Role::Participant, "between + among + with")],
        Shape::Statement => &[(Role::Speaker, "subj"), (Role::Target, "obj | iobj | to | before")],
    };
    rules.iter().map(|&(role, text)| notation::role_rule(role, text).expect("the default roles are in the notation")).collect()
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use chancery_core::Ontology;

    fn add(text: &str) -> Result<Frames, String> {
        let mut frames = Frames::default();
        frames.add("own.txt", text, &Ontology::builtin()).map_err(|error| error.to_string())?;
        Ok(frames)
    }

    #[test]
    fn the_shipped_frames_are_in_the_notation() {
        let ontology = Ontology::builtin();
        let mut frames = Frames::default();
        for (file, text) in BUILTIN {
            if let Err(error) = frames.add(file, text, &ontology) {
                panic!("{error}");
            }
        }
        assert!(frames.all().len() > 100);
    }

    #[test]
    fn a_trigger_carries_the_settings_of_its_frame() {
        let text = "class aid\n  aid, relief\nframe cut sanction cameo=162\n  target to | obj\n  verb cut prt=off obj=@aid,money  :: Chad cut off aid to Togo. => Chad > Togo\n";
        let frames = add(text).unwrap();
        let [trigger] = frames.triggers(Pos::Verb, "cut") else { panic!("one trigger") };
        assert_eq!(trigger.cameo.as_deref(), Some("162"));
        let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            trigger.conditions,
            [Condition::Particle(words(&["off"])), Condition::Word(vec![Arg::Object], words(&["aid", "relief", "money"]))]
        );
        assert_eq!(trigger.example.as_ref().unwrap().sides, Some(("Chad".into(), "Togo".into())));
        assert_eq!(frames.frame(trigger.frame).roles.len(), 2);
    }

    #[test]
    fn the_trigger_with_most_conditions_comes_first() {
        let frames = add("frame a talks\n  noun talk\nframe b agreement\n  noun talk mod=trade +with\n").unwrap();
        assert_eq!(frames.triggers(Pos::Noun, "talk")[0].conditions.len(), 2);
    }

    #[test]
    fn operators_and_lights_list_words() {
        let frames = add("operator planned\n  verb plan, intend\n  adj due +comp\nlight cancelled\n  verb call prt=off\n").unwrap();
        assert_eq!(frames.operators(Pos::Verb, "intend"), [Reading { conditions: vec![], gives: Operator::Status(Status::Planned) }]);
        assert_eq!(frames.operators(Pos::Adj, "due").len(), 1);
        assert_eq!(frames.lights("call")[0].gives, Some(Status::Cancelled));
    }

    #[test]
    fn a_users_trigger_replaces_the_shipped_one() {
        let mut frames = Frames::builtin(&Ontology::builtin());
        frames.add("own.txt", "frame own-visit talks\n  verb visit\n", &Ontology::builtin()).unwrap();
        let bare: Vec<_> = frames.triggers(Pos::Verb, "visit").iter().filter(|trigger| trigger.conditions.is_empty()).collect();
        let [trigger] = bare[..] else { panic!("one trigger without conditions") };
        assert_eq!(frames.frame(trigger.frame).name, "own-visit");
    }

    #[test]
    fn errors_name_file_line_and_what_is_accepted() {
        for (text, wanted) in [
            ("  verb go\n", "own.txt:1: an indented line stands before any block"),
            ("frame a attak\n", "own.txt:1: no event type: \"attak\"; accepted are accusation"),
            ("frame a attack\n  verb hit obj=@x\n", "own.txt:2: no class: \"x\"; accepted are"),
            ("frame a attack\n  verb hit onn=x\n", "own.txt:2: no argument: \"onn\"; accepted are subj"),
            ("frame a attack\n  verb hit cameo=999\n", "own.txt:2: no CAMEO code: \"999\""),
            ("frame a attack\n  sorce subj\n", "own.txt:2: no line of a frame: \"sorce\"; accepted are verb"),
            ("frame a attack\n  verb hit\n  verb hit\n", "own.txt:3: the same word with the same conditions stands already"),
            ("frame a attack\nframe a attack\n", "own.txt:2: the frame \"a\" stands already at own.txt:1"),
            ("operator maybe\n", "own.txt:1: no status: \"maybe\"; accepted are cancelled"),
            ("frames a\n", "own.txt:1: no block"),
        ] {
            let error = add(text).unwrap_err();
            assert!(error.starts_with(wanted), "{error}");
        }
    }
}
