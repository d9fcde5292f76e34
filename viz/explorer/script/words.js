// Words: how counts, names and statements read.

/** "12 of 15 statements": how many of how many. */
function ofAll(shown, all, noun) {
  return `${shown.toLocaleString("en")} of ${counted(all, noun)}`;
}

/** "1 statement", "5,000 statements". */
function counted(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** Whether somebody was asked and did not respond: then nothing was said. */
const isSilence = (one) => one.kind === "did-not-respond";

/** The mark of words that are the outlet's, not the speaker's. */
const retoldMark = (one) => (one.retold ? ` (${data.retold})` : "");

/** What stands before a draft; nothing before what is reviewed. */
const tagOf = (one) => (one.draft ? "draft: " : "");

/** "4 statements and 1 draft": what the numbers stand for, drafts counted apart. */
function countedApart(numbers) {
  const drafts = numbers.filter((n) => n.startsWith("d")).length;
  const parts = drafts < numbers.length || !drafts ? [counted(numbers.length - drafts, "statement")] : [];
  return [...parts, ...(drafts ? [counted(drafts, "draft")] : [])].join(" and ");
}

/** Things in a sentence: "a, b and c". */
function listed(names) {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}

/** The statement with its glyph and number: "? alleged [1]". */
function headline(one) {
  return `${tagOf(one)}${data.looks[one.stance].glyph} ${one.stance} [${one.n}]`;
}

/** Where the words stand in their source. */
function placeOf(one) {
  if (one.at) return `characters ${one.at[0].toLocaleString("en")} to ${one.at[1].toLocaleString("en")}, counted from 0`;
  return one.pointer || "";
}

/** A statement as a reader may cite it. */
function citation(one) {
  const words = one.quote ? `: “${one.quote}”` : one.pointer ? ` (at ${one.pointer})` : "";
  const unchecked = one.unchecked ? " (quote not checked)" : "";
  const source = data.sources[one.source];
  const where = source.url ? ` ${source.url}` : "";
  const opening = one.draft ? "Draft, not reviewed: " : "";
  return unmarked(`${opening}${one.who}${one.via === undefined ? "" : ","} ${one.verb}${words}${retoldMark(one)}${unchecked}. Source: ${source.text}.${where} Statement: ${one.iri}`);
}

/** The address of the source, with the words to look for where it is a web page. */
function linkTo(one) {
  const { url } = data.sources[one.source];
  if (!url || !/^https?:\/\//i.test(url)) return null;
  const words = (one.raw || one.quote || "").trim().split(/\s+/).filter(Boolean);
  if (!words.length) return url;
  const coded = (some) => encodeURIComponent(some.join(" ")).replace(/-/g, "%2D");
  const text = words.length > 12 ? `${coded(words.slice(0, 6))},${coded(words.slice(-6))}` : coded(words);
  return `${url}${url.includes("#") ? "" : "#"}:~:text=${text}`;
}
