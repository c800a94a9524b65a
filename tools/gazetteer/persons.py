"""Persons with their names and offices: rows of three tables merged to one row a person."""
import collections
import re

from tables import FAULTS, NAMES, country, distinct, fold, parts, slug

OFFICES = {
    "head of state": "hs", "head of government": "hg", "deputy head of government": "dg", "vice president": "vp", "foreign minister": "fm",
    "deputy foreign minister": "df", "defence minister": "dm", "finance minister": "mf", "interior minister": "im", "justice minister": "jm",
    "energy minister": "em", "economy or trade minister": "tm", "minister": "mi", "deputy minister": "mi", "ambassador": "am",
    "permanent representative to the UN": "un", "special envoy": "se", "national security adviser": "ns", "intelligence chief": "ic",
    "military chief": "mc", "party leader": "pl", "speaker of the legislature": "sp", "judge": "ju", "attorney general": "jm",
    "central bank governor": "cb", "chief of staff": "cs", "spokesperson": "so", "subnational official": "sn", "international official": "io",
    "opposition leader": "ol", "opposition": "ol", "legislator": "le", "rebel": "re", "military": "mc", "foreign ministry official": "df",
}
RANKS = {"hs": 0, "hg": 0, "io": 1, "fm": 1, "vp": 2, "dg": 2, "dm": 3, "pl": 3, "ns": 3, "go": 9}
# States that follow one another: one person may have served both.
LINES = [{"SUN", "RUS"}, {"YUG", "SCG", "SRB"}, {"CSK", "CZE"}, {"CSK", "SVK"}, {"VDR", "VNM"}, {"YMD", "YEM"}, {"SUN", "GEO"}, {"SUN", "KAZ"},
         {"SUN", "UZB"}, {"SUN", "AZE"}, {"SUN", "UKR"}, {"SUN", "TKM"}, {"YUG", "HRV"}, {"YUG", "MKD"}, {"YUG", "SVN"}, {"CHN", "TWN"}]
RANK_WORDS = (r"(?:Gen|Lt|Lieutenant|Maj|Major|Col|Colonel|Brig|Brigadier|Adm|Admiral|Vice Admiral|Gov|Dr|Mr|Mrs|Ms|Sir|Dame|Lord|Lady|Sheikh|Shaykh|"
              r"Pres|President|Us President|Prime Minister|General|Marshal|Captain|Capt|Prof|Professor|Hon|Amb|Ambassador|Sen|Senator|Rep|Judge|Prince|Princess|"
              r"King|Queen|Emperor|Pope|Sultan|Emir|Crown Prince|Archbishop|Chancellor|Premier)\.? ")
NO_PERSON = re.compile(r"\b(Administration|Minister|Ministry|President|Chairman|Secretary|Government|Party|until|acting|heir|Cabinet|Council|Commission|"
                       r"Affairs|Embassy|Regime|Department|Ambassador|Position|Vacant|vacant|Coprince|Army|Forces)\b")


# Titles of those whose name has a number that is no "the Third" of a family: John Paul II.
RULER = re.compile(r"\b(King|Queen|Monarch|Emperor|Empress|Pope|Sultan|[EA]mir|Shah|Prince|Princess|Grand Duke|Grand Duchess|Archbishop|Sovereign)\b")


def repair(name, ruler=False):
    """The name without notes, ranks and faults of letter case, and other spellings that the note tells."""
    name = re.sub(r"\b(I[iv]{1,2}|Vi{1,3})$", lambda number: number[0].upper(), name)
    told = name
    name = re.sub("[′‘’ʻʼ`]", "'", name).replace("—", "-").replace("‑", "-")
    more = re.findall(r"[\[(](?:also spelled |a\.k\.a\. |or )?([A-Z][\w'-]+)[\])}]", name)
    name = re.sub(r"\s*[\[({].*?[\])}]", "", name)
    name = re.sub(r",? (Jr|Sr|Jnr)\.?$" if ruler or len(name.split()) == 2 else r",? (Jr|Sr|Jnr|II|III|IV)\.?$", "", name)
    name = re.sub(r",.*", "", name)
    name = re.sub(r"^(?:of )?(?:the )?(?:Royal Air Force|Soviet Union|Army|Fleet|Air Force) ", "", name)
    while re.match(RANK_WORDS, name) and len(name.split()) > 2:
        name = re.sub("^" + RANK_WORDS, "", name)
    name = re.sub(r"\b(al|el|ul|bin|d)- +", r"\1-", name).replace("- ", "-").replace("/", " ").strip(" .-")
    name = " ".join(cased(word) for word in name.split())
    if name != told:
        FAULTS["names of persons repaired (notes, ranks, letter case)"] += 1
    last = name.split()[-1:] or [""]
    return name, [name.replace(last[0], other) for other in more if other not in ("acting", "Acting")]


