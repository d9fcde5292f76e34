// Evidence: the statements of what is selected, each in its own words, with its status and its answers.

const MOST_CARDS = 30;
const cards = byId("cards");
const nothingSelected = cards.firstElementChild;
let keyShown = "";

const linesAt = (key) => data.lines.filter((line) => line.from === key || line.to === key);

/** The numbers of the statements of a statement, a line or a party. */
function numbersOf(key) {
  if (placeByNumber.has(key)) return [key];
  if (lineByKey.has(key)) return lineByKey.get(key).claims;
  const box = boxByKey.get(key);
  const found = new Set([...linesAt(key).flatMap((line) => line.claims), ...box.notes]);
  return [...found].sort((a, b) => placeByNumber.get(a) - placeByNumber.get(b));
}

/** What is selected, in words. */
function nameOf(key) {
  if (placeByNumber.has(key)) return `${key.startsWith("d") ? "Draft" : "Statement"} [${key}]`;
  if (boxByKey.has(key)) return boxByKey.get(key).name;
  return isShown(key) ? buttonOf(key).getAttribute("aria-label") : "A line that the filter hides";
}

/** How many statements a line or a party has, and how many of them the filter hides. */
function countOf(key, places) {
  if (placeByNumber.has(key)) return "";
  const numbers = numbersOf(key);
  const fitting = new Set(places.map((place) => statements[place].n));
  const hidden = numbers.filter((n) => !fitting.has(n)).length;
  return countedApart(numbers) + (hidden ? `, ${hidden.toLocaleString("en")} of them hidden by the filter` : "");
}

/** Show the statements of what is selected, *places* being those that fit the filter; nothing for "". */
function showEvidence(key, places, select) {
  const lost = cards.contains(document.activeElement);
  if (key !== keyShown) replaceEvidence(key, select);
  if (lost && !cards.contains(document.activeElement)) byId("evidence-title").focus();
  if (key === "") return;
  byId("selected-name").textContent = nameOf(key);
  byId("selected-count").textContent = countOf(key, places);
}

function replaceEvidence(key, select) {
  keyShown = key;
  byId("evidence").classList.toggle("filled", key !== "");
  byId("clear").hidden = key === "";
  if (key === "") {
    cards.replaceChildren(nothingSelected);
    return;
  }
  const numbers = numbersOf(key);
  const shown = numbers.slice(0, MOST_CARDS).map((n) => card(statements[placeByNumber.get(n)], select));
  const name = make("p", {}, make("span", { id: "selected-name" }), " ", make("small", { id: "selected-count" }));
  const rest = numbers.length - shown.length;
  const more = rest > 0 ? make("p", { class: "note" }, `And ${rest.toLocaleString("en")} more: choose this party in the filter, the table then lists all.`) : "";
  cards.replaceChildren(name, make("div", { class: "cards" }, ...shown), more);
  byId("evidence").scrollTop = 0;
}

/** One statement with all that is known of it. */
function card(one, select) {
  const source = data.sources[one.source];
  const parts = [make("h3", { class: one.draft ? "draft" : one.stance }, headline(one)), make("p", { class: "sentence" }, `${one.sentence}.`)];
  if (one.draft) parts.splice(1, 0, make("p", { class: "not-reviewed" }, draftTold(one)));
  if (one.quote) {
    parts.push(make("blockquote", { cite: source.url || null, lang: source.language || null }, one.quote));
  }
  if (one.retold) parts.push(make("p", { class: "view retold" }, data.retold));
  if (one.unchecked) parts.push(make("p", { class: "unchecked" }, "quote not checked"));
  parts.push(toolsOf(one), ...standingOf(one, select));
  return make("article", { class: "card", "data-n": one.n }, make("div", {}, ...parts), factsOf(one, select));
}

/** Where a draft comes from, in a sentence. */
function draftTold(one) {
  return `A program found this${one.foundBy ? ` (${one.foundBy})` : ""}; nobody has reviewed it. It has no status, and no status rests on it.`;
}

/** What an allegation has come to, who answered with which words, and what is left open. */
function standingOf(one, select) {
  const parts = [];
  if (one.standing) {
    parts.push(make("p", { class: "status" }, make("b", {}, "Status: "), `${one.standing}.`));
    parts.push(make("p", { class: "view" }, `From this point of view: ${data.pointOfView}.`));
    const told = one.told.map(([depth, text]) => make("li", { class: `depth-${depth}` }, text));
    parts.push(make("ul", { class: "told" }, ...told));
    parts.push(...(one.replies || []).map((n) => replyOf(n, select)));
    if (one.leftOpen) parts.push(make("p", { class: "open" }, make("b", {}, "Left open: "), one.leftOpen));
  } else if (one.stance === "alleged" && !data.withStatus && !one.draft) {
    parts.push(make("p", { class: "status" }, "No status: this dossier is too large for statuses."));
  }
  if (one.notCounted) parts.push(make("p", {}, `This ${one.notCounted}.`));
  return parts;
}

