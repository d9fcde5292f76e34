// Main: what happens when a reader chooses something.

const view = { state: fromHash(location.hash), places: [] };

/** Show the state: which statements fit, their lines, their rows, what is selected. */
function show() {
  const { state } = view;
  view.places = inOrder(fitting(state), state.sort, state.descending);
  const lines = showLines(view.places, state.party);
  state.page = showTable(view.places, state);
  tell(lines);
  tellNothing();
  showSelection();
}

function showSelection() {
  markPicture(view.state.selected);
  markTable(view.state.selected);
  showEvidence(view.state.selected, view.places, select);
  byId("printed").textContent = onPaper();
}

/** Say how much of how much is shown. */
function tell(lines) {
  const isAnswer = (one) => one.stance === "non-answer" && !one.draft;
  const all = statements.filter(isAnswer).length;
  const shown = view.places.filter((place) => isAnswer(statements[place])).length;
  const drafts = view.places.filter((place) => statements[place].draft).length;
  const parts = [ofAll(view.places.length - shown - drafts, statements.length - all - numberOfDrafts, "statement")];
  if (all) parts.push(ofAll(shown, all, "non-answer"));
  if (numberOfDrafts) parts.push(ofAll(drafts, numberOfDrafts, "draft"));
  const dated = view.state.since || view.state.until;
  const undated = dated ? view.places.filter((place) => !statements[place].first).length : 0;
  const kept = undated ? `, ${undated.toLocaleString("en")} of them undated` : "";
  byId("result").textContent = `${parts.join(" and ")} shown${kept}, ${ofAll(lines, data.lines.length, "line")}${isBackwards() ? `. ${BACKWARDS}` : ""}`;
  byId("reset").hidden = !filterInWords().length;
}

const BACKWARDS = "“From” lies after “To”.";
const isBackwards = () => Boolean(view.state.since && view.state.until && view.state.since > view.state.until);

/** What stands where nothing is left to show: in the frame of the picture, and below the headings of the table. */
const nothings = [diagram, byId("statements")].map((place) => {
  const told = make("p", { class: "nothing" }, make("span", {}), " ", button("Show everything", showEverything));
  told.hidden = true;
  place[place === diagram ? "prepend" : "append"](told);
  return told;
});

/** Say so where a filter leaves nothing, of the picture or at all; then there is nothing to download. */
function tellNothing() {
  const none = view.places.length === 0;
  const drawn = !data.boxes.length || data.boxes.some((box) => isShown(box.key));
  const why = isBackwards() ? `${BACKWARDS} ` : "";
  const words = none ? `${why}Nothing fits these filters.` : "Nothing in the picture fits these filters.";
  const needed = statements.length > 0 && filterInWords().length > 0;
  [none || !drawn, none].forEach((is, place) => {
    nothings[place].hidden = !(needed && is);
    nothings[place].firstElementChild.textContent = words;
  });
  byId("save-csv").disabled = none;
  byId("save-json").disabled = none;
}

/** What is filtered, in words. */
function filterInWords() {
  const { stances, since, until, words } = view.state;
  const found = stances.size < STANCES.length ? [`stance ${[...stances].join(" or ") || "none"}`] : [];
  if (!view.state.drafts) found.push("no drafts");
  for (const name of CHOICES) {
    if (!view.state[name]) continue;
    const option = byId(name).selectedOptions[0] || { textContent: view.state[name] };
    found.push(`${name} ${option.textContent.replace(/ \([\d,]+\)$/, "")}`);
  }
  if (since) found.push(`from ${since}`);
  if (until) found.push(`until ${until}`);
  if (words) found.push(`words “${words}”`);
  return found;
}

/** What a page on paper says of the filter and of the selection. */
function onPaper() {
  const { selected } = view.state;
  const only = filterInWords();
  const told = only.length ? [`Only: ${only.join("; ")}.`, `${byId("result").textContent}.`] : [];
  if (selected) told.push(`Selected and marked: ${nameOf(selected)}.`);
  return told.join(" ");
}

/** Change the state, as a step of its own in the history or in place of the last one. */
function change(act, asStep = true) {
  act(view.state);
  show();
  remember(view.state, asStep);
}

/** Select a statement, a line or a party; the same again, or nothing, leaves the selection. */
function select(key) {
  const { state } = view;
  state.selected = key === state.selected ? "" : key;
  showSelection();
  remember(state, true);
  if (!state.selected) {
    announce("Nothing selected.");
    return;
  }
  if (order.includes(key)) reveal(byId(key));
  announce(`${nameOf(key)}: ${countedApart(numbersOf(key))} in the evidence.`);
  if (!isStuck() && !byId("evidence").contains(document.activeElement)) {
    const fits = byId("evidence").offsetHeight <= innerHeight;
    byId("evidence").scrollIntoView({ block: fits ? "nearest" : "start" });
  }
}

function onFilter(asStep) {
  change((state) => Object.assign(state, readFilters(), { page: 1 }), asStep);
}

function connectFilters() {
  for (const stance of STANCES) byId(`stance-${stance}`).addEventListener("change", () => onFilter(true));
  byId("drafts")?.addEventListener("change", () => onFilter(true));
  for (const name of [...CHOICES, ...DATES]) byId(name)?.addEventListener("change", () => onFilter(true));
  byId("words").addEventListener("input", () => onFilter(false));
  byId("reset").addEventListener("click", showEverything);
}

/** Take all filters away; order and selection stay. */
function showEverything() {
  const { sort, descending, selected } = view.state;
  Object.assign(view.state, nothingChosen(), { sort, descending, selected });
  showFilters(view.state);
  change(() => {});
  byId("words").focus();
}

/** Back and forward, and addresses that a reader edits. */
function onAddress() {
  view.state = fromHash(location.hash);
  showFilters(view.state);
  show();
}

function connectPrint() {
  const before = () => {
    showWholeTable(view.places);
    markTable(view.state.selected);
  };
  const after = () => showTable(view.places, view.state);
  addEventListener("beforeprint", before);
  addEventListener("afterprint", after);
  matchMedia("print").addEventListener("change", (event) => (event.matches ? before() : after()));
}

function connectKeys() {
  document.addEventListener("keydown", (event) => {
    const inField = event.target.matches("input, select"); // there it closes the field's own things
    if (event.key === "Escape" && view.state.selected && !inField) leaveSelection();
  });
  byId("clear").addEventListener("click", leaveSelection);
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("statements").focus();
    byId("statements").scrollIntoView({ block: "start" });
  });
}

/** Leave the selection, and give the focus back to what was selected if it would be lost. */
function leaveSelection() {
  const key = view.state.selected;
  const lost = byId("evidence").contains(document.activeElement);
  select(key);
  if (!lost) return;
  const ref = [...body.querySelectorAll("button.ref")].find((one) => one.dataset.n === key);
  if (order.includes(key) && isShown(key)) focusThing(key);
  else (ref || diagram).focus();
}

document.documentElement.className = "";
showFilters(view.state);
connectFilters();
connectPicture(select);
connectTable(select, change);
connectKeys();
connectPrint();
labelDownloads();
byId("save-csv").addEventListener("click", () => save(asCsv(view.places), "text/csv;charset=utf-8", "statements.csv"));
byId("save-json").addEventListener("click", () => save(asJsonLd(view.places), "application/ld+json", "statements.jsonld"));
addEventListener("popstate", onAddress);
addEventListener("hashchange", onAddress);
show();
