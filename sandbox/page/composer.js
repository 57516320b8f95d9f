// Where a person writes: Enter sends, "/" lists the commands, + sends a photo, file, sticker or voice message.
import { act, person } from "./api.js";
import { button, el } from "./dom.js";
import { t } from "./language.js";

export class Composer {
  constructor(pane) {
    this.pane = pane;
    this.mode = null;
    this.input = el("textarea", { rows: "1", "aria-label": t("Message"), placeholder: t("Message"), maxlength: "4096" });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("input", () => this.grow());
    this.context = el("div", { class: "context", hidden: true });
    this.menu = el("ul", { class: "menu", hidden: true, "aria-label": t("Commands") });
    this.attach = el("div", { class: "menu", hidden: true });
    this.upload = el("input", { type: "file", hidden: true, "aria-label": t("📄 File") });
    this.upload.addEventListener("change", () => this.file());
    this.node = el("div", { class: "composer" }, this.context, this.menu, this.attach,
      el("form", { onsubmit: (event) => this.send(event) },
        button("+", () => this.toggle(this.attach, this.kinds()), { class: "round", "aria-label": t("Attach") }),
        button("/", () => this.toggle(this.menu, this.commands()), { class: "round", "aria-label": t("Commands") }),
        this.input, this.upload,
        el("button", { class: "round send", "aria-label": t("Send") }, "➤")));
  }

  where() {
    return { person: this.pane.viewer, chat: this.pane.chatId };
  }

  toggle(menu, items) {
    for (const other of [this.menu, this.attach]) if (other !== menu) other.hidden = true;
    menu.hidden = !menu.hidden;
    menu.replaceChildren(...items);
  }

  commands() {
    const list = person(this.pane.viewer)?.commands[this.pane.chatId] || [];
    const shown = list.length ? list : [{ command: "start", description: t("Start") }];
    return shown.map((one) => el("li", {}, button([el("strong", {}, `/${one.command}`), ` ${one.description}`], () => {
      this.menu.hidden = true;
      this.say(`/${one.command}`);
    })));
  }

  kinds() {
    const one = (label, action) => button(label, () => {
      this.attach.hidden = true;
      action();
    });
    return [
      one(t("🖼 Photo"), () => this.pick("photo", "image/*")), one(t("📄 File"), () => this.pick("document", "")),
      one(t("👍 Sticker"), () => act("sends", { ...this.where(), kind: "sticker" })),
      one(t("🎤 Voice"), () => act("sends", { ...this.where(), kind: "voice" })),
      one(t("📍 Location"), () => act("sends", { ...this.where(), kind: "location" })),
      one(t("👤 Contact"), () => act("sends", { ...this.where(), kind: "contact" })),
    ];
  }

  pick(kind, accept) {
    this.kind = kind;
    this.upload.accept = accept;
    this.upload.value = "";
    this.upload.click();
  }

  async file() {
    const [file] = this.upload.files;
    if (!file) return;
    const data = await new Promise((done) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result.split(",")[1]);
      reader.readAsDataURL(file);
    });
    await act("sends", { ...this.where(), kind: this.kind, data, name: file.name, caption: this.input.value });
    this.clear();
  }

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.send(event);
    if (event.key === "Escape") this.clear();
    if (event.key === "ArrowUp" && !this.input.value) this.pane.editLast();
  }

  grow() {
    this.input.style.height = "";
    if (!this.input.value) return;
    this.input.style.height = `${Math.min(120, this.input.scrollHeight)}px`;
  }

  begin(kind, message) {
    this.mode = { kind, message };
    this.context.hidden = false;
    this.context.replaceChildren(el("span", {}, `${t(kind === "edit" ? "Edit" : "Reply to")}: ${message.text.slice(0, 60)}`),
      button("✕", () => this.clear(), { class: "plain", "aria-label": t("Cancel") }));
    if (kind === "edit") this.input.value = message.text;
    this.input.focus();
    this.grow();
  }

  clear() {
    this.mode = null;
    this.context.hidden = true;
    this.input.value = "";
    this.grow();
  }

  async send(event) {
    event.preventDefault();
    const text = this.input.value.trim();
    if (!text) return;
    const mode = this.mode;
    this.clear();
    if (mode?.kind === "edit") await act("edits", { ...this.where(), message: mode.message.id, text });
    else await this.say(text, mode?.message.id);
  }

  say(text, replyTo) {
    this.pane.stick = true;
    return act("says", { ...this.where(), text, reply_to: replyTo });
  }
}