/** The words of one that answered, with a way to it. */
function replyOf(n, select) {
  const one = statements[placeByNumber.get(n)];
  const source = data.sources[one.source];
  const words = one.quote ? make("q", { lang: source.language || null }, one.quote) : placeOf(one);
  return make("p", { class: "reply" }, `${one.who} `, reference(n, select), ": ", words, retoldMark(one));
}

function reference(n, select) {
  if (!placeByNumber.has(n)) return n === "?" ? "a statement outside this dossier" : `[${n}, not shown]`;
  return button(`[${n}]`, () => select(n), { class: "ref" });
}

function references(numbers, select, mark = () => "") {
  const found = make("span", {});
  for (const n of numbers) found.append(reference(n, select), " ", mark(statements[placeByNumber.get(n)]));
  return found;
}

/** What a statement that names another one as its target does not amount to. */
function unlikeAnAnswer(one) {
  if (isSilence(one)) return "(did not respond) ";
  return one.notCounted ? "(does not count as an answer) " : "";
}

/** Everything else as a list of terms: who, when, where, and the slots as worded. */
function factsOf(one, select) {
  const source = data.sources[one.source];
  const name = (place) => (place === undefined ? null : data.parties[place].name);
  const list = make("dl", {});
  const add = (term, value) => {
    if (value !== null && value !== undefined && value !== "") list.append(make("dt", {}, term), make("dd", {}, value));
  };
  const words = (some) => (some ? some.join("; ") : null);
  const quoted = (some) => (some ? some.map((each) => `“${each}”`).join("; ") : null);
  add(isSilence(one) ? "Asked" : "Speaker", name(one.speaker));
  add("Person", name(one.person));
  add("Via", name(one.via));
  if (one.quote) add("Words of", one.reported === "indirect" ? "the outlet, which reports them" : "the speaker");
  add("Date", one.day || "undated");
  add("Source", `(${source.letter}) ${source.text}`);
  add("Place", placeOf(one));
  if (linkTo(one)) add("Read it", make("a", { href: linkTo(one), rel: "noopener noreferrer" }, source.url));
  add("Act", words(one.acts && one.acts.map((act) => data.acts[act])));
  add("Data from", words(one.from));
  add("… as worded", quoted(one.fromWords));
  add("Data to", words(one.to));
  add("… as worded", quoted(one.toWords));
  add("Data", quoted(one.data));
  add("Purpose", quoted(one.purpose));
  add("People", quoted(one.subjects));
  add("Only", words(one.only));
  add("Left out", one.leftOut);
  add("Hedges", quoted(one.hedges));
  for (const [term, value] of one.further || []) add(term, value);
  if (one.recorded) add("Recorded as", one.recorded);
  add("Remarks", words(one.remarks));
  if (one.answers) add("Says it responds to", references(one.answers, select));
  if (one.answeredBy) add("Responses that name it", references(one.answeredBy, select, unlikeAnAnswer));
  add("Found by", one.foundBy);
  add("Reason", one.reason);
  add("Note", one.note);
  add("Address", make("span", { class: "iri" }, one.iri));
  return list;
}

function toolsOf(one) {
  const about = `${tagOf(one)}${one.stance} [${one.n}]`;
  return make("div", { class: "tools" }, button("Copy citation", () => copy(citation(one), about), { "aria-label": `Copy citation of ${about}` }));
}

/** Put a text into the clipboard, by the old way where the new one is not allowed, and say how it went. */
async function copy(text, about) {
  let done = false;
  try {
    await navigator.clipboard.writeText(text);
    done = true;
  } catch {
    done = copyBySelection(text);
  }
  byId("copied")?.remove();
  const told = done ? `Citation of ${about} copied.` : "Copying is not allowed here: the citation stands below, select it.";
  const shown = make("p", { id: "copied", class: "note" }, told, done ? "" : make("span", { class: "citation" }, ` ${text}`));
  cards.prepend(shown);
  announce(told);
}

function copyBySelection(text) {
  const before = document.activeElement;
  const field = make("textarea", { class: "unseen", "aria-label": "Citation", readonly: "" });
  field.value = text;
  document.body.append(field);
  field.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    done = false;
  }
  field.remove();
  if (before) before.focus();
  return done;
}
