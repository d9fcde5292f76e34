// Picture: which lines and parties are seen, which is selected; size, moving about, keys.

const diagram = byId("diagram");
const picture = byId("picture");
const STEP = 80;
const LARGEST = 8;
const SMALLEST = 0.1;
const natural = picture ? { width: Number(picture.getAttribute("width")), height: Number(picture.getAttribute("height")) } : null;
const things = new Map([...data.boxes, ...data.lines].map(({ key }) => [key, byId(key)]));
const buttonOf = (key) => things.get(key).firstElementChild;
const order = orderOfThings();
let frameToCome = 0;
let roving = "";
let pressed = "";
let scale = 1;
let sizedByHand = false;
let framed = false;

/** Keys of parties and lines as the arrow keys visit them: each party, then the lines from it. */
function orderOfThings() {
  const from = new Map(data.boxes.map((box) => [box.key, []]));
  for (const line of data.lines) from.get(line.from).push(line.key);
  return data.boxes.flatMap((box) => [box.key, ...from.get(box.key)]);
}

/** Show the lines of the statements at *places*, and the parties that have a line or a non-answer then.
 *
 * Of a party that was chosen only what touches it. Gives the number of lines. */
function showLines(places, party) {
  const shown = new Set(places.map((place) => statements[place].n));
  const holding = holders(party);
  const touching = new Map(data.boxes.map((box) => [box.key, 0]));
  let count = 0;
  for (const line of data.lines) {
    const left = line.claims.filter((n) => shown.has(n));
    const visible = left.length > 0 && (!party || holding.has(line.from) || holding.has(line.to));
    setShown(line.key, visible);
    if (!visible) continue;
    labelLine(line, left);
    count += 1;
    for (const end of new Set([line.from, line.to])) touching.set(end, touching.get(end) + 1);
  }
  for (const box of data.boxes) {
    const notes = box.notes.filter((n) => shown.has(n));
    const answers = notes.length > 0 && (!holding.size || holding.has(box.key));
    setShown(box.key, touching.get(box.key) > 0 || answers);
    labelBox(box, touching.get(box.key), notes);
  }
  rove();
  clearTimeout(frameToCome);
  frameToCome = setTimeout(bringIntoFrame, 60); // it measures, which takes time: the answer comes first
  return count;
}

/** Keys of the boxes that hold a party: none where it is not drawn, or where none was chosen. */
function holders(party) {
  const place = partyById.get(party);
  return new Set(data.boxes.filter((box) => box.parties.includes(place)).map((box) => box.key));
}

/** Scroll the frame to the busiest party if hardly one is in it: a large picture begins with empty paper.
 *
 * At first that is less than a quarter of them, later none: then the reader has chosen what is in it. */
function bringIntoFrame() {
  if (!picture || (picture.clientWidth <= diagram.clientWidth && picture.clientHeight <= diagram.clientHeight)) return;
  const frame = diagram.getBoundingClientRect();
  const inFrame = (key) => {
    const place = byId(key).querySelector(".box").getBoundingClientRect();
    const x = (place.left + place.right) / 2;
    const y = (place.top + place.bottom) / 2;
    return x > frame.left && x < frame.right && y > frame.top && y < frame.bottom;
  };
  const boxes = data.boxes.map((box) => box.key).filter(isShown);
  const found = boxes.filter(inFrame).length;
  const enough = framed ? found > 0 : found * 4 >= boxes.length;
  framed = true;
  if (enough) return;
  const first = byId(busiest(boxes)).querySelector(".box").getBoundingClientRect();
  diagram.scrollLeft += (first.left + first.right - frame.left - frame.right) / 2;
  diagram.scrollTop += (first.top + first.bottom - frame.top - frame.bottom) / 2;
}

/** The party that most of the lines touch that are shown. */
function busiest(boxes) {
  const touching = new Map(boxes.map((key) => [key, 0]));
  for (const line of data.lines) {
    if (isShown(line.key)) for (const end of [line.from, line.to]) touching.set(end, touching.get(end) + 1);
  }
  return boxes.reduce((best, key) => (touching.get(key) > touching.get(best) ? key : best));
}

function setShown(key, visible) {
  things.get(key).classList.toggle("off", !visible);
}

const isShown = (key) => !things.get(key).classList.contains("off");

/** What is marked with the selection: the lines of a statement, a line, a party and the lines that touch it. */
function withSelection(selected) {
  if (placeByNumber.has(selected)) return linesOfNumber.get(selected) || [];
  return [selected, ...linesAt(selected).map((line) => line.key)];
}

/** Mark what is selected. */
function markPicture(selected) {
  const marked = new Set(withSelection(selected));
  for (const [key, thing] of things) {
    if (thing.classList.contains("selected") === marked.has(key)) continue;
    thing.classList.toggle("selected", marked.has(key));
  }
  if (things.has(pressed)) buttonOf(pressed).setAttribute("aria-pressed", "false");
  if (things.has(selected)) buttonOf(selected).setAttribute("aria-pressed", "true");
  pressed = selected;
}

/** Keep exactly one thing that Tab reaches. */
function rove(key) {
  const visible = order.filter(isShown);
  const first = visible.includes(key || roving) ? key || roving : visible[0];
  if (things.has(roving)) buttonOf(roving).setAttribute("tabindex", "-1");
  if (first) buttonOf(first).setAttribute("tabindex", "0");
  roving = first;
}

function focusThing(key) {
  rove(key);
  buttonOf(key).focus({ preventScroll: true });
  reveal(things.get(key));
}

