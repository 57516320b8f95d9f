// One pane: a person looking at one chat.
import { act, person, state } from "./api.js";
import { dayOf, line } from "./bubble.js";
import { languageOptions, openLink, openPage, paneMenu, showPhoto, showQr } from "./choosers.js";
import { Composer } from "./composer.js";
import { avatar, button, dialog, el, toast } from "./dom.js";
import { t } from "./language.js";

export class Pane {
  constructor(number, title, wantsGroup, moved) {
    Object.assign(this, { number, wantsGroup, viewer: null, chatId: null, chosen: false, stick: true, lines: new Map() });
    this.moved = moved;
    this.face = el("span");
    this.label = el("strong", { class: "label" }, title);
    this.who = el("select", { class: "who", "aria-label": t("Person"), onchange: () => this.look(Number(this.who.value)) });
    this.where = el("select", { "aria-label": t("Chat"), onchange: () => this.look(this.viewer, Number(this.where.value)) });
    this.language = el("select", { "aria-label": t("Language of this person"), onchange: () =>
      act("language", { person: this.viewer, language: this.language.value }) });
    this.pinned = el("button", { type: "button", class: "pinned", hidden: true });
    this.list = el("ol", { class: "messages", tabindex: "0", "aria-label": t("Messages") });
    this.list.addEventListener("scroll", () => {
      if (!this.list.clientHeight) return; // behind another tab
      this.stick = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 60;
    });
    this.list.addEventListener("load", () => this.bottom(), true);
    this.empty = el("div", { class: "empty", hidden: true });
    this.typing = el("div", { class: "typing", "aria-live": "off" });
    this.composer = new Composer(this);
    this.menu = button("⋯", () => this.chat() && paneMenu(this.viewer, this.chat(), this.moved), { class: "plain", "aria-label": t("More") });
    this.node = el("section", { class: "pane", id: `pane${number}`, role: "tabpanel", "aria-label": `Pane ${number + 1}` },
      el("header", {}, this.label, this.face, el("div", { class: "selectors" }, this.who, el("div", {}, this.where, this.language)), this.menu),
      this.pinned, this.list, this.empty, this.typing, this.composer.node);
  }

  chat() {
    return state.chats.get(this.chatId);
  }

  look(viewer, chatId = null) {
    this.chosen = true;
    this.turn(viewer, chatId);
    this.draw();
  }

  turn(viewer, chatId) {
    const chats = person(viewer)?.chats || [];
    this.viewer = viewer;
    this.chatId = chatId !== null && chats.includes(chatId) ? chatId : viewer;
    this.headerKey = "";
    this.stick = true;
    this.lines.clear();
    this.list.replaceChildren();
    this.composer.clear();
  }

  // A pane nobody has set follows the people in their order, the last one the first group there is.
  settle() {
    const me = person(this.viewer);
    if (this.chosen && me?.chats.includes(this.chatId)) return;
    const kept = this.chosen && me;
    const host = kept || (this.wantsGroup ? state.people.find((one) => one.chats.length > 1) : state.people[this.number]);
    const group = (kept || this.wantsGroup) && host?.chats.find((id) => id !== host.id);
    const target = host ? group || host.id : null;
    if (this.viewer === (host?.id ?? null) && this.chatId === target) return;
    this.chosen = Boolean(kept);
    this.turn(host?.id ?? null, target);
  }

  draw() {
    this.settle();
    const me = person(this.viewer);
    const chat = this.chat();
    const nobody = !me || !chat;
    this.list.hidden = nobody || !chat.messages.length;
    this.empty.hidden = !this.list.hidden;
    this.label.hidden = !nobody;
    for (const part of [this.face, this.who.parentElement, this.menu, this.composer.node]) part.hidden = nobody;
    if (nobody) {
      this.pinned.hidden = true;
      this.empty.replaceChildren(el("p", {}, this.wantsGroup ? t("A group appears here as soon as there is one.") : t("Nobody here yet.")));
      return;
    }
    this.header(me, chat);
    this.pin(chat);
    this.messages(chat);
    this.empty.replaceChildren(el("p", {}, chat.type === "private" ? t("Press Start: the bot says what it can do.") : ""),
      chat.type === "private" ? button(t("Start"), () => this.composer.say("/start"), { class: "primary" }) : "");
    this.typing.textContent = chat.typing ? t("typing…") : "";
  }

