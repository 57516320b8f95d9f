// Small helpers: elements are built from text nodes, never from markup.
import { t } from "./language.js";

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function button(label, action, attributes = {}) {
  return el("button", { type: "button", onclick: action, ...attributes }, label);
}

export function toast(text, kind = "") {
  const node = el("div", { class: `toast ${kind}` }, text);
  document.getElementById("toasts").append(node);
  setTimeout(() => node.remove(), Math.max(3000, text.length * 60));
}

const COLOURS = 7;

export function avatar(id, name) {
  const initials = name.split(/\s+/).filter(Boolean).slice(0, 2).map((word) => [...word][0]).join("");
  return el("span", { class: `avatar colour${Math.abs(id) % COLOURS}`, "aria-hidden": "true" }, initials || "?");
}

// Dialogs: one at a time, closed by Escape, by the backdrop or by what is chosen.
export function dialog(title, ...content) {
  const box = el("dialog", { "aria-label": title });
  const close = button("✕", () => box.close(), { class: "plain close", "aria-label": t("Close") });
  box.append(el("header", {}, el("h2", {}, title), close), ...content.flat());
  box.addEventListener("click", (event) => event.target === box && box.close());
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
  return box;
}