/** Scroll the frame, and the page if need be, so that a thing is seen. */
function reveal(thing) {
  const mark = (thing.querySelector(".pill") || thing.querySelector(".box")).getBoundingClientRect();
  const frame = diagram.getBoundingClientRect();
  const margin = 24;
  if (mark.left < frame.left + margin) diagram.scrollLeft -= frame.left + margin - mark.left;
  if (mark.right > frame.right - margin) diagram.scrollLeft += mark.right - frame.right + margin;
  if (mark.top < frame.top + margin) diagram.scrollTop -= frame.top + margin - mark.top;
  if (mark.bottom > frame.bottom - margin) diagram.scrollTop += mark.bottom - frame.bottom + margin;
  const seen = (thing.querySelector(".pill") || thing.querySelector(".box")).getBoundingClientRect();
  const covered = isStuck() ? byId("evidence").getBoundingClientRect().height : 0;
  if (seen.top < margin) window.scrollBy(0, seen.top - margin);
  if (seen.bottom > innerHeight - covered - margin) window.scrollBy(0, seen.bottom - innerHeight + covered + margin);
}

const isStuck = () => getComputedStyle(byId("evidence")).position === "sticky";

/** Set the size of the picture, keeping the point (x, y) of the frame where it is. */
function zoomTo(wanted, x = diagram.clientWidth / 2, y = diagram.clientHeight / 2) {
  if (!picture) return;
  const next = Math.min(Math.max(wanted, SMALLEST), LARGEST);
  const factor = next / scale;
  const left = (diagram.scrollLeft + x) * factor - x;
  const top = (diagram.scrollTop + y) * factor - y;
  scale = next;
  picture.setAttribute("width", (natural.width * scale).toFixed(1));
  picture.setAttribute("height", (natural.height * scale).toFixed(1));
  diagram.scrollLeft = left;
  diagram.scrollTop = top;
  const larger = picture.clientWidth > diagram.clientWidth + 1 || picture.clientHeight > diagram.clientHeight + 1;
  byId("hint").textContent = larger
    ? "There is more than the frame holds: drag, scroll, or press Fit."
    : "Ctrl and wheel, or the buttons, change the size.";
}

const fitScale = () => diagram.clientWidth / natural.width;

/** The first size: as wide as the frame, but no smaller than print and not so large that it looks coarse. */
function sizeAtFirst() {
  if (picture && !sizedByHand) zoomTo(Math.min(Math.max(fitScale(), 1), 1.5));
}

function zoomByHand(wanted, x, y) {
  sizedByHand = true;
  zoomTo(wanted, x, y);
}

const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/** The keys of the picture; gives whether the key was one of them. */
function onKey(event, select) {
  const thing = event.target.closest("g.line, g.party");
  const way = WAYS[event.key];
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (way && event.shiftKey) {
    diagram.scrollLeft += way[0] * STEP;
    diagram.scrollTop += way[1] * STEP;
  } else if (way || event.key === "Home" || event.key === "End") {
    moveFocus(thing, event.key, way);
  } else if ((event.key === "Enter" || event.key === " ") && thing) {
    select(thing.id);
  } else if (event.key === "+" || event.key === "-") {
    zoomByHand(scale * (event.key === "+" ? 1.25 : 0.8));
  } else if (event.key === "0") {
    zoomByHand(fitScale());
  } else {
    return false;
  }
  return true;
}

function moveFocus(thing, key, way) {
  const visible = order.filter(isShown);
  if (!visible.length) return;
  const from = thing ? visible.indexOf(thing.id) : way && way[0] + way[1] < 0 ? visible.length : -1;
  const ends = { Home: 0, End: visible.length - 1 };
  const to = key in ends ? ends[key] : from + way[0] + way[1];
  focusThing(visible[Math.min(Math.max(to, 0), visible.length - 1)]);
}

/** Move the picture with the mouse; a press that moves is no click. */
function allowDragging() {
  let start = null;
  let moved = false;
  diagram.addEventListener("pointerdown", (event) => {
    moved = false;
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    start = { x: event.clientX, y: event.clientY, left: diagram.scrollLeft, top: diagram.scrollTop };
  });
  addEventListener("pointermove", (event) => {
    if (!start) return;
    const [x, y] = [event.clientX - start.x, event.clientY - start.y];
    moved = moved || Math.hypot(x, y) > 4;
    if (!moved) return;
    diagram.classList.add("moving");
    diagram.scrollLeft = start.left - x;
    diagram.scrollTop = start.top - y;
  });
  addEventListener("pointerup", () => {
    start = null;
    diagram.classList.remove("moving");
  });
  return () => moved;
}

function connectPicture(select) {
  if (!picture) return;
  const wasMoved = allowDragging();
  diagram.addEventListener("click", (event) => {
    const thing = event.target.closest("g.line, g.party");
    if (wasMoved() || !thing) return;
    rove(thing.id);
    select(thing.id);
  });
  diagram.addEventListener("keydown", (event) => {
    if (onKey(event, select)) event.preventDefault();
  });
  diagram.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const frame = diagram.getBoundingClientRect();
    zoomByHand(scale * 1.0015 ** -event.deltaY, event.clientX - frame.left, event.clientY - frame.top);
  }, { passive: false });
  byId("zoom-in").addEventListener("click", () => zoomByHand(scale * 1.25));
  byId("zoom-out").addEventListener("click", () => zoomByHand(scale * 0.8));
  byId("zoom-fit").addEventListener("click", () => zoomByHand(fitScale()));
  addEventListener("resize", sizeAtFirst);
  sizeAtFirst();
}
