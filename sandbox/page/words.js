// A message's text with its formatting: entities (UTF-16 offsets) become elements, text stays text.
import { botLink } from "./api.js";
import { el } from "./dom.js";
import { t } from "./language.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

export function words(text, entities, on) {
  return build(text, entities, 0, text.length, on);
}

function build(text, entities, from, to, on) {
  const out = document.createDocumentFragment();
  let at = from;
  const inside = entities.filter((one) => one.offset >= from && one.offset + one.length <= to);
  while (inside.length) {
    const one = inside.shift();
    if (one.offset < at) continue;
    const end = one.offset + one.length;
    const nested = inside.filter((other) => other.offset < end);
    inside.splice(0, nested.length);
    out.append(text.slice(at, one.offset), wrapped(one, text, nested, end, on));
    at = end;
  }
  out.append(text.slice(at, to));
  return out;
}

function wrapped(one, text, nested, end, on) {
  const inner = build(text, nested, one.offset, end, on);
  const plain = text.slice(one.offset, end);
  if (one.type === "url" || one.type === "text_link") return linked(one.url || plain, inner, on);
  if (one.type === "bot_command") {
    return el("button", { type: "button", class: "link", onclick: () => on.command(plain) }, inner);
  }
  if (one.type === "spoiler") {
    return el("span", { class: "spoiler", tabindex: "0", onclick: (e) => e.currentTarget.classList.add("open") }, inner);
  }
  if (["mention", "hashtag", "email"].includes(one.type)) return el("span", { class: "marked" }, inner);
  return el(TAGS[one.type] || "span", {}, inner);
}

export function linked(address, inner, on) {
  const ours = botLink(address);
  const link = el("a", {
    href: ours ? "#" : address, target: ours ? null : "_blank", rel: ours ? null : "noopener noreferrer",
    onclick: (event) => {
      if (!ours) return;
      event.preventDefault();
      on.link(address);
    },
  }, inner);
  return ours ? el("span", {}, link, qrButton(address, on)) : link;
}

export function qrButton(address, on) {
  return el("button", {
    type: "button", class: "qr", title: t("Show this link as a QR code"), "aria-label": t("Show this link as a QR code"),
    onclick: () => on.qr(address),
  }, "▦");
}
