// The page: a bar on top, four panes, tabs on a narrow screen.
import { act, follow, person, sandboxNow, state } from "./api.js";
import { addPerson } from "./choosers.js";
import { button, dialog, el } from "./dom.js";
import { language, locale, t } from "./language.js";
import { Pane } from "./pane.js";
import { allSeen, forget, unread } from "./unread.js";

const $ = (id) => document.getElementById(id);
const NAMES = ["Owner", "Partner", "Cashier", "Group"].map(t);
const panes = NAMES.map((title, number) => new Pane(number, title, number === 3, moved));
let current = 0;

// After a link was opened somewhere: show that chat in the pane of that person, or in the group pane.
function moved(viewer, chatId) {
  const shown = () => state.chats.has(chatId) && person(viewer)?.chats.includes(chatId);
  const go = (tries) => {
    if (!shown() && tries) return setTimeout(go, 100, tries - 1);
    if (!shown()) return undefined;
    const wanted = paneOf(viewer, chatId);
    wanted.look(viewer, chatId);
    show(wanted.number);
    return undefined;
  };
  go(20);
}

function paneOf(viewer, chatId) {
  if (chatId !== viewer) return panes[3];
  return panes.find((pane) => pane.viewer === viewer && pane.chatId === viewer)
    || panes.find((pane) => pane.viewer === viewer && !pane.wantsGroup) || panes[2];
}

// On a phone the story turns to the tab in which it goes on.
const phone = matchMedia("(max-width: 760px)");
let scene = "";
function followStory({ status, place }) {
  const next = place ? `${place.person} ${place.chat}` : "";
  if (next === scene || (place && !state.chats.has(place.chat))) return;
  scene = next;
  if (!place || status !== "playing" || !phone.matches) return;
  const viewer = place.person || state.people.find((one) => one.chats.includes(place.chat))?.id;
  const pane = paneOf(viewer, place.chat);
  if (pane.chatId !== place.chat) pane.look(viewer, place.chat);
  show(pane.number);
}

function show(number) {
  current = number;
  panes.forEach((pane, i) => pane.node.classList.toggle("current", i === number));
  [...$("tabs").children].forEach((tab, i) => tab.setAttribute("aria-selected", String(i === number)));
  panes[number].bottom();
  drawTabs();
}

function drawTab(tab, title, news) {
  const name = news ? `${title}. ${t("New messages")}: ${news}` : title;
  if (tab.getAttribute("aria-label") === name) return;
  tab.setAttribute("aria-label", name);
  tab.replaceChildren(el("span", {}, title), news ? el("b", {}, news > 99 ? "99+" : String(news)) : "");
}

function drawTabs() {
  panes.forEach((pane, i) => {
    const chat = pane.chat();
    const title = chat && chat.type !== "private" ? chat.title : person(pane.viewer)?.name || NAMES[i];
    drawTab($("tabs").children[i], title, unread(pane));
  });
}

function tick() {
  const options = { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hour12: false };
  $("clock").textContent = new Intl.DateTimeFormat(locale, { timeZone: state.zone, ...options }).format(sandboxNow());
}

function drawStory(story) {
  const busy = story.status === "playing" || story.status === "paused";
  $("play").disabled = busy || !story.total;
  $("story").hidden = !busy && !story.error && story.status !== "done";
  $("story-progress").max = story.total || 1;
  $("story-progress").value = story.at;
  const ends = { done: t("The story is over. Now it is your turn."), failed: `${t("Stopped")}: ${story.error}` };
  if (ends[story.status]) $("story-caption").textContent = ends[story.status];
  else if (story.caption) $("story-caption").textContent = story.caption;
  drawChapters(story);
  $("story").classList.toggle("failed", story.status === "failed");
  $("story-pause").textContent = story.status === "paused" ? t("Go on") : t("Pause");
  for (const id of ["story-pause", "story-stop", "story-speed"]) $(id).hidden = !busy;
}

