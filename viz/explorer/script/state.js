// State: filters, order, page and selection, kept in the address so that a view can be linked.

const STANCES = Object.keys(data.looks).filter((stance) => byId(`stance-${stance}`));
const CHOICES = ["act", "status", "speaker", "party"];
const DATES = ["since", "until"];
const LONGEST_HASH = 4000;
const COLUMNS = [...document.querySelectorAll("th[data-key]")].map((head) => head.dataset.key);

const nothingChosen = () => ({
  stances: new Set(STANCES), drafts: true,
  act: "", status: "", speaker: "", party: "", since: "", until: "", words: "",
  sort: "n", descending: false, page: 1, selected: "",
});

/** The state as the part of the address behind "#"; empty where nothing is chosen. */
function toHash(state) {
  const found = new URLSearchParams();
  if (state.stances.size < STANCES.length) found.set("stance", [...state.stances].join(","));
  if (!state.drafts) found.set("drafts", "no");
  for (const name of [...CHOICES, ...DATES, "words"]) if (state[name]) found.set(name, state[name]);
  if (state.sort !== "n" || state.descending) found.set("sort", (state.descending ? "-" : "") + state.sort);
  if (state.page > 1) found.set("page", state.page);
  if (state.selected) found.set("selected", state.selected);
  return found.toString();
}

/** The state that an address tells; whatever in it makes no sense is left out. */
function fromHash(hash) {
  const state = nothingChosen();
  if (hash.length > LONGEST_HASH) return state;
  const found = new URLSearchParams(hash.replace(/^#/, ""));
  const text = (name) => found.get(name) || "";
  if (found.has("stance")) {
    state.stances = new Set(text("stance").split(",").filter((one) => STANCES.includes(one)));
  }
  state.drafts = numberOfDrafts === 0 || text("drafts") !== "no";
  for (const name of CHOICES) if (isOption(name, text(name))) state[name] = text(name);
  for (const name of DATES) if (isDay(text(name))) state[name] = text(name);
  state.words = text("words").slice(0, 500);
  const sort = text("sort").replace(/^-/, "");
  if (COLUMNS.includes(sort)) {
    state.sort = sort;
    state.descending = text("sort").startsWith("-");
  }
  if (/^[1-9]\d{0,5}$/.test(text("page"))) state.page = Number(text("page"));
  if (isSelectable(text("selected"))) state.selected = text("selected");
  return state;
}

/** Whether a text is a day of the calendar, from the year 1 on: a date field takes no other. */
function isDay(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < "0001-01-01") return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function isOption(name, value) {
  const select = byId(name);
  return select !== null && [...select.options].some((option) => option.value === value);
}

function isSelectable(key) {
  return placeByNumber.has(key) || lineByKey.has(key) || boxByKey.has(key);
}

/** Write the state into the address: as a step of its own, or in place of the last one. */
function remember(state, asStep) {
  const hash = toHash(state);
  if (hash === location.hash.replace(/^#/, "")) return;
  const address = hash ? `#${hash}` : location.href.replace(/#.*$/, "");
  if (asStep) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

/** Put the filters of the page into the state's. */
function showFilters(state) {
  for (const stance of STANCES) byId(`stance-${stance}`).checked = state.stances.has(stance);
  if (byId("drafts")) byId("drafts").checked = state.drafts;
  for (const name of [...CHOICES, ...DATES, "words"]) {
    const control = byId(name);
    if (control && control.value !== state[name]) control.value = state[name];
  }
}

/** What the filters of the page are set to. */
function readFilters() {
  const read = { stances: new Set(STANCES.filter((stance) => byId(`stance-${stance}`).checked)) };
  read.drafts = byId("drafts") ? byId("drafts").checked : true;
  for (const name of [...CHOICES, ...DATES, "words"]) read[name] = byId(name) ? byId(name).value : "";
  return read;
}
