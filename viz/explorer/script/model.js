// Model: the data of the page, which statements fit a filter, and in which order they stand.

const data = JSON.parse(byId("data").textContent);
const statements = data.statements;
const partyById = new Map(data.parties.map((one, place) => [one.id, place]));
const placeByNumber = new Map(statements.map((one, place) => [one.n, place]));
const lineByKey = new Map(data.lines.map((one) => [one.key, one]));
const boxByKey = new Map(data.boxes.map((one) => [one.key, one]));
const linesOfNumber = new Map();
const placesByStatus = new Map();
const numberOfDrafts = statements.filter((one) => one.draft).length;
const collator = new Intl.Collator("en", { numeric: true });

/** All words of a statement in lower case, for the search. */
function searchText(one) {
  const parts = [
    `[${one.n}]`, one.draft && "draft", one.stance, one.sentence, one.who, one.verb, one.quote, one.pointer, one.note, one.standing,
    one.day, data.sources[one.source].text,
  ];
  for (const list of ["from", "to", "fromWords", "toWords", "data", "purpose", "subjects"]) {
    if (one[list]) parts.push(one[list].join(" "));
  }
  return plain(parts.filter(Boolean).join("\n"));
}

/** A text as it is compared: in lower case, without quotation marks, apostrophes and marks of direction. */
const plain = (text) => text.toLowerCase().replace(/["“”„‟«»'‘’‚\u2066-\u2069]/g, "");

/** What is looked for: what stands in quotation marks as a phrase, everything else word by word. */
function wanted(text) {
  const phrases = [];
  const rest = text.replace(/["“”„‟«»]([^"“”„‟«»]+)["“”„‟«»]/g, (whole, phrase) => {
    phrases.push(plain(phrase).trim().replace(/\s+/g, " "));
    return " ";
  });
  return [...phrases, ...plain(rest).split(/\s+/)].filter(Boolean);
}

/** Whether a statement is about an act; selling is a kind of sharing. */
function isAbout(one, act) {
  const acts = one.acts || [];
  return acts.includes(act) || (act === "share" && acts.includes("sell"));
}

/** Places of the allegations that have come to a status, and of what answers them: alone, they would look open. */
function standingAt(status) {
  if (!placesByStatus.has(status)) {
    const kept = new Set();
    statements.forEach((one, place) => {
      if (!one.statuses || !one.statuses.includes(status)) return;
      kept.add(place);
      for (const n of (one.responses || {})[status] || []) kept.add(placeByNumber.get(n));
    });
    placesByStatus.set(status, kept);
  }
  return placesByStatus.get(status);
}

/** The places of all statements that fit the filters of *state*, in the order of their numbers. */
function fitting(state) {
  const words = wanted(state.words);
  const speaker = partyById.get(state.speaker);
  const party = partyById.get(state.party);
  const standing = state.status ? standingAt(state.status) : null;
  const found = [];
  for (let place = 0; place < statements.length; place += 1) {
    const one = statements[place];
    if (one.draft && !state.drafts) continue;
    if (!state.stances.has(one.stance)) continue;
    if (state.act && !isAbout(one, state.act)) continue;
    if (standing && !standing.has(place)) continue;
    if (speaker !== undefined && one.speaker !== speaker) continue;
    if (party !== undefined && !one.ends.includes(party)) continue;
    if (state.since && one.last && one.last < state.since) continue;
    if (state.until && one.first && one.first > state.until) continue;
    if (words.length && !words.every((word) => one.search.includes(word))) continue;
    found.push(place);
  }
  return found;
}

const SORT_TEXT = {
  who: (one) => one.who,
  from: (one) => (one.from || []).join("; "),
  to: (one) => (one.to || []).join("; "),
  acts: (one) => (one.acts || []).map((act) => data.acts[act]).join("; "),
  data: (one) => (one.data || []).join("; "),
  quote: (one) => one.quote || one.pointer || "",
};
const SORT_NUMBER = {
  n: (one) => one.place,
  stance: (one) => (one.draft ? 10 : 0) + Object.keys(data.looks).indexOf(one.stance),
  status: (one) => (one.status ? data.statuses.indexOf(one.status) : data.statuses.length),
  source: (one) => one.source,
};
const ranks = new Map();

/** The rank of every statement in a column, worked out at the first use; empty cells come last. */
function rankBy(key) {
  if (!ranks.has(key)) ranks.set(key, SORT_NUMBER[key] ? statements.map(SORT_NUMBER[key]) : rankByText(key));
  return ranks.get(key);
}

function rankByText(key) {
  const texts = statements.map(key === "date" ? (one) => one.first || "" : SORT_TEXT[key]);
  const distinct = [...new Set(texts)].sort((a, b) => (a === "") - (b === "") || collator.compare(a, b));
  const rank = new Map(distinct.map((text, place) => [text, place]));
  return texts.map((text) => rank.get(text));
}

/** The same places in the order of a column; what is equal stands in the order of its numbers. */
function inOrder(places, key, descending) {
  const rank = rankBy(key);
  const way = descending ? -1 : 1;
  return key === "n" && !descending ? places : [...places].sort((a, b) => way * (rank[a] - rank[b]) || a - b);
}

statements.forEach((one, place) => {
  one.place = place;
  one.search = searchText(one);
});
for (const line of data.lines) {
  for (const n of line.claims) {
    if (!linesOfNumber.has(n)) linesOfNumber.set(n, []);
    linesOfNumber.get(n).push(line.key);
  }
}