function drawChapters(story) {
  const list = $("story-chapter");
  const key = JSON.stringify(story.chapters);
  if (list.dataset.key !== key) {
    list.dataset.key = key;
    list.replaceChildren(...(story.chapters || []).map(([at, title], i) => el("option", { value: at }, `${i + 1}. ${title}`)));
  }
  const passed = (story.chapters || []).filter(([at]) => at <= story.at);
  if (document.activeElement !== list && passed.length) list.value = String(passed.at(-1)[0]);
}

const lived = () => [...state.chats.values()].some((chat) => chat.messages.length);

// What is here goes only after a yes.
function sure(then) {
  if (!lived()) return then();
  const box = dialog(t("Begin anew? What is here will be gone."), el("div", { class: "buttons" },
    button(t("Keep it"), () => box.close(), { class: "primary" }),
    button(t("Begin anew"), () => { box.close(); then(); })));
  return box;
}

async function prepare() {
  const waiting = dialog(t("It is being prepared…"));
  await act("story", { act: "prepare", language });
  waiting.close();
  allSeen();
}

function welcome() {
  const pick = (action) => () => { box.close(); action(); };
  const box = dialog("Tandem", el("p", {}, t("Tandem is a Telegram bot with which two to five local businesses agree on a joint promotion, count its customers and see whether it paid. Here you are all of them at once, without Telegram.")),
    el("div", { class: "choices" },
      button(t("Look at a promo in its second week"), pick(prepare), { class: "primary" }),
      button(t("Watch how it comes about, two minutes"), pick(() => play())),
      button(t("Begin with nothing"), pick(() => {}))),
    ...(state.guide ? [el("p", {}, el("a", { href: "/guide/", target: "_blank", rel: "noopener" }, t("Or read the guide first")))] : []));
}

function play(begin = 0) {
  forget();
  return act("story", { act: "play", speed: speed(), language, begin });
}
let welcomed = false;

function draw() {
  if (!welcomed && state.people.length && !lived() && state.story.status === "idle" && state.story.total) welcome();
  welcomed = welcomed || state.people.length > 0;
  $("guide").hidden = !state.guide;
  if (document.activeElement !== $("faults")) $("faults").value = state.fault;
  document.body.classList.toggle("faulty", state.fault !== "off");
  panes.forEach((pane) => pane.draw());
  followStory(state.story);
  drawTabs();
  drawStory(state.story);
  tick();
}

panes.forEach((pane, i) => {
  $("panes").append(pane.node);
  $("tabs").append(button(NAMES[i], () => show(i), { role: "tab", "aria-controls": `pane${i}` }));
});
$("bar").addEventListener("click", (event) => {
  const { clock } = event.target.dataset;
  if (!clock) return;
  fold(false);
  act("clock", { to: clock, hours: 1 });
});
$("faults").addEventListener("change", (event) => act("faults", { mode: event.target.value }));
$("add-person").addEventListener("click", () => addPerson((id) => moved(id, id)));
$("reset").addEventListener("click", () => sure(() => {
  forget();
  act("reset", { language });
}));
function fold(open) {
  document.body.classList.toggle("controls", open);
  $("fold").setAttribute("aria-expanded", String(open));
}
$("fold").addEventListener("click", () => fold(!document.body.classList.contains("controls")));
for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
document.documentElement.lang = language;
const speed = () => Number($("story-speed").value);
$("play").addEventListener("click", () => sure(() => play()));
$("story-chapter").addEventListener("change", (event) => play(Number(event.target.value)));
$("story-pause").addEventListener("click", () => act("story", { act: state.story.status === "paused" ? "go" : "pause", speed: speed() }));
$("story-stop").addEventListener("click", () => act("story", { act: "stop", speed: speed() }));
$("story-speed").addEventListener("change", () => act("story", { act: "speed", speed: speed() }));
show(current);
follow(draw, (online) => { $("offline").hidden = online; });
setInterval(tick, 1000);
document.title = "Tandem sandbox";