def cased(word):
    """A word whose capitals come from a faulty title case (ErdoĞAn) or from capitals for surnames (MAHMUDI), set right."""
    if re.search(r"[a-z\u00df-\u00ff]", word) and any(ord(c) > 127 and c.isupper() for c in word[1:]) and "'" not in word and "-" not in word:
        return word.capitalize()
    return "-".join(p.capitalize() if len(p) > 3 and p.isupper() and p.isalpha() else p for p in word.split("-"))


def good(name):
    return bool(name) and name[0].isalpha() and not NO_PERSON.search(name) and not re.search(r"\d", name) and len(name.split()) <= 9 and len(name) > 2


HIGH = re.compile(r"President|King|Queen|Emperor|Empress|Monarch|Chairman|Leader|Regent|Sultan|[EA]mir|Shah|Pope|[Hh]ead of|Governor|Prince|Chief|Sheikh|Duke|"
                  r"Premier|Prime Minister|Chancellor|Ayatollah|Supreme|[Mm]inister", re.I)
LOW = re.compile(r"Company|Corporation|Insurance|nominee|on mission|Hospital|Officer|Lieutenant|Candidate|Bank of|University|Standard Oil|former", re.I)


def office_of(row):
    """The class of an office; a high one that the title does not bear out (from notes of volumes) is taken for none."""
    code = OFFICES.get(row["office"], "go")
    if code in ("hs", "hg", "vp") and row["dates"] != "given" and (LOW.search(row["title"]) or not HIGH.search(row["title"])):
        FAULTS["high offices that the title does not bear out, lowered"] += 1
        return "go"
    return code


def rows_of(leaders, envoys, officials):
    """Every row as (country, organisation, name, aliases, office, title, from, to, sure)."""
    next_ones = successors(leaders)
    for row in leaders:
        code = office_of(row)
        title = "" if code == "go" else row["title"]
        others = [alias for alias in parts(row["aliases"]) if bare(alias) not in next_ones.get((row["iso3"], row["office"], row["to"]), ())]
        FAULTS["names of successors among the other names, left out"] += len(parts(row["aliases"])) - len(others)
        yield country(row["iso3"]), "", row["name"], others, code, title, row["from"], row["to"], row["dates"] == "given"
    for row in envoys:
        yield ("USA", "", row["name"], parts(row["aliases"]), *envoy_office(row), row["from"], row["to"], True)
    for row in officials:
        yield "", row["organisation"], row["name"], parts(row["aliases"]), "io", row["title"], row["from"], row["to"], True


def bare(name):
    """A name as it is compared with that of a successor: without its number."""
    return re.sub(r" [ivx]+$", "", fold(name))


def successors(leaders):
    """The names of those who came into a high office on the day on which somebody left it."""
    found = collections.defaultdict(set)
    for row in leaders:
        if row["office"] in ("head of state", "head of government") and len(row["from"]) == 10:
            found[row["iso3"], row["office"], row["from"]].add(bare(row["name"]))
    return found


def envoy_office(row):
    """The class and the title of a principal officer or chief of mission of the United States."""
    if row["kind"] == "department":
        code = "fm" if row["title"] == "Secretary of State" else "df"
        return code, row["title"]
    if row["accredited_to"] == "UN":
        return "un", "Permanent Representative to the United Nations"
    title = "Ambassador" if "Ambassador" in row["title"] or row["kind"] == "org" else row["title"]
    return "am", f"{title} to {NAMES.get(row['accredited_to'], row['accredited_to'])}"


def year(day, otherwise):
    return int(day[:4]) if day else otherwise


def compile_persons(leaders, envoys, officials):
    people = collections.defaultdict(list)
    for code, body, name, aliases, office, title, start, end, sure in rows_of(leaders, envoys, officials):
        if end and year(end, 9999) < 1900:
            FAULTS["offices that ended before 1900, left out"] += 1
            continue
        name, more = repair(name, RULER.search(title))
        if not good(name):
            FAULTS["rows whose name is none, left out"] += 1
            continue
        repaired = [repair(alias, RULER.search(title))[0] for alias in aliases]
        FAULTS["aliases that are no name, left out"] += sum(not good(alias) for alias in repaired)
        names = distinct([alias for alias in repaired + more if good(alias)], [name])
        people[code or body, fold(name)].append((name, names, (code, body, office, title, start, end, sure)))
    persons = [person for rows in people.values() for person in generations(rows)]
    persons = merged(persons)
    for person in persons:
        person["offices"] = tidy(person["offices"])
    return ["id", "name", "names", "offices"], written(persons)


