// Elements: every text becomes a text node, so that nothing in it is ever read as markup.

const byId = (id) => document.getElementById(id);

/** An element with attributes and children; a child that is text becomes a text node. */
function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value);
  }
  for (const child of children) if (child !== null && child !== undefined) made.append(child);
  return made;
}

/** A button that does *act*. */
function button(text, act, attributes = {}) {
  const made = make("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", act);
  return made;
}

/** Say something to screen readers, and nothing on the screen. */
function announce(text) {
  byId("announce").textContent = text;
}
