// The counter's page: scan, verdict, one tap. What is not known for sure is never said as if it were.
"use strict";
const app = window.Telegram?.WebApp ?? alone();
const $ = (id) => document.getElementById(id);
const LONGEST = 500;
const TRIES = 12;
const LONGEST_WAIT = 8000;
const PATIENCE = 10000;
class Answered extends Error {}
let words = {};
let busy = false;

// Where Telegram's script did not come: who opened the page stands in its address, and codes are typed.
function alone() {
  const initData = new URLSearchParams(location.hash.slice(1)).get("tgWebAppData") || "";
  return { initData, isVersionAtLeast: () => false, ready() {}, expand() {} };
}

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

async function ask(act, body = {}) {
  const response = await fetch(act, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `tma ${app.initData}` },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (response.status === 401 || response.status === 403) return { ended: true, ...(await response.json()) };
  if (!response.ok) throw new Answered(String(response.status));
  return response.json();
}

function show(verdict, kind, card = "") {
  $("verdict").textContent = verdict;
  $("verdict").className = kind;
  $("card").textContent = card;
  $("choices").replaceChildren();
  ready(true);
}

// While there is something to decide, the thumb finds only that.
function ready(yes) {
  $("scan").hidden = !yes || !words.scan || !app.isVersionAtLeast("6.4");
  $("typed").hidden = !yes || !words.scan;
}

function choice(text, action, quiet = false) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text;
  button.className = quiet ? "quiet" : "";
  button.addEventListener("click", action);
  $("choices").append(button);
}

// One thing at a time: a second tap while the first is on its way does nothing.
async function once(action) {
  if (busy) return;
  busy = true;
  for (const button of document.querySelectorAll("button")) button.disabled = true;
  try {
    await action();
  } finally {
    busy = false;
    for (const button of document.querySelectorAll("button")) button.disabled = false;
  }
}

function ended(answer) {
  words = {};
  show(answer.words, "bad");
  $("today").hidden = true;
}

function told(answer) {
  if (answer.ended) return ended(answer);
  show(answer.verdict, answer.good ? "good" : answer.verdict ? "bad" : "", answer.card);
  for (const way of answer.buttons) choice(way.text, () => redeem(answer.digits, way));
  if (answer.buttons.length) {
    choice(words.no, () => show("", ""), true);
    ready(false);
  }
  if (answer.use) choice(words.back, () => look("back", { use: answer.use }), true);
  today(answer.today);
  app.HapticFeedback?.notificationOccurred(answer.good ? "success" : "error");
}

function today(text) {
  if (!text) return;
  $("today").hidden = false;
  $("today").querySelector("p").textContent = text;
}

// Looking changes nothing, so it may simply be asked again.
function look(act, body) {
  return once(async () => {
    show(words.busy, "");
    try {
      told(await ask(act, body));
    } catch (problem) {
      show(problem instanceof Answered ? words.fault : words.offline, "unsure");
      choice(words.again, () => look(act, body));
    }
  });
}

// The tap has a name: however often it is sent, the code is used once, and its answer comes again.
function redeem(digits, way) {
  const request = crypto.randomUUID();
  const body = { digits, request, location: way.location, kind: way.kind };
  const card = $("card").textContent;
  return once(() => insist(body, card));
}

async function insist(body, card) {
  show(words.busy, "", card);
  for (let n = 0; n < TRIES; n += 1) {
    try {
      return told(await ask("redeem", body));
    } catch {
      show(words.unsure, "unsure", card);
      await wait(Math.min(500 * 2 ** n, LONGEST_WAIT));
    }
  }
  choice(words.again, () => once(() => insist(body, card)));
}

function scan() {
  app.showScanQrPopup({ text: words.point }, (text) => {
    look("look", { text: text.slice(0, LONGEST) });
    return true;
  });
}

function typed(event) {
  event.preventDefault();
  const box = $("typed").querySelector("input");
  if (!box.value.trim()) return;
  look("look", { text: box.value });
  box.value = "";
  box.blur();
}

async function start() {
  let answer;
  try {
    answer = await ask("open");
  } catch {
    show("⟳", "unsure");
    choice("⟳", () => once(start));
    return;
  }
  if (answer.ended) return ended(answer);
  words = answer.words;
  document.documentElement.lang = answer.language;
  $("scan").textContent = words.scan;
  $("typed").querySelector("input").placeholder = "0000 0000";
  $("typed").querySelector("input").setAttribute("aria-label", words.typed);
  $("typed").querySelector("button").textContent = words.look;
  $("today").querySelector("h2").textContent = words.today;
  today(answer.today);
  show("", "");
}

$("scan").addEventListener("click", scan);
$("typed").addEventListener("submit", typed);
app.ready();
app.expand();
once(start);
