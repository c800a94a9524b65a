#!/usr/bin/env python3
"""Check the annotated articles of eval/gold or eval/news, and print what they hold.

usage: eval/check.py [--set gold|news]       check; a summary on standard output, faults on standard error, exit 1 on a fault
       eval/check.py --articles [tune|check] the articles as JSON Lines, for `chancery extract --jsonl`
       eval/check.py --write                 put the offsets of each evidence after its text and lay the files out, then check

Plain Python 3, no dependencies. The form is told in eval/README.md.
"""
import datetime
import json
import pathlib
import re
import sys
from collections import Counter

HERE = pathlib.Path(__file__).resolve().parent
SETS = ['gold', 'news']
TYPES_TABLE = HERE.parent / 'crates' / 'core' / 'data' / 'types.tsv'
STATUSES = ['occurred', 'ongoing', 'planned', 'proposed', 'conditional', 'denied', 'cancelled']
ROLES = {
    'symmetric': {'participant'}, 'directed': {'source', 'target'}, 'visit': {'source', 'host'},
    'mediation': {'mediator', 'participant'}, 'statement': {'speaker', 'target'},
}
# Hard things of the language, then the subjects of articles that tell no event. Planned, denied and the like are statuses.
STRUCTURES = [
    'active', 'passive', 'nominal', 'coordination', 'control', 'raising', 'relative', 'apposition', 'participle', 'reported',
    'retold', 'pronoun', 'office', 'metonymy', 'relative-date', 'range', 'site',
    'sport', 'business', 'film', 'history', 'domestic', 'science', 'culture',
]
REGIONS = ['africa', 'americas', 'asia', 'europe', 'middle-east', 'pacific']
SPLITS = ['tune', 'check']
WORDS = (80, 300)
# ISO 3166-1 alpha-3, then states of ISO 3166-3 that news still names, then KOS, for which ISO has no code.
COUNTRIES = set('''
ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA
BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU
EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND
HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO
LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC
NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM
SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA
UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
SUN YUG CSK DDR VDR YMD SCG ANT KOS'''.split())


def shapes():
    """The event types of the ontology with their shapes, which say the roles that a type may have."""
    lines = [line for line in TYPES_TABLE.read_text(encoding='utf-8').splitlines() if line and not line.startswith('#')]
    return {cells[0]: cells[1] for cells in (line.split('\t') for line in lines[1:])}


def files(which):
    return sorted((HERE / which).glob('*.gold.json'))


def text_path(path):
    return path.with_name(path.name.replace('.gold.json', '.txt'))


def load(path):
    """An article's annotation and its text, without the newline that ends the file."""
    return json.loads(path.read_text(encoding='utf-8')), text_path(path).read_text(encoding='utf-8').removesuffix('\n')


def day(value):
    return value is None or bool(datetime.date.fromisoformat(value))


def date_faults(date):
    if date is None:
        return
    for value in date['start'] + date['end']:
        try:
            day(value)
        except ValueError:
            yield f'no day: {value!r}'
            return
    if not date['start'] or not date['end']:
        yield 'a date without an accepted start or end'
    elif date['start'][0] and date['end'][0] and date['start'][0] > date['end'][0]:
        yield f'{date["start"][0]} is after {date["end"][0]}'


def participant_faults(event, shape_of):
    allowed = set().union(*(ROLES[shape_of[t]] for t in event['type'] if t in shape_of))
    first = ROLES[shape_of[event['type'][0]]] if event['type'][0] in shape_of else allowed
    for p in event['participants']:
        if p['country'] is not None and p['country'] not in COUNTRIES:
            yield f'no country code: {p["country"]!r}'
        if p['country'] is None and not p.get('organization'):
            yield 'a participant without country and organization'
        if p['role'] not in first:
            yield f'{event["type"][0]} has no role {p["role"]}'
        if extra := set(p) - {'country', 'role', 'person', 'organization'}:
            yield f'unknown keys of a participant: {sorted(extra)}'
    if not event['participants']:
        yield 'no participant'


def event_faults(event, text, shape_of):
    for t in event['type']:
        if t not in shape_of:
            yield f'no type: {t!r}'
    for s in event['status']:
        if s not in STATUSES:
            yield f'no status: {s!r}'
    if not event['type'] or not event['status']:
        yield 'no type or no status'
        return
    yield from participant_faults(event, shape_of)
    yield from date_faults(event['date'])
    e = event['evidence']
    if text[e['start']:e['end']] != e['text'] or not e['text']:
        yield f'the text at {e["start"]}..{e["end"]} is not {e["text"]!r}'
    place = event['place']
    if place is not None and place['country'] not in COUNTRIES | {None}:
        yield f'no country code: {place["country"]!r}'
    if place is not None and place['name'].lower() not in text.lower():
        yield f'the article does not name {place["name"]!r}'
    for p in event['participants']:
        if p.get('person') and p['person'].split()[-1] not in text:
            yield f'the article does not name {p["person"]!r}'
    if extra := set(event) - {'id', 'type', 'status', 'participants', 'date', 'place', 'evidence', 'optional', 'note'}:
        yield f'unknown keys of an event: {sorted(extra)}'


