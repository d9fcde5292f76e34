// Main: what happens when a reader chooses something.

const view = { state: fromHash(location.hash), places: [] };

/** Show the state: which statements fit, their lines, their rows, what is selected. */
function show() {
  const { state } = view;
  view.places = inOrder(fitting(state), state.sort, state.descending);
  const lines = showLines(view.places);
  state.page = showTable(view.places, state);
  tell(lines);
  showSelection();
}

function showSelection() {
  markPicture(view.state.selected);
  markTable(view.state.selected);
  showEvidence(view.state.selected, select);
}

/** Say how much of how much is shown. */
function tell(lines) {
  const isAnswer = (one) => one.stance === "non-answer";
  const all = statements.filter(isAnswer).length;
  const shown = view.places.filter((place) => isAnswer(statements[place])).length;
  const parts = [ofAll(view.places.length - shown, statements.length - all, "statement")];
  if (all) parts.push(ofAll(shown, all, "non-answer"));
  const dated = view.state.since || view.state.until;
  const undated = dated ? view.places.filter((place) => !statements[place].first).length : 0;
  const kept = undated ? `, ${undated.toLocaleString("en")} of them undated` : "";
  byId("result").textContent = `${parts.join(" and ")} shown${kept}, ${ofAll(lines, data.lines.length, "line")}`;
  const { stances, act, status, speaker, party, since, until, words } = view.state;
  const chosen = [act, status, speaker, party, since, until, words].some(Boolean) || stances.size < STANCES.length;
  byId("reset").hidden = !chosen;
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
  const count = numbersOf(key).length;
  announce(`${nameOf(key)}: ${count.toLocaleString("en")} statement${count === 1 ? "" : "s"} in the evidence.`);
  if (!isStuck() && !byId("evidence").contains(document.activeElement)) {
    byId("evidence").scrollIntoView({ block: "nearest" });
  }
}

function onFilter(asStep) {
  change((state) => Object.assign(state, readFilters(), { page: 1 }), asStep);
}

function connectFilters() {
  for (const stance of STANCES) byId(`stance-${stance}`).addEventListener("change", () => onFilter(true));
  for (const name of [...CHOICES, ...DATES]) byId(name)?.addEventListener("change", () => onFilter(true));
  byId("words").addEventListener("input", () => onFilter(false));
  byId("reset").addEventListener("click", () => {
    const { sort, descending, selected } = view.state;
    change((state) => Object.assign(state, nothingChosen(), { sort, descending, selected }));
    showFilters(view.state);
    byId("words").focus();
  });
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
    if (event.key === "Escape" && view.state.selected) leaveSelection();
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
byId("save-csv").addEventListener("click", () => save(asCsv(view.places), "text/csv;charset=utf-8", "statements.csv"));
byId("save-json").addEventListener("click", () => save(asJsonLd(view.places), "application/ld+json", "statements.jsonld"));
addEventListener("popstate", onAddress);
addEventListener("hashchange", onAddress);
show();
