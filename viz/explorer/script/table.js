// Table: every statement that fits the filters, in the wanted order, a page of rows at a time.

const ROWS = 200;
const ROWS_AT_ONCE = 20;
const body = byId("rows");
const heads = [...document.querySelectorAll("th[data-key]")];

const CELLS = {
  n: (one) => make("th", { scope: "row" }, button(`[${one.n}]`, () => {}, { class: "ref", "data-n": one.n, "aria-pressed": "false" })),
  stance: (one) => make("td", { class: `stance ${one.draft ? "draft" : one.stance}` }, `${tagOf(one)}${data.looks[one.stance].glyph} ${one.stance}`),
  who: (one) => make("td", {}, one.who),
  from: (one) => make("td", {}, (one.from || []).join("; ")),
  to: (one) => make("td", {}, (one.to || []).join("; ")),
  acts: (one) => make("td", {}, (one.acts || []).map((act) => data.acts[act]).join("; ")),
  data: (one) => make("td", {}, (one.data || []).join("; ")),
  quote: wordsCell,
  status: (one) => make("td", {}, one.status || ""),
  date: (one) => make("td", { class: "date" }, one.day || "undated"),
  source: (one) => make("td", {}, data.sources[one.source].letter),
};

function wordsCell(one) {
  const cell = make("td", { class: "words" });
  if (one.quote) cell.append(make("q", { lang: data.sources[one.source].language || null }, one.quote));
  else if (one.pointer) cell.append(`at ${one.pointer}`);
  const marks = [one.retold && data.retold, one.unchecked && !data.allUnchecked && "quote not checked"].filter(Boolean);
  if (marks.length) cell.append(make("small", {}, ` (${marks.join("; ")})`));
  return cell;
}

function row(place) {
  const one = statements[place];
  const made = make("tr", {});
  for (const key of COLUMNS) made.append(CELLS[key](one));
  return made;
}

/** Show one page of the statements at *places*; gives the page that there is. */
function showTable(places, state) {
  const pages = Math.max(Math.ceil(places.length / ROWS), 1);
  const page = Math.min(state.page, pages);
  const first = (page - 1) * ROWS;
  const shown = places.slice(first, first + ROWS);
  showRows(shown, state);
  const told = `Rows ${(first + 1).toLocaleString("en")} to ${(first + shown.length).toLocaleString("en")} of ${places.length.toLocaleString("en")}`;
  byId("pages").hidden = pages === 1;
  byId("page-told").textContent = told;
  byId("page-before").disabled = page === 1;
  byId("page-after").disabled = page === pages;
  for (const head of heads) {
    const way = head.dataset.key !== state.sort ? "none" : state.descending ? "descending" : "ascending";
    head.setAttribute("aria-sort", way);
  }
  return page;
}

let rowsToCome = 0;

/** Show the first rows at once, and the rest when these are on the screen. */
function showRows(places, state) {
  clearTimeout(rowsToCome);
  body.replaceChildren(...places.slice(0, ROWS_AT_ONCE).map(row));
  if (places.length <= ROWS_AT_ONCE) return;
  rowsToCome = setTimeout(() => {
    body.append(...places.slice(ROWS_AT_ONCE).map(row));
    markTable(state.selected);
  }, 60);
}

/** Show every statement, for paper. */
function showWholeTable(places) {
  clearTimeout(rowsToCome);
  body.replaceChildren(...places.map(row));
}

/** Mark the rows of what is selected. */
function markTable(selected) {
  const marked = new Set(selected ? numbersOf(selected) : []);
  for (const ref of body.querySelectorAll("button.ref")) {
    ref.setAttribute("aria-pressed", String(ref.dataset.n === selected));
    ref.closest("tr").classList.toggle("selected", marked.has(ref.dataset.n));
  }
}

function connectTable(select, change) {
  body.addEventListener("click", (event) => {
    const chosen = event.target.closest("tr");
    if (!chosen || String(getSelection())) return;
    select(chosen.querySelector("button.ref").dataset.n);
  });
  for (const head of heads) {
    head.querySelector("button").addEventListener("click", () => {
      change((state) => {
        state.descending = state.sort === head.dataset.key && !state.descending;
        state.sort = head.dataset.key;
        state.page = 1;
      });
    });
  }
  const turn = (by) => () => {
    change((state) => {
      state.page += by;
    });
    byId("statements").scrollTop = 0;
    byId("statements").scrollIntoView({ block: "start" });
  };
  byId("page-before").addEventListener("click", turn(-1));
  byId("page-after").addEventListener("click", turn(1));
}
