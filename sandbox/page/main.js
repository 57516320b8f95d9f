// The page: a bar on top, four panes, tabs on a narrow screen.
import { act, follow, person, sandboxNow, state } from "./api.js";
import { addPerson } from "./choosers.js";
import { button, el } from "./dom.js";
import { Pane } from "./pane.js";

const $ = (id) => document.getElementById(id);
const NAMES = ["Owner", "Partner", "Cashier", "Group"];
const panes = NAMES.map((title, number) => new Pane(number, title, number === 3, moved));
let current = 0;

// After a link was opened somewhere: show that chat in the pane of that person, or in the group pane.
function moved(viewer, chatId) {
  const shown = () => state.chats.has(chatId) && person(viewer)?.chats.includes(chatId);
  const go = (tries) => {
    if (!shown() && tries) return setTimeout(go, 100, tries - 1);
    if (!shown()) return undefined;
    const wanted = chatId === viewer ? panes.find((pane) => pane.viewer === viewer && pane.chatId === viewer)
      || panes.find((pane) => pane.viewer === viewer && !pane.wantsGroup) || panes[2] : panes[3];
    wanted.look(viewer, chatId);
    show(wanted.number);
    return undefined;
  };
  go(20);
}

function show(number) {
  current = number;
  panes.forEach((pane, i) => pane.node.classList.toggle("current", i === number));
  [...$("tabs").children].forEach((tab, i) => tab.setAttribute("aria-selected", String(i === number)));
}

function drawTabs() {
  panes.forEach((pane, i) => {
    const chat = pane.chat();
    const title = chat && chat.type !== "private" ? chat.title : person(pane.viewer)?.name || NAMES[i];
    if ($("tabs").children[i].textContent !== title) $("tabs").children[i].textContent = title;
  });
}

function tick() {
  const options = { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hour12: false };
  $("clock").textContent = new Intl.DateTimeFormat("en-GB", { timeZone: state.zone, ...options }).format(sandboxNow());
}

function drawStory(story) {
  const busy = story.status === "playing" || story.status === "paused";
  $("play").disabled = busy || !story.total;
  $("story").hidden = !busy && !story.error && story.status !== "done";
  $("story-progress").max = story.total || 1;
  $("story-progress").value = story.at;
  const ends = { done: "The story is over. Now it is your turn.", failed: `Stopped: ${story.error}` };
  $("story-caption").textContent = ends[story.status] || story.caption || `Step ${story.at + 1} of ${story.total}`;
  $("story").classList.toggle("failed", story.status === "failed");
  $("story-pause").textContent = story.status === "paused" ? "Go on" : "Pause";
  for (const id of ["story-pause", "story-stop", "story-speed"]) $(id).hidden = !busy;
}

function draw() {
  if (document.activeElement !== $("faults")) $("faults").value = state.fault;
  document.body.classList.toggle("faulty", state.fault !== "off");
  panes.forEach((pane) => pane.draw());
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
  if (clock) act("clock", { to: clock, hours: 1 });
});
$("faults").addEventListener("change", (event) => act("faults", { mode: event.target.value }));
$("add-person").addEventListener("click", () => addPerson((id) => moved(id, id)));
$("reset").addEventListener("click", () => act("reset"));
const speed = () => Number($("story-speed").value);
$("play").addEventListener("click", () => act("story", { act: "play", speed: speed() }));
$("story-pause").addEventListener("click", () => act("story", { act: state.story.status === "paused" ? "go" : "pause", speed: speed() }));
$("story-stop").addEventListener("click", () => act("story", { act: "stop", speed: speed() }));
$("story-speed").addEventListener("change", () => act("story", { act: "speed", speed: speed() }));
show(current);
follow(draw, (online) => { $("offline").hidden = online; });
setInterval(tick, 1000);
document.title = "Tandem sandbox";
