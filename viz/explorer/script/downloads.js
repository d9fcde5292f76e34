// Downloads: the statements that are shown, as a table and as linked data.

const FC = "https://w3id.org/flowclaims/ns#";
const FORMULA = /^[=+\-@\t\r\n]/;
const KINDS = { "non-denial": "nonDenial", "declined-to-comment": "declinedToComment", "did-not-respond": "didNotRespond" };

/** Text without the marks that keep names from right to left in their place on the page; sources have none. */
function unmarked(text) {
  return text.replace(/[\u2068\u2069]/g, "");
}

/** A cell of a table; what a spreadsheet would take for a formula gets a ' in front. */
function cell(value) {
  const text = value === null || value === undefined ? "" : unmarked(String(value));
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
}

/** The columns of the table: heading, and what of a statement stands there. */
function csvColumns() {
  const party = (place) => (place === undefined ? "" : data.parties[place].name);
  const joined = (some) => (some || []).join("; ");
  const source = (one) => data.sources[one.source];
  const status = [
    [`status (${data.pointOfView})`, (one) => one.standing],
    ["left open", (one) => one.leftOpen],
  ];
  return [
    ["number", (one) => one.n],
    ...(numberOfDrafts ? [["draft", (one) => (one.draft ? "draft" : "")]] : []),
    ["stance", (one) => `${data.looks[one.stance].glyph} ${one.stance}`],
    ["speaker", (one) => party(one.speaker)],
    ["person", (one) => party(one.person)],
    ["via", (one) => party(one.via)],
    ["sentence", (one) => one.sentence],
    ["act", (one) => joined(one.acts)],
    ["data from", (one) => joined(one.from)],
    ["data to", (one) => joined(one.to)],
    ["data", (one) => joined(one.data)],
    ["purpose", (one) => joined(one.purpose)],
    ["people", (one) => joined(one.subjects)],
    ["quote", (one) => one.raw || one.quote],
    ["reported", (one) => (one.quote ? (one.retold ? "outlet's words" : "own words") : "")],
    ["quote checked", (one) => (one.quote ? (one.unchecked ? "no" : "yes") : "")],
    ["place", (one) => placeOf(one)],
    ...(data.withStatus ? status : []),
    ["date", (one) => one.date],
    ["source", (one) => source(one).text],
    ["url", (one) => source(one).url],
    ["iri", (one) => one.iri],
  ];
}

/** The statements at *places* as comma-separated values. */
function asCsv(places) {
  const columns = csvColumns();
  const lines = [columns.map(([heading]) => cell(heading)).join(",")];
  for (const place of places) lines.push(columns.map(([, value]) => cell(value(statements[place]))).join(","));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

/** The statements at *places* as JSON-LD: schema.org as in our export, with our own terms beside it.
 *
 * schema.org has no word for a draft: drafts are left out, as the button says. */
function asJsonLd(places) {
  const context = {
    "@vocab": "https://schema.org/", fc: FC,
    "fc:stance": { "@type": "@id" }, "fc:reported": { "@type": "@id" }, "fc:nonAnswerKind": { "@type": "@id" },
  };
  const graph = places.filter((place) => !statements[place].draft).map((place) => claimAsJson(statements[place]));
  const plain = (key, value) => (typeof value === "string" ? unmarked(value) : value);
  return `${JSON.stringify({ "@context": context, "@graph": graph }, plain, 1)}\n`;
}

/** One statement: a claim, or a comment that neither affirms nor denies. */
function claimAsJson(one) {
  const party = (place) => (place === undefined ? undefined : { "@id": data.parties[place].iri, name: data.parties[place].name });
  const source = data.sources[one.source];
  const work = { "@id": source.iri, "@type": "CreativeWork", name: source.title, publisher: source.outlet, url: source.url };
  const isAnswer = one.stance === "non-answer";
  const words = one.raw || one.quote;
  return {
    "@id": one.iri,
    "@type": [isAnswer ? "Comment" : "Claim", "fc:Claim"],
    text: one.sentence,
    author: isSilence(one) ? undefined : party(one.speaker),
    dateCreated: one.date,
    citation: words ? { "@type": "Quotation", text: words, isPartOf: { "@id": source.iri } } : undefined,
    [isAnswer ? "isPartOf" : "appearance"]: work,
    "fc:stance": FC + (isAnswer ? "nonAnswer" : one.recorded || one.stance),
    "fc:nonAnswerKind": one.kind ? FC + KINDS[one.kind] : undefined,
    "fc:reported": FC + one.reported,
    "fc:speaker": party(one.speaker),
    "fc:spokesperson": party(one.person),
    "fc:via": party(one.via),
  };
}

/** Hand a text over as a file. */
function save(text, type, name) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** Say on its button what a download leaves out. */
function labelDownloads() {
  if (numberOfDrafts) byId("save-json").textContent = "Download JSON-LD, without drafts";
}