  header(me, chat) {
    const title = chat.type === "private" ? me.name : chat.title;
    const key = JSON.stringify([state.people.map((p) => [p.id, p.name, p.chats, p.blocked]), me.language, title, this.chatId]);
    if (key === this.headerKey) return;
    this.headerKey = key;
    this.face.replaceChildren(avatar(chat.type === "private" ? me.id : chat.id, title));
    this.who.replaceChildren(...state.people.map((one) => el("option", { value: one.id, selected: one.id === me.id }, one.name)));
    this.where.replaceChildren(...me.chats.map((id) => el("option", { value: id, selected: id === this.chatId },
      id === me.id ? `${state.bot.name} (bot)${me.blocked ? `, ${t("blocked")}` : ""}` : state.chats.get(id)?.title || "…")));
    this.language.replaceChildren(...languageOptions(me.language));
  }

  pin(chat) {
    this.pinned.hidden = !chat.pinned;
    if (!chat.pinned) return;
    this.pinned.replaceChildren(el("strong", {}, t("Pinned")), ` ${chat.pinned.text}`);
    this.pinned.onclick = () => this.jump(chat.pinned.id);
  }

  // Lines are kept while they stay the same, so that nothing flickers or loses focus.
  messages(chat) {
    const sorted = [...chat.messages].sort((a, b) => a.order - b.order);
    const nodes = [];
    const seen = new Set();
    let day = "";
    for (const message of sorted) {
      const today = dayOf(message.date);
      if (today !== day) nodes.push(this.keep(`day${message.order}${today}`, today, seen, () => el("li", { class: "day" }, el("span", {}, today))));
      day = today;
      nodes.push(this.keep(`m${message.order}`, JSON.stringify(message), seen, () => line(message, this.viewer, chat, this.on())));
    }
    for (const key of this.lines.keys()) if (!seen.has(key)) this.lines.delete(key);
    const same = nodes.length === this.list.children.length && nodes.every((node, i) => node === this.list.children[i]);
    if (!same) this.place(nodes);
    this.bottom();
  }

  bottom() {
    if (this.stick) this.list.scrollTop = this.list.scrollHeight;
  }

  keep(key, signature, seen, make) {
    seen.add(key);
    const known = this.lines.get(key);
    if (known?.signature === signature) return known.node;
    const node = make();
    this.lines.set(key, { signature, node });
    return node;
  }

  place(nodes) {
    nodes.forEach((node, i) => {
      const there = this.list.children[i];
      if (there !== node) this.list.insertBefore(node, there || null);
    });
    while (this.list.children.length > nodes.length) this.list.lastChild.remove();
  }

  on() {
    return {
      link: (url) => openLink(url, this.viewer, this.moved),
      qr: showQr,
      photo: showPhoto,
      command: (text) => this.composer.say(text),
      reply: (message) => this.composer.begin("reply", message),
      forward: (message) => act("forwards", { ...this.composer.where(), message: message.id }),
      edit: (message) => this.composer.begin("edit", message),
      jump: (id) => this.jump(id),
      press: (message, row, column, key, node) => this.press(message, row, column, key, node),
    };
  }

  async press(message, row, column, key, node) {
    if (key.copy) return navigator.clipboard.writeText(key.copy).then(() => toast(t("Copied")));
    if (key.url) return openLink(key.url, this.viewer, this.moved);
    node.classList.add("busy");
    const result = await act("presses", { ...this.composer.where(), message: message.id, row, column });
    node.classList.remove("busy");
    const answer = result?.answer;
    if (key.page && result?.url) return openPage(result.url);
    if (answer?.text && answer.show_alert) dialog(state.bot.name, el("p", {}, answer.text));
    else if (answer?.text) toast(answer.text);
    if (answer?.url) openLink(answer.url, this.viewer, this.moved);
  }

  jump(id) {
    const node = this.list.querySelector(`[data-id="${id}"]`);
    node?.scrollIntoView({ block: "center", behavior: "smooth" });
    node?.classList.add("found");
    setTimeout(() => node?.classList.remove("found"), 1500);
  }

  editLast() {
    const own = (this.chat()?.messages || []).filter((one) => one.sender === this.viewer && one.text);
    if (own.length) this.composer.begin("edit", own.at(-1));
  }
}