def generations(rows):
    """Rows of one name in one country, parted where more than 45 years lie between two offices."""
    rows.sort(key=lambda row: row[2][4])
    person = None
    for name, names, office in rows:
        if person and year(office[4], 2000) - person["last"] <= 45:
            person["names"] += distinct([name, *names], [person["name"], *person["names"]])
            person["offices"].append(office)
            person["last"] = max(person["last"], year(office[5], 2026))
        else:
            if person:
                FAULTS["homonyms of one country parted by time"] += 1
                yield person
            person = {"name": name, "names": list(names), "offices": [office], "last": year(office[5], 2026)}
    yield person


def merged(persons):
    """Persons whose first name is another name of a second one in the same line of states at the same time become one."""
    by_name = collections.defaultdict(list)
    for index, person in enumerate(persons):
        for name in [person["name"], *person["names"]]:
            if len(name.split()) > 1:
                by_name[fold(name)].append(index)
    owner = list(range(len(persons)))

    def top(index):
        while owner[index] != index:
            index = owner[index]
        return index

    for index, person in enumerate(persons):
        for other in by_name.get(fold(person["name"]), []):
            a, b = top(index), top(other)
            if a != b and kin(persons[a], persons[b]):
                keep, drop = (a, b) if weight(persons[a]) <= weight(persons[b]) else (b, a)
                owner[drop] = keep
                persons[keep]["names"] += distinct([persons[drop]["name"], *persons[drop]["names"]], [persons[keep]["name"], *persons[keep]["names"]])
                persons[keep]["offices"] += persons[drop]["offices"]
                FAULTS["persons that stood in the sources under two names or codes, merged"] += 1
    return [person for index, person in enumerate(persons) if owner[index] == index]


def weight(person):
    """The smaller the better known."""
    return min(RANKS.get(office[2], 5) for office in person["offices"]), -len(person["offices"])


def kin(a, b):
    """Whether two persons with a name in common may be one: the same line of states (or an organisation) within thirty years."""
    codes_a, codes_b = ({office[0] for office in person["offices"] if office[0]} for person in (a, b))
    line = not codes_a or not codes_b or codes_a & codes_b or any(codes_a & pair and codes_b & pair for pair in LINES)
    spans = [(min(year(o[4], 2000) for o in p["offices"]), max(year(o[5], 2026) for o in p["offices"])) for p in (a, b)]
    gap = max(spans[0][0], spans[1][0]) - min(spans[0][1], spans[1][1])
    return bool(line) and gap <= 30


def tidy(offices):
    """Offices in order of time; the same one in touching periods becomes one; a bare `government` goes where the office is known."""
    offices = sorted(set(offices), key=lambda office: (office[4], office[5] or "9999", office[2], office[3]))
    known = [office for office in offices if office[2] != "go"]
    kept = []
    for office in known or offices:
        same = next((i for i, o in enumerate(kept) if (o[0], o[1], o[2]) == (office[0], office[1], office[2]) and touching(o, office)
                     and (office[2] in ("go", "hs", "hg") or fold(o[3]) == fold(office[3]))), None)
        if same is None:
            kept.append(office)
        else:
            FAULTS["periods of one office merged"] += 1
            o = kept[same]
            end = "" if not o[5] or not office[5] else max(o[5], office[5])
            kept[same] = (*o[:4], min(o[4], office[4]), end, o[6] and office[6])
    if known:
        FAULTS["bare `government` entries of persons whose office is known, left out"] += len(offices) - len(known)
    return kept


def touching(a, b):
    return not a[5] or a[5] >= b[4] or year(b[4], 0) - year(a[5], 0) <= 1 and a[5][:7] >= b[4][:7]


def written(persons):
    """Rows with ids: the best known of a name has the plain one, the others that with country and, if need be, the year."""
    rows, taken = [], set()
    for person in sorted(persons, key=lambda person: (fold(person["name"]), weight(person), person["offices"][0][4])):
        plain = slug(person["name"])
        first = person["offices"][0]
        home = (first[0] or slug(first[1])).lower()
        choices = [plain, f"{plain}-{home}", f"{plain}-{home}-{first[4][:4]}", f"{plain}-{home}-{first[4]}-{first[2]}"]
        identifier = next(choice for choice in choices if choice not in taken)
        taken.add(identifier)
        offices = "|".join("^".join([o[0], o[1], o[2], o[3].replace("|", "/").replace("^", ""), o[4], o[5], "" if o[6] else "w"]) for o in person["offices"])
        rows.append([identifier, person["name"], "|".join(distinct(person["names"], [person["name"]])), offices])
    # The program searches a person by halves, so the rows are in the order of the ids' bytes.
    return sorted(rows, key=lambda row: row[0].encode())
