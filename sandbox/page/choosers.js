// Dialogs: who opens a link, QR code, large photo, add a person, a pane's menu.
import { act, botLink, groups, person, state } from "./api.js";
import { avatar, button, dialog, el, toast } from "./dom.js";
import { language, t } from "./language.js";

const LANGUAGES = [["uk", "Українська"], ["ru", "Русский"], ["en", "English"], ["de", "Deutsch"], ["", t("not told")]];

export function languageOptions(current) {
  const known = LANGUAGES.some(([code]) => code === (current || ""));
  const list = known ? LANGUAGES : [...LANGUAGES, [current, current]];
  return list.map(([code, name]) => el("option", { value: code, selected: code === (current || "") }, name));
}

export function openLink(url, viewer, moved) {
  const link = botLink(url);
  if (!link) {
    window.open(url, "_blank", "noopener");
  } else if (link.kind === "share") {
    share(link.text, viewer);
  } else if (link.kind === "startgroup") {
    chooseGroup(url, viewer, moved);
  } else {
    choosePerson(url, viewer, moved);
  }
}

function choices(list) {
  return el("ul", { class: "choices" }, list.map((item) => el("li", {}, item)));
}

const row = (id, name, action, hint) => button([avatar(id, name), el("span", {}, name, hint ? el("small", {}, hint) : "")],
  action, { class: "choice" });

function choosePerson(url, viewer, moved) {
  const people = [...state.people].sort((a, b) => (b.id === viewer) - (a.id === viewer));
  const box = dialog(t("Open as"), el("p", { class: "address" }, url), choices(people.map((one) =>
    row(one.id, one.name, async () => {
      box.close();
      if (await act("opens", { person: one.id, url })) moved(one.id, one.id);
    }, one.id === viewer ? t("this pane") : ""))));
}

function chooseGroup(url, viewer, moved) {
  const mine = groups().filter((group) => group.members.includes(viewer));
  const go = async (id) => {
    box.close();
    if (await act("opens", { person: viewer, url, group: id })) moved(viewer, id);
  };
  const title = el("input", { name: "title", placeholder: t("Name of a new group"), maxlength: "64", "aria-label": t("Name of a new group") });
  const form = el("form", { class: "inline", onsubmit: async (event) => {
    event.preventDefault();
    const others = state.people.filter((one) => one.id !== viewer).slice(0, 1).map((one) => one.id);
    const made = await act("groups", { person: viewer, title: title.value.trim() || t("Our promotion"), members: others });
    if (made) await go(made.id);
  } }, title, el("button", { class: "primary" }, t("Create and add")));
  const box = dialog(`${t("Add the bot to a group")} · ${person(viewer).name}`,
    choices(mine.map((group) => row(group.id, group.title, () => go(group.id), String(group.members.length)))), form);
}

function share(text, viewer) {
  const others = state.people.filter((one) => one.id !== viewer);
  const box = dialog(t("Send to"), el("p", { class: "address" }, text), choices(others.map((one) =>
    row(one.id, one.name, async () => {
      box.close();
      if (await act("passes", { person: viewer, to: one.id, text })) toast(`→ ${one.name}`);
    }))));
}

export function showQr(url) {
  const picture = el("img", { src: `/sandbox/qr?text=${encodeURIComponent(url)}`, alt: `${t("QR code")}: ${url}`, class: "qr-code" });
  dialog(t("QR code"), picture, el("p", { class: "address" }, url),
    button(t("Copy the link"), () => navigator.clipboard.writeText(url).then(() => toast(t("Copied"))), {}));
}

// A Mini App: the bot's own page in a frame, told who opened it as Telegram would.
// As Telegram's apps hand their colours to a Mini App.
const THEMES = {
  light: { bg_color: "#ffffff", text_color: "#000000", secondary_bg_color: "#f1f1f1", button_color: "#40a7e3", button_text_color: "#ffffff" },
  dark: { bg_color: "#17212b", text_color: "#f5f5f5", secondary_bg_color: "#232e3c", button_color: "#5288c1", button_text_color: "#ffffff" },
};

export function openPage(url) {
  const theme = THEMES[matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"];
  const src = `${url}&tgWebAppThemeParams=${encodeURIComponent(JSON.stringify(theme))}`;
  const box = dialog("Mini App", el("iframe", { src, title: "Mini App", class: "page" }));
  const close = (event) => event.data === "web_app_close" && box.close();
  window.addEventListener("message", close);
  box.addEventListener("close", () => window.removeEventListener("message", close));
}

export function showPhoto(url) {
  const box = dialog(t("Photo"), el("a", { href: url, target: "_blank", rel: "noopener" }, el("img", { src: url, alt: t("Photo"), class: "large" })));
  box.classList.add("wide");
}

export function addPerson(added) {
  const name = el("input", { name: "name", required: true, maxlength: "64", autocomplete: "off", "aria-label": t("Name") });
  const spoken = el("select", { name: "language", "aria-label": t("Language") }, languageOptions(language));
  const box = dialog(t("Add a person"), el("form", { class: "stacked", onsubmit: async (event) => {
    event.preventDefault();
    const made = await act("people", { name: name.value, language: spoken.value });
    box.close();
    if (made) added(made.id);
  } }, el("label", {}, t("Name"), name), el("label", {}, t("Language"), spoken), el("button", { class: "primary" }, t("Add"))));
}

export function paneMenu(viewer, chat, moved) {
  const me = person(viewer);
  const then = (action, body) => async () => {
    box.close();
    await act(action, body);
  };
  const member = (act_, other) => then("members", { person: viewer, chat: chat.id, act: act_, other });
  const list = [];
  if (chat.type === "private") {
    list.push(button(me.blocked ? t("Unblock the bot") : t("Block the bot"), then("blocks", { person: viewer, blocked: !me.blocked })));
  } else {
    for (const one of state.people.filter((p) => !chat.members.includes(p.id))) {
      list.push(button(`${t("Add to the group")}: ${one.name}`, member("add", one.id)));
    }
    list.push(chat.has_bot ? button(t("Remove the bot"), member("remove_bot")) : button(t("Add the bot"), member("add_bot")));
    if (chat.has_bot) list.push(button(t("Make the bot an administrator"), member("promote_bot")));
    if (chat.type === "group") list.push(button(t("Turn it into a supergroup"), member("upgrade")));
    list.push(button(t("Leave the group"), member("leave")));
  }
  list.push(button(t("New group…"), () => {
    box.close();
    newGroup(viewer, moved);
  }));
  const box = dialog(`${me.name}: ${chat.title}`, choices(list));
}

function newGroup(viewer, moved) {
  const title = el("input", { required: true, maxlength: "64", "aria-label": t("Title") });
  const others = state.people.filter((one) => one.id !== viewer);
  const boxes = others.map((one) => el("label", { class: "tick" }, el("input", { type: "checkbox", value: one.id }), one.name));
  const box = dialog(t("New group"), el("form", { class: "stacked", onsubmit: async (event) => {
    event.preventDefault();
    const members = [...event.target.querySelectorAll("input:checked")].map((tick) => Number(tick.value));
    const made = await act("groups", { person: viewer, title: title.value, members });
    box.close();
    if (made) moved(viewer, made.id);
  } }, el("label", {}, t("Title"), title), boxes, el("button", { class: "primary" }, t("Create"))));
}
