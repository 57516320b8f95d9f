// One message as people know it: bubble, sender, time, buttons below.
import { state } from "./api.js";
import { avatar, button, el } from "./dom.js";
import { linked, qrButton, words } from "./words.js";
import { botLink } from "./api.js";
import { locale, t } from "./language.js";

export const timeOf = (ms) => format({ hour: "2-digit", minute: "2-digit", hour12: false }, ms);
export const dayOf = (ms) => format({ weekday: "short", day: "numeric", month: "long", year: "numeric" }, ms);

function format(options, ms) {
  return new Intl.DateTimeFormat(locale, { timeZone: state.zone, ...options }).format(ms);
}

export function line(message, viewer, chat, on) {
  if (message.service) return el("li", { class: "service" }, el("span", {}, told(message.service)));
  if (message.note) return note(message, viewer, on);
  const own = message.sender === viewer;
  const side = own ? "own" : "other";
  const grouped = chat.type !== "private";
  return el("li", { class: `line ${side}`, "data-id": message.id },
    grouped && !own ? avatar(message.sender, message.name) : null,
    el("div", { class: "stack" }, bubble(message, own, grouped, on), keyboard(message, on)));
}

const told = ({ words, names }) => t(words).replace(/%([12])/g, (_, place) => names[place - 1]);

function bubble(message, own, grouped, on) {
  const text = message.text ? el("div", { class: "text" }, words(message.text, message.entities, on)) : null;
  const hold = (event) => { event.preventDefault(); event.currentTarget.classList.toggle("held"); };
  return el("div", { class: message.file?.kind === "photo" ? "bubble media" : "bubble", oncontextmenu: hold },
    grouped && !own ? el("div", { class: `name colour${Math.abs(message.sender) % 7}` }, message.name) : null,
    message.forwarded ? el("div", { class: "forwarded" }, `${t("Forwarded from")} ${message.forwarded}`) : null,
    message.reply ? quote(message.reply, on) : null,
    message.file ? attachment(message.file, on) : null,
    message.card ? el("div", { class: "text" }, `${t(message.card.words)}: ${message.card.of}`) : null,
    text,
    el("div", { class: "meta" }, tools(message, own, on),
      message.reaction ? el("span", {}, message.reaction) : null,
      message.edited ? el("span", {}, t("edited")) : null,
      el("time", { datetime: new Date(message.date).toISOString() }, timeOf(message.date)),
      own ? el("span", { class: "ticks", "aria-hidden": "true" }, message.seen ? "✓✓" : "✓") : null));
}

function quote(reply, on) {
  return button(reply.text || t("Message"), () => on.jump(reply.id), { class: "quote" });
}

function tools(message, own, on) {
  const list = [button("↩", () => on.reply(message), { class: "tool", "aria-label": t("Reply"), title: t("Reply") }),
    button("↪", () => on.forward(message), { class: "tool", "aria-label": t("Forward to the bot"), title: t("Forward to the bot") })];
  if (own && (message.text || message.file)) {
    list.push(button("✎", () => on.edit(message), { class: "tool", "aria-label": t("Edit"), title: t("Edit") }));
  }
  return list;
}

function attachment(file, on) {
  const url = `/sandbox/file/${file.id}`;
  if (file.kind === "photo") {
    const picture = el("img", { src: url, alt: t("Photo"), width: file.width, height: file.height, loading: "lazy" });
    return button(picture, () => on.photo(url), { class: "picture", "aria-label": t("Open the photo") });
  }
  if (file.kind !== "document") return el("div", { class: "sticker" }, t(MARKS[file.kind] || file.kind));
  return el("a", { class: "file", href: url, target: "_blank", rel: "noopener" },
    el("span", { class: "icon", "aria-hidden": "true" }, "📄"),
    el("span", {}, el("strong", {}, file.name || "file"), el("small", {}, size(file.bytes))));
}

const MARKS = { sticker: "👍", voice: "🎤 Voice message, 0:03", video_note: "⏺ Video message, 0:03" };

const size = (bytes) => (bytes > 1e6 ? `${(bytes / 1048576).toFixed(1)} MB` : `${Math.ceil(bytes / 1024)} KB`);

function keyboard(message, on) {
  if (!message.keyboard.length) return null;
  return el("div", { class: "keyboard" }, message.keyboard.map((row, r) => el("div", { class: "row" },
    row.map((key, c) => el("span", { class: "key" },
      button(key.text, (event) => on.press(message, r, c, key, event.currentTarget), { class: key.url ? "out" : "" }),
      key.url && botLink(key.url) ? qrButton(key.url, on) : null)))));
}

function note(message, viewer, on) {
  const sent = message.note.sender === viewer;
  const head = sent ? `${t("You wrote to")} ${message.names[1]} (${t("not to the bot")})` : `${t("Message from")} ${message.names[0]}`;
  const text = message.text.split(/(\s+)/).map((word) =>
    /^(https?:\/\/|t\.me\/|tg:)/.test(word) ? linked(word, document.createTextNode(word), on) : word);
  return el("li", { class: "line note" }, el("div", { class: "stack" }, el("div", { class: "bubble" },
    el("div", { class: "name" }, head), el("div", { class: "text" }, text),
    el("div", { class: "meta" }, el("time", {}, timeOf(message.date))))));
}
