// Labels: what a line and a box say when the filter takes a part of their statements out.

const firstTexts = new Map();
const saidOf = new Map();
const some = (count) => count.toLocaleString("en");

/** Numbers in order; four or more in a row as a range, as in print. */
function ranges(numbers, prefix = "") {
  const runs = [];
  for (const value of numbers.map((n) => Number(n.slice(prefix.length))).sort((a, b) => a - b)) {
    const run = runs[runs.length - 1];
    if (run && value === run[run.length - 1] + 1) run.push(value);
    else runs.push([value]);
  }
  const named = (value) => `${prefix}${value}`;
  const worded = (run) => (run.length > 3 ? `${named(run[0])}–${named(run[run.length - 1])}` : run.map(named).join(","));
  return runs.map(worded).join(",");
}

/** Whether *key* does not say *words* yet; what says them already need not be touched. */
function isNew(key, words) {
  if (saidOf.get(key) === words) return false;
  saidOf.set(key, words);
  return true;
}

/** Label a line with the statements of it that are *left*: those of its speakers alone may speak. */
function labelLine(line, left) {
  if (!isNew(line.key, left.join())) return;
  const whole = left.length === line.claims.length;
  const texts = [...things.get(line.key).querySelectorAll(".label text")];
  rewrite(texts, whole ? null : labelOf(line, left, texts));
  rename(line.key, whole ? null : nameOfPart(line, left));
}

/** Label a box with the lines and the non-answers that are left of it. */
function labelBox(box, lines, notes) {
  if (!isNew(box.key, `${lines}|${notes.join()}`)) return;
  const texts = box.rows ? [...things.get(box.key).querySelectorAll(".label text")].slice(-box.rows) : [];
  const [given, drafts] = ["n", "d"].map((prefix) => notes.filter((n) => n.startsWith(prefix)));
  const said = `${data.looks["non-answer"].glyph} non-answer`;
  const words = [given.length ? `${said} [${ranges(given, "n")}]` : "", drafts.length ? `draft: ${said} [${ranges(drafts, "d")}]` : ""].filter(Boolean).join(" · ");
  rewrite(texts, notes.length === box.notes.length ? null : words);
  const answers = given.length ? `, non-answer${given.length === 1 ? "" : "s"} ${ranges(given, "n")}` : "";
  const drafted = drafts.length ? `, draft${drafts.length === 1 ? "" : "s"} of a non-answer ${ranges(drafts, "d")}` : "";
  rename(box.key, `${box.name}: ${counted(lines, "line")}${answers}${drafted}`);
}

/** The short form of a label: "✓ [26]", or "✓26" where all are short; many single numbers are counted. */
function labelOf(line, left, texts) {
  const { glyph } = data.looks[line.stance];
  const status = line.status ? ` · ${line.status}` : "";
  const cited = ranges(left, line.draft ? "d" : "");
  const label = `${tagOf(line)}${glyph}${data.short ? cited : ` [${cited}]`}${status}`;
  const room = 1.6 * Math.max(...texts.map((text) => firstOf(text).words.length));
  return label.length <= room ? label : `${tagOf(line)}${glyph} ${some(left.length)} of ${some(line.claims.length)}${status}`;
}

/** A line of which a part is hidden, read aloud; who spoke is in the statements that are left. */
function nameOfPart(line, left) {
  const [from, to] = [line.from, line.to].map((key) => boxByKey.get(key).name);
  const hidden = line.claims.length - left.length;
  const status = line.status ? `, ${line.status}` : "";
  const noun = line.draft ? "draft" : "statement";
  const opening = line.draft ? "Draft, not reviewed: " : "";
  const one = `${opening}${line.stance}: ${line.doing}, from ${from} to ${to}, ${noun}${left.length === 1 ? "" : "s"} ${listed(left)}${status}`;
  return `${one}; ${counted(hidden, `more ${noun}`)} of this line ${hidden === 1 ? "is" : "are"} hidden by the filter`;
}

function rename(key, name) {
  const named = buttonOf(key);
  if (!firstTexts.has(named)) firstTexts.set(named, named.getAttribute("aria-label"));
  named.setAttribute("aria-label", name === null ? firstTexts.get(named) : name);
}

/** What a text said at first, where, and how long it is. */
function firstOf(text) {
  if (!firstTexts.has(text)) {
    firstTexts.set(text, { words: text.textContent, y: text.getAttribute("y"), length: text.getAttribute("textLength") });
  }
  return firstTexts.get(text);
}

/** Let *texts*, one below the other, say *words* in their middle instead; null: what they said at first. */
function rewrite(texts, words) {
  const first = texts.map(firstOf);
  const middle = first.reduce((sum, one) => sum + Number(one.y), 0) / first.length;
  const widest = Math.max(...first.map((one) => one.words.length));
  texts.forEach((text, place) => {
    const here = place === 0 ? words : "";
    text.textContent = words === null ? first[place].words : here;
    text.setAttribute("y", words === null || place ? first[place].y : middle.toFixed(2));
    const squeezed = words !== null && here.length > widest;
    const length = words === null || squeezed ? first[place].length : null;
    if (length === null) text.removeAttribute("textLength");
    else text.setAttribute("textLength", length);
  });
}
