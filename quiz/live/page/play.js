"use strict";

/* The page of a player: join a room, answer, read the explanation. The server sends whole states; this file
   draws them. All text from the server becomes a text node, so that none of it can be markup. */

const LETTERS = "ABCDEF";
const LONG_STEM = 120;
const SHORT_LABEL = 24;
const PINGS = 8;
const PING_EVERY = 10000;
const SILENCE = 25000;
const MAX_DELAY = 5000;

const byId = (id) => document.getElementById(id);
const code = decodeURIComponent(location.pathname.slice(1)).toUpperCase();

let state = null;      // the newest state of the room
let you = null;        // the player's own part of it
let screen = null;     // {name, root, update}
let entered = false;   // whether this page has a seat in the room
let ending = "";       // a sentence that ends the game on this page: removed, no such room
let isClosed = false;  // whether the room is closed, and no connection is needed any more
let joinError = "";
let joining = null;    // the message that asks for a seat, until it is answered
let answer = null;     // {id, number, option | text, status: "sending" | "sent" | "refused", reason}

/* Building elements */

function element(tag, properties, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const text = (tag, content, properties) => element(tag, { dir: "auto", ...properties, text: content });
const heading = (content, properties) => text("h1", content, { tabindex: "-1", ...properties });
const number = (value) => Number(value || 0).toLocaleString("en");
const plural = (count, noun) => `${number(count)} ${noun}${count === 1 ? "" : "s"}`;

function setText(node, content) {
  if (node.textContent !== content) node.textContent = content;
}

function announce(sentence) {
  setText(byId("announcer"), sentence);
}

function formatPlace(place) {
  const tens = place % 100, ones = place % 10;
  const ending = tens >= 11 && tens <= 13 ? "th" : { 1: "st", 2: "nd", 3: "rd" }[ones] || "th";
  return `${place}${ending}`;
}

/* What is kept over a reload: the token of the seat, and an answer that the server has not acknowledged */

const memory = {};

function keep(name, value) {
  memory[name] = value;
  try {
    if (value === null) sessionStorage.removeItem(`quiz:${code}:${name}`);
    else sessionStorage.setItem(`quiz:${code}:${name}`, JSON.stringify(value));
  } catch { /* a browser that keeps nothing: the seat lasts until the page is closed */ }
}

function recall(name) {
  if (name in memory) return memory[name];
  try {
    return JSON.parse(sessionStorage.getItem(`quiz:${code}:${name}`));
  } catch {
    return null;
  }
}

function makeId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* The connection */

const link = { socket: null, attempts: 0, heard: 0, timer: 0, seq: 0, ping: 0, sent: new Map(), offset: null, best: Infinity };

function connect() {
  clearTimeout(link.timer);
  if (ending || isClosed) return;
  const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/${code}`);
  link.socket = socket;
  link.heard = Date.now();
  socket.onopen = () => {
    link.seq = 0;
    link.best = Infinity;
    link.sent.clear();
    const token = recall("token");
    if (token) send({ type: "resume", token });
    else if (joining) send(joining);
    if (token && answer && answer.status === "sending") send(formatAnswer());
    for (let count = 0; count < PINGS; count += 1) setTimeout(ping, 250 * count);
  };
  socket.onmessage = (event) => {
    link.heard = Date.now();
    link.attempts = 0;
    byId("connection").hidden = true;
    if (socket === link.socket) receive(JSON.parse(event.data));
  };
  socket.onclose = () => {
    if (socket === link.socket) reconnect();
  };
}

function reconnect() {
  link.socket = null;
  if (ending || isClosed) return;
  link.attempts += 1;
  const banner = byId("connection");
  if (link.attempts > 1) {
    banner.hidden = false;
    setText(banner, "Connection lost. Reconnecting …");
  }
  const delay = Math.min(MAX_DELAY, 250 * 2 ** link.attempts) * (0.5 + Math.random() / 2);
  link.timer = setTimeout(connect, delay);
}

function send(message) {
  if (link.socket && link.socket.readyState === WebSocket.OPEN) link.socket.send(JSON.stringify(message));
}

function ping() {
  link.ping += 1;
  link.sent.set(link.ping, Date.now());
  send({ type: "ping", n: link.ping });
}

function checkConnection() {
  const socket = link.socket;
  if (!socket) connect();
  else if (Date.now() - link.heard > SILENCE) {
    link.socket = null;
    socket.close();
    reconnect();
  } else ping();
}

function takePong(frame) {
  const begun = link.sent.get(frame.n);
  if (begun === undefined) return;
  link.sent.delete(frame.n);
  const trip = Date.now() - begun;
  if (trip < link.best) {
    link.best = trip;
    link.offset = frame.time + trip / 2 - Date.now();
  }
}

/* Frames from the server */

const receivers = {
  state: takeState,
  you: takeYou,
  joined(frame) {
    joining = null;
    keep("token", frame.token);
    render();
  },
  ack(frame) {
    if (answer && answer.id === frame.id && answer.status === "sending") {
      answer.status = "sent";
      keep("answer", null);
      render();
    }
  },
  refused: takeRefusal,
  removed() {
    keep("token", null);
    keep("answer", null);
    finish(entered ? "You are no longer in this room." : "Your seat in this room is gone. You can join again.");
  },
  pong: takePong,
};

function receive(frame) {
  const receiver = receivers[frame.type];
  if (receiver) receiver(frame);
}

function takeState(frame) {
  const isWhole = "you" in frame;
  if (!isWhole && link.seq && frame.seq > link.seq + 1 && entered) send({ type: "state" });
  link.seq = frame.seq;
  if (!isWhole && you && state && frame.number !== state.number) {
    you = { ...you, answer: null, verdict: null, points: null, why_wrong: null };
  }
  state = frame;
  isClosed = state.phase === "closed";
  if (isWhole) setYou(frame.you);
  if (answer && answer.number !== state.number) setAnswer(null);
  render();
}

function takeYou(frame) {
  if (!state || frame.number === state.number) setYou(frame.you);
  render();
}

function setYou(own) {
  you = own;
  entered = entered || own !== null;
  if (own && own.answer && answer && answer.status === "sending") answer.status = "sent";
}

function takeRefusal(frame) {
  if (joining && frame.id === joining.id) {
    joining = null;
    joinError = frame.reason;
    announce(frame.reason);
  } else if (answer && frame.id === answer.id) {
    answer.status = "refused";
    answer.reason = frame.reason;
    keep("answer", null);
    announce(frame.reason);
  } else if (!frame.id) finish(frame.reason);
  render();
}

function finish(sentence) {
  ending = sentence;
  entered = false;
  if (link.socket) link.socket.close();
  render();
}

/* Answers */

function setAnswer(value) {
  answer = value;
  keep("answer", value);
}

function formatAnswer() {
  const { id, number, option, text } = answer;
  return { type: "answer", id, question: number - 1, ...(option === undefined ? { text } : { option }) };
}

function canAnswer() {
  return state.phase === "open" && !state.paused && !findAnswer() && !(you && you.verdict);
}

function findAnswer() {
  if (answer && answer.status !== "refused") return answer;
  return you && you.answer ? you.answer : null;
}

function sendAnswer(choice) {
  if (!canAnswer()) return;
  setAnswer({ id: makeId(), number: state.number, status: "sending", ...choice });
  send(formatAnswer());
  announce("Answer sent.");
  render();
}

/* Screens: each builds its elements once, and its update changes what may change */

function codeScreen() {
  const input = element("input", { type: "text", id: "code", class: "code", maxlength: "5", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", required: true });
  const form = element("form", {
    onsubmit(event) {
      event.preventDefault();
      location.assign(`/${encodeURIComponent(input.value.trim().toUpperCase())}`);
    },
  },
  element("div", { class: "field" }, text("label", "Room code", { for: "code" }), input),
  element("button", { class: "main-button", text: "Continue" }));
  return { root: [heading("Join a quiz"), text("p", "The code is on the host’s screen.", { class: "hint" }), form], middle: true };
}

function joinScreen() {
  const name = element("input", { type: "text", id: "name", maxlength: "40", autocomplete: "nickname", spellcheck: "false", required: true, "aria-describedby": "join-error" });
  const error = text("p", "", { id: "join-error", class: "error", role: "alert" });
  const teams = element("fieldset", { hidden: true });
  const button = element("button", { class: "main-button" });
  let names = "";
  const form = element("form", {
    onsubmit(event) {
      event.preventDefault();
      if (joining) return;
      const chosen = form.querySelector("[name=team]:checked");
      joinError = "";
      joining = { type: "join", id: makeId(), name: name.value.trim(), team: chosen ? chosen.value : null };
      send(joining);
      render();
    },
  }, element("div", { class: "field" }, text("label", "Your name", { for: "name" }), name), teams, error, button);
  return {
    root: [heading(`Join room ${code}`), form],
    middle: true,
    update() {
      setText(error, joinError);
      setText(button, joining ? "Joining …" : "Join");
      button.disabled = joining !== null;
      const choices = (state && state.team_names) || [];
      if (names === choices.join("\n")) return;
      names = choices.join("\n");
      teams.hidden = choices.length === 0;
      teams.replaceChildren(text("legend", "Your team"), ...choices.map((team) => element("label", { class: "team" },
        element("input", { type: "radio", name: "team", value: team, required: true }), text("span", team))));
    },
  };
}

function lobbyScreen() {
  const count = element("p", { class: "quiet" });
  const dots = element("p", { class: "dots", "aria-hidden": "true" }, element("span"), element("span"), element("span"));
  const title = heading(`You’re in, ${you ? you.name : ""}!`);
  return {
    root: [title, you && you.team ? text("p", `Team ${you.team}`) : null, element("p", { text: "Waiting for the host to start." }), dots, count],
    middle: true,
    centred: true,
    update() {
      setText(count, `${plural(state.players.joined, "player")} here`);
    },
  };
}

function questionScreen() {
  const { category, stem } = state.question;
  const title = heading(stem, { class: stem.length > LONG_STEM ? "stem long" : "stem" });
  const slot = element("div", { class: "options" });
  const note = text("p", "", { class: "note" });
  let input = null;
  announce(`Question ${state.number} of ${state.count}. ${stem}`);
  return {
    root: [text("p", category, { class: "category" }), title, slot, note],
    update() {
      if (!input && state.phase !== "reading" && state.question.input) {
        input = state.question.input === "option" ? buildOptions() : buildField();
        slot.append(...input.nodes);
        if (input.isShort) slot.classList.add("short");
      }
      if (input) input.update();
      note.classList.toggle("error", Boolean(answer && answer.status === "refused"));
      setText(note, describeProgress());
    },
  };
}

function describeProgress() {
  if (state.paused) return "The host has paused the game.";
  if (state.phase === "reading") return "Read the question. The answers come next.";
  if (answer && answer.status === "refused") return answer.reason;
  if (state.phase === "locked") return findAnswer() ? "Time is up. Your answer is in." : "Time is up.";
  if (!findAnswer()) return `${number(state.answered)} of ${number(state.players.connected)} answered`;
  if (answer && answer.status === "sending") return "Sending …";
  return `Answer sent. ${number(state.answered)} of ${number(state.players.connected)} answered.`;
}

function buildOptions() {
  const buttons = state.question.options.map((label, index) => element("button", {
    type: "button", class: `option hue-${index % 6}`, "aria-pressed": "false",
    onclick: () => sendAnswer({ option: index }),
  }, element("span", { class: "letter", "aria-hidden": "true", text: LETTERS[index] || "" }), text("span", label, { class: "label" })));
  return {
    nodes: buttons,
    isShort: state.question.options.every((label) => label.length <= SHORT_LABEL),
    update() {
      const chosen = findAnswer();
      buttons.forEach((button, index) => {
        button.setAttribute("aria-pressed", String(Boolean(chosen) && chosen.option === index));
        button.setAttribute("aria-disabled", String(!canAnswer()));
      });
    },
  };
}

function buildField() {
  const isNumber = state.question.input === "number";
  const label = isNumber ? "Your guess" : "Your answer";
  const hint = state.question.request;
  const input = element("input", { type: "text", id: "answer", maxlength: "200", autocomplete: "off", autocapitalize: "off", spellcheck: "false", inputmode: isNumber ? "decimal" : "text", "aria-describedby": hint ? "answer-hint" : null });
  const button = element("button", { class: "main-button", text: "Send" });
  const form = element("form", {
    onsubmit(event) {
      event.preventDefault();
      if (input.value.trim()) sendAnswer({ text: input.value.trim() });
    },
  }, element("div", { class: "field" }, element("label", { for: "answer", text: label }), input, hint ? text("p", hint, { id: "answer-hint", class: "hint" }) : null), button);
  if (matchMedia("(pointer: fine)").matches) setTimeout(() => input.focus());
  return {
    nodes: [form],
    update() {
      const sent = findAnswer();
      if (sent && sent.text !== undefined && sent.text !== null) input.value = sent.text;
      input.readOnly = !canAnswer();
      button.disabled = !canAnswer();
    },
  };
}

const VERDICTS = {
  right: { mark: "✓", word: "Right!", style: "right" },
  wrong: { mark: "✗", word: "Wrong", style: "wrong" },
  late: { mark: "–", word: "Time ran out", style: "" },
  none: { mark: "–", word: "No answer", style: "" },
};

function resultScreen() {
  const { question, reveal } = state;
  const box = element("div", { class: "verdict", tabindex: "-1" });
  const why = text("p", "", { class: "hint", hidden: true });
  let shown = "";
  return {
    root: [
      box,
      text("h1", question.stem, { class: question.stem.length > LONG_STEM ? "stem long" : "stem" }),
      question.options && question.options.length ? buildShares() : element("p", { class: "answer" }, element("span", { class: "unseen", text: "The answer: " }), text("span", reveal.answer)),
      buildTyped(),
      why,
      buildExplanation(),
    ],
    focus: box,
    update() {
      setText(why, (you && you.why_wrong) || "");
      why.hidden = !why.textContent;
      const result = describeVerdict();
      const key = JSON.stringify(result);
      if (key === shown) return;
      shown = key;
      box.className = `verdict ${result.style}`;
      box.replaceChildren(element("span", { class: "mark", "aria-hidden": "true", text: result.mark }),
        element("p", {}, element("span", { class: "word", text: result.word }), element("span", { class: "small", text: result.streak })), result.points ? element("p", { class: "points", text: result.points }) : "");
      announce([result.word, result.streak, result.points, `The answer: ${reveal.answer}.`].filter(Boolean).join(" "));
    },
  };
}

function describeVerdict() {
  if (state.reveal.voided) return { mark: "–", word: "This question doesn’t count", style: "", points: "", streak: "" };
  const verdict = VERDICTS[(you && you.verdict) || "none"] || VERDICTS.none;
  const points = you && you.points ? `+${number(you.points)}` : "";
  const streak = you && you.streak > 1 && you.verdict === "right" ? `${you.streak} in a row` : "";
  return { ...verdict, points, streak };
}

function buildShares() {
  const { question, reveal } = state;
  const counts = reveal.counts || [];
  const total = counts.reduce((sum, count) => sum + count, 0) || 1;
  const mine = you && you.answer ? you.answer.option : null;
  return element("ol", { class: "shares", "aria-label": "Options" }, ...question.options.map((label, index) => {
    const isKey = index === reveal.key, isMine = index === mine;
    const tag = isKey && isMine ? "Right answer, and yours" : isKey ? "Right answer" : isMine ? "Your answer" : null;
    const portion = element("span", { class: "portion", "aria-hidden": "true" });
    portion.style.width = `${(100 * (counts[index] || 0)) / total}%`;
    return element("li", { class: `option share hue-${index % 6}${isKey ? " key" : ""}${isMine ? " mine" : ""}` },
      element("span", { class: "letter", "aria-hidden": "true", text: isKey ? "✓" : isMine ? "✗" : LETTERS[index] || "" }),
      element("span", { class: "label" }, text("span", label), tag ? element("span", { class: "tag", text: tag }) : null),
      counts.length ? element("span", { class: "count" }, element("span", { text: number(counts[index]) }), element("span", { class: "unseen", text: counts[index] === 1 ? " answer" : " answers" })) : null,
      portion);
  }));
}

function buildTyped() {
  const typed = you && you.answer && you.answer.text;
  return typed ? element("p", { class: "quiet" }, "Your answer: ", text("bdi", typed)) : null;
}

function buildExplanation() {
  const { explanation, sources } = state.reveal;
  if (!explanation && !(sources && sources.length)) return null;
  return element("section", { class: "explanation", "aria-labelledby": "explanation" },
    element("h2", { id: "explanation", text: "Why" }),
    explanation ? text("p", explanation) : null,
    sources && sources.length ? element("ul", { class: "sources", "aria-label": "Sources" }, ...sources.map((source) => text("li", source))) : null);
}

function buildTable(entries, label, isOwn) {
  return element("ol", { class: "table", "aria-label": label }, ...entries.map((entry) => element("li", { class: isOwn && isOwn(entry) ? "line own" : "line" },
    element("span", { class: "place", text: String(entry.place) }),
    text("bdi", entry.name, { class: "name" }),
    element("span", { class: "number", text: number(entry.score) }),
    entry.streak > 1 ? element("span", { class: "small", text: `${entry.streak} in a row` }) : null)));
}

const isOwnEntry = (entry) => Boolean(you) && entry.name === you.name;

function describePlace() {
  if (!you || !you.place) return "";
  const place = `You are ${formatPlace(you.place)} with ${plural(you.score, "point")}.`;
  return you.gap ? `${place} ${plural(you.gap, "point")} to the next place.` : place;
}

function leaderboardScreen() {
  const own = text("p", "", { class: "verdict" });
  const body = element("div", { class: "screen" });
  let shown = "";
  return {
    root: [heading(`After question ${state.number} of ${state.count}`), own, body],
    update() {
      const key = JSON.stringify([state.leaderboard, state.teams, you && you.name]);
      setText(own, describePlace());
      own.hidden = !own.textContent;
      if (key === shown) return;
      shown = key;
      body.replaceChildren(...buildTables(state.leaderboard));
      announce(describePlace());
    },
  };
}

function buildTables(entries) {
  const teams = state.teams && state.teams.length ? state.teams : null;
  return [
    teams ? element("h2", { text: "Teams" }) : null,
    teams ? buildTable(teams, "Teams", (entry) => Boolean(you) && entry.name === you.team) : null,
    teams && entries ? element("h2", { text: "Players" }) : null,
    entries && entries.length ? buildTable(entries, "Best players", isOwnEntry) : null,
  ].filter(Boolean);
}

function podiumScreen() {
  const own = text("p", "", { class: "verdict" });
  const closing = element("p", { class: "quiet" });
  const places = (state.podium || []).slice(0, 3);
  const steps = places.map((entry, index) => element("li", { class: `step step-${index + 1}${isOwnEntry(entry) ? " own" : ""}` },
    text("bdi", entry.name, { class: "name" }),
    element("div", { class: "block" }, element("span", { class: "place", text: String(entry.place) }), element("span", {}, number(entry.score), element("span", { class: "unseen", text: " points" })))));
  announce(`The quiz is over. ${describePlace()}`);
  return {
    root: [
      heading(places.length ? "The winners" : "The quiz is over"),
      places.length ? element("ol", { class: "podium", "aria-label": "Podium" }, ...steps) : null,
      own,
      ...buildTables(null),
      closing,
    ],
    update() {
      setText(closing, isClosed ? "The room is closed. Thank you for playing." : "Thank you for playing.");
      setText(own, describePlace());
      own.hidden = !own.textContent;
    },
  };
}

function endScreen() {
  const canJoin = ending && !ending.startsWith("There is no room");
  announce(ending || "The room is closed.");
  return {
    root: [
      heading(ending || "The room is closed."),
      canJoin ? element("button", { class: "main-button", type: "button", text: "Join again", onclick: () => location.reload() }) : null,
      element("a", { href: "/", text: "Enter another room code" }),
    ],
    middle: true,
    centred: true,
  };
}

function waitScreen() {
  return { root: [heading("Connecting …")], middle: true, centred: true };
}

const SCREENS = { code: codeScreen, join: joinScreen, wait: waitScreen, lobby: lobbyScreen, question: questionScreen, result: resultScreen, leaderboard: leaderboardScreen, podium: podiumScreen, end: endScreen };

function findScreen() {
  if (!code) return ["code", "code"];
  if (ending) return ["end", "end"];
  if (!entered) return recall("token") ? ["wait", "wait"] : ["join", "join"];
  if (!state || !you) return ["wait", "wait"];
  const { phase } = state;
  if (phase === "podium" || (isClosed && state.podium)) return ["podium", "podium"];
  if (isClosed) return ["end", "closed"];
  if (phase === "lobby") return ["lobby", `lobby ${you.team}`];
  if (phase === "revealed" && state.reveal) return ["result", `result ${state.number} ${state.reveal.voided} ${JSON.stringify(you.answer)}`];
  if (phase === "leaderboard") return ["leaderboard", `leaderboard ${state.number}`];
  return state.question ? ["question", `question ${state.number}`] : ["wait", "wait"];
}

function render() {
  const [name, key] = findScreen();
  if (!screen || screen.key !== key) {
    const moved = Boolean(screen);
    screen = { key, name, ...SCREENS[name]() };
    const classes = ["screen", screen.middle ? "middle" : "", screen.centred ? "centred" : ""].filter(Boolean).join(" ");
    byId("main").replaceChildren(element("div", { class: classes }, ...screen.root));
    scrollTo(0, 0);
    if (screen.update) screen.update();
    if (moved) (screen.focus || byId("main").querySelector("h1")).focus({ preventScroll: true });
  } else if (screen.update) screen.update();
  renderFrame();
}

function renderFrame() {
  const inGame = entered && state && you && !ending;
  byId("bar").hidden = !inGame;
  byId("seat").hidden = !inGame;
  document.title = state && state.title ? `${state.title} – quiz` : "quiz";
  if (!inGame) return;
  setText(byId("title"), state.title || "quiz");
  setText(byId("progress"), state.phase === "lobby" ? `Room ${code}` : state.number ? `${state.number} of ${state.count}` : "");
  setText(byId("who"), you.name);
  setText(byId("score"), typeof you.score === "number" && state.scoring !== "none" ? plural(you.score, "point") : "");
  drawClock();
}

/* The countdown: the server's deadline, by the offset of its clock */

const countdown = { key: "", length: 0, timer: 0 };

function drawClock() {
  const isCounting = Boolean(state && state.deadline && ["reading", "open"].includes(state.phase) && entered && !ending);
  byId("clock").hidden = !isCounting || state.phase === "reading";
  byId("track").hidden = !isCounting;
  if (!isCounting) return;
  const left = Math.max(0, state.deadline - (Date.now() + (link.offset || 0)));
  const key = `${state.number} ${state.deadline}`;
  if (countdown.key !== key) Object.assign(countdown, { key, length: Math.max(left, 1) });
  setText(byId("seconds"), String(Math.ceil(left / 1000)));
  byId("fill").style.transform = `scaleX(${Math.min(1, left / countdown.length)})`;
  byId("track").className = state.phase === "reading" ? "reading" : left < 5000 ? "soon" : "";
  clearTimeout(countdown.timer);
  countdown.timer = setTimeout(drawClock, 100);
}

/* Keys: 1 to 6 or A to F choose an option */

document.addEventListener("keydown", (event) => {
  if (!state || !state.question || state.question.input !== "option" || !screen || screen.name !== "question") return;
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  const index = /^[1-6]$/.test(event.key) ? Number(event.key) - 1 : event.key.length === 1 ? LETTERS.indexOf(event.key.toUpperCase()) : -1;
  if (index >= 0 && index < (state.question.options || []).length) sendAnswer({ option: index });
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && code) checkConnection();
});
addEventListener("online", () => code && checkConnection());

if (code) {
  answer = recall("answer");
  connect();
  setInterval(checkConnection, PING_EVERY);
}
render();
