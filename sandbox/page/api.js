// Talking to the sandbox: actions by POST, state by server-sent events.
import { toast } from "./dom.js";
import { t } from "./language.js";

export const state = { people: [], chats: new Map(), bot: { username: "" }, zone: "UTC", now: 0, at: 0, story: {} };

export async function act(action, body = {}) {
  try {
    const response = await fetch(`/sandbox/${action}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (response.ok) return answer;
    toast(answer.error || t("That did not work"), "bad");
  } catch {
    toast(t("The sandbox does not answer"), "bad");
  }
  return null;
}

export function follow(changed, online) {
  const source = new EventSource("/sandbox/events");
  source.onopen = () => {
    state.chats.clear();
    online(true);
  };
  source.onerror = () => online(false);
  source.onmessage = (event) => {
    const frame = JSON.parse(event.data);
    for (const id of frame.gone) state.chats.delete(id);
    for (const chat of frame.chats) state.chats.set(chat.id, chat);
    delete frame.chats;
    Object.assign(state, frame, { at: performance.now() });
    changed();
  };
}

export const person = (id) => state.people.find((one) => one.id === id);
export const groups = () => [...state.chats.values()].filter((chat) => chat.type !== "private");
export const sandboxNow = () => state.now + (performance.now() - state.at);

// The payload of a link to the bot: {kind: "start" | "startgroup"}; {kind: "share", text}; or null.
export function botLink(address) {
  let url;
  try {
    url = new URL(/^[a-z]+:/i.test(address) ? address : `https://${address}`);
  } catch {
    return null;
  }
  const name = url.protocol === "tg:" ? url.searchParams.get("domain") : url.pathname.replace(/^\/|\/$/g, "");
  if (url.protocol !== "tg:" && !["t.me", "telegram.me"].includes(url.hostname)) return null;
  if (name === "share/url" || name === "share") {
    const parts = [url.searchParams.get("text"), url.searchParams.get("url")].filter(Boolean);
    return { kind: "share", text: parts.join("\n") };
  }
  if ((name || "").toLowerCase() !== state.bot.username.toLowerCase()) return null;
  return { kind: url.searchParams.has("startgroup") ? "startgroup" : "start" };
}
