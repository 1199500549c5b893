// Writes what this device knew last, with its age, and goes back to the console when the server answers again.
// `keep-last-known.tsx` of the console writes the words, in the reader's language.
const KEY = "arterial.lastKnown";
const TICK_MS = 1_000;
const ASK_MS = 5_000;

function readLastKnown() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "null");
  } catch {
    return null;
  }
}

function twoDigits(value) {
  return String(value).padStart(2, "0");
}

function writeAge(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (minutes < 1) return `${seconds} s`;
  if (minutes < 10) return `${minutes} min ${twoDigits(seconds % 60)} s`;
  if (hours < 1) return `${minutes} min`;
  if (hours < 24) return `${hours} h ${twoDigits(minutes % 60)}`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

function setText(id, text) {
  document.getElementById(id).textContent = text;
}

function append(parentId, tag, texts) {
  const parent = document.getElementById(parentId);
  for (const text of texts) {
    const element = document.createElement(tag);
    element.textContent = text;
    parent.append(element);
  }
}

function show(known) {
  const { words } = known;
  document.documentElement.lang = known.lang;
  document.documentElement.dir = known.dir;
  setText("title", words.title);
  setText("city", known.city);
  setText("not-live", words.notLive);
  setText("retrying", words.retrying);
  for (const [name, value] of known.figures) {
    append("figures", "dt", [name]);
    append("figures", "dd", [value]);
  }
  document.getElementById("as-known").hidden = false;
  setText("as-known", words.asKnown);
  append("abnormal", "li", known.abnormal.length > 0 ? known.abnormal : [words.nothing]);
  const tick = () => setText("age", words.lastUpdate.replace("{age}", writeAge(Date.now() - known.seenAt)));
  tick();
  setInterval(tick, TICK_MS);
}

async function goBackWhenAnswered() {
  try {
    const answer = await fetch("/api/health", { cache: "no-store" });
    if (answer.ok) location.reload();
  } catch {
    // Not yet; asked again in a moment.
  }
}

const known = readLastKnown();
if (known) show(known);
setInterval(goBackWhenAnswered, ASK_MS);
addEventListener("online", goBackWhenAnswered);
