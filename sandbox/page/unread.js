// What has come behind a tab since it was last looked at.
import { state } from "./api.js";

const seen = new Map();
let known = false;

const newest = (chat) => Math.max(0, ...chat.messages.map((message) => message.order));
const isNews = (message, viewer) => !message.service && (message.note ? message.note.sender : message.sender) !== viewer;

// All that is there now was there before.
export function allSeen() {
  for (const chat of state.chats.values()) seen.set(chat.id, newest(chat));
}

export function forget() {
  seen.clear();
}

export function unread(pane) {
  if (!known && state.chats.size) allSeen();
  known = known || state.chats.size > 0;
  const chat = pane.chat();
  if (!chat) return 0;
  if (pane.node.clientHeight) seen.set(chat.id, newest(chat));
  const last = seen.get(chat.id) || 0;
  return chat.messages.filter((message) => message.order > last && isNews(message, pane.viewer)).length;
}