def article_faults(path, gold, text, shape_of):
    if gold['id'] != path.name.removesuffix('.gold.json'):
        yield f'the id {gold["id"]!r} is not the name of the file'
    if gold['split'] not in SPLITS:
        yield f'no split: {gold["split"]!r}'
    if gold['region'] not in REGIONS:
        yield f'no region: {gold["region"]!r}'
    for s in gold['structures']:
        if s not in STRUCTURES:
            yield f'no structure: {s!r}'
    if not WORDS[0] <= len(text.split()) <= WORDS[1]:
        yield f'{len(text.split())} words, not {WORDS[0]} to {WORDS[1]}'
    for name, office, country in gold['offices']:
        if office not in text or name.split()[-1] not in text or country not in COUNTRIES | {None}:
            yield f'no such office in the text: {name}, {office}, {country}'
    ids = Counter(e['id'] for e in gold['events'])
    yield from (f'two events {i!r}' for i, n in ids.items() if n > 1)
    for event in gold['events']:
        yield from (f'{event["id"]}: {fault}' for fault in event_faults(event, text, shape_of))


def required(gold):
    return [e for e in gold['events'] if not e.get('optional')]


def balance_faults(golds, shape_of):
    """Half of the articles in each split, and no type much more in one than in the other."""
    sizes = Counter(g['split'] for g in golds)
    if abs(sizes['tune'] - sizes['check']) > 1:
        yield f'the split is not even: {dict(sizes)}'
    for t in shape_of:
        n = {s: sum(e['type'][0] == t for g in golds if g['split'] == s for e in required(g)) for s in SPLITS}
        if sum(n.values()) and max(n.values()) > 2 * min(n.values()) + 1:
            yield f'{t} is not balanced: {n}'
        if not sum(n.values()):
            yield f'no event of type {t}'


def table(head, rows, count):
    yield f'| {head} | tune | check | all |'
    yield '|---|---|---|---|'
    for row in rows:
        n = [count(row, s) for s in SPLITS]
        if sum(n):
            yield f'| {row} | {n[0]} | {n[1]} | {sum(n)} |'


def summary(golds, shape_of):
    def events(split, want):
        return sum(bool(want(e)) for g in golds if g['split'] == split for e in required(g))
    optional = sum(bool(e.get('optional')) for g in golds for e in g['events'])
    empty = sum(not required(g) for g in golds)
    yield f'{len(golds)} articles ({empty} that tell no event), {sum(len(required(g)) for g in golds)} events required, {optional} optional'
    yield from ['', *table('type', shape_of, lambda t, s: events(s, lambda e: e['type'][0] == t))]
    yield from ['', *table('status', STATUSES, lambda t, s: events(s, lambda e: e['status'][0] == t))]
    yield from ['', *table('articles with', STRUCTURES, lambda t, s: sum(t in g['structures'] for g in golds if g['split'] == s))]
    yield from ['', *table('region', REGIONS, lambda t, s: sum(t == g['region'] for g in golds if g['split'] == s))]
    decades = sorted({g['published_on'][:3] + '0s' for g in golds})
    yield from ['', *table('decade', decades, lambda t, s: sum(g['published_on'].startswith(t[:3]) for g in golds if g['split'] == s))]


def place_evidence(evidence, text):
    """Offsets of the evidence's text: as they are if they hold, else those of the occurrence nearest to them."""
    starts = [m.start() for m in re.finditer(re.escape(evidence['text']), text)]
    if starts:
        start = min(starts, key=lambda s: abs(s - evidence.get('start', 0)))
        return {'start': start, 'end': start + len(evidence['text']), 'text': evidence['text']}
    return {'start': 0, 'end': 0, 'text': evidence['text']}


def laid_out(gold):
    """An annotation as JSON, an event in five lines, so that a change shows as a small difference."""
    dump = lambda value: json.dumps(value, ensure_ascii=False)
    head = [f' {dump(k)}: {dump(v)}' for k, v in gold.items() if k != 'events']
    rows = []
    for e in gold['events']:
        lines = [('id', 'type', 'status'), ('participants',), ('date', 'place'), ('evidence',), ('optional', 'note')]
        parts = [', '.join(f'{dump(k)}: {dump(e[k])}' for k in keys if k in e) for keys in lines]
        rows.append('  {' + ',\n   '.join(p for p in parts if p) + '}')
    body = '[\n' + ',\n'.join(rows) + '\n ]' if rows else '[]'
    return '{\n' + ',\n'.join(head + [f' "events": {body}']) + '\n}\n'


def write(which):
    for path in files(which):
        gold, text = load(path)
        for event in gold['events']:
            event['evidence'] = place_evidence(event['evidence'], text)
        path.write_text(laid_out(gold), encoding='utf-8')


def print_articles(which, splits):
    for path in files(which):
        gold, text = load(path)
        if gold['split'] in splits:
            article = {'id': gold['id'], 'title': gold['title'], 'text': text, 'published_on': gold['published_on']}
            print(json.dumps(article, ensure_ascii=False))


def main(arguments):
    which = 'gold'
    if arguments[:1] == ['--set'] and arguments[1:2] and arguments[1] in SETS:
        which, arguments = arguments[1], arguments[2:]
    if arguments[:1] == ['--articles']:
        return print_articles(which, arguments[1:] or SPLITS)
    if arguments == ['--write']:
        write(which)
    elif arguments:
        sys.exit(__doc__)
    shape_of = shapes()
    loaded = [(path, *load(path)) for path in files(which)]
    faults = [f'{path.name}: {fault}' for path, gold, text in loaded for fault in article_faults(path, gold, text, shape_of)]
    if which == 'gold':
        faults += balance_faults([gold for _, gold, _ in loaded], shape_of)
    print('\n'.join(summary([gold for _, gold, _ in loaded], shape_of)))
    for fault in faults:
        print(fault, file=sys.stderr)
    sys.exit(bool(faults))


if __name__ == '__main__':
    main(sys.argv[1:])
