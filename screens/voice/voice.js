// Speaks what the session says and plays its tones. The newest words silence older ones; words that
// come too late are dropped, unless they are guidance and still the newest. What has been said is
// remembered by the window, so that the component can be drawn anew without saying anything twice.

const TOO_LATE_MS = 1500;
const DROPPED_IN_A_ROW = 3;
const TONES = {
  tick: [[660, 0, 0.06]],
  count_in: [[520, 0, 0.07], [520, 0.33, 0.07], [520, 0.66, 0.07]],
  start: [[523, 0, 0.14], [784, 0.13, 0.3]],
  pause: [[440, 0, 0.16], [330, 0.16, 0.3]],
  resume: [[330, 0, 0.14], [440, 0.13, 0.26]],
  done: [[523, 0, 0.2], [659, 0.17, 0.2], [784, 0.34, 0.5]],
};
const KEPT = "stretch-voice";

const memory = (window.stretchVoice ??= { session: null, last: 0, least: null, dropped: 0, audio: null, log: [], chosen: {} });

function settings() {
  const usual = { muted: false, volume: 0.9, rate: 1, who: "" };
  try {
    return { ...usual, ...JSON.parse(localStorage.getItem(KEPT) ?? "{}"), ...memory.chosen };
  } catch {
    return { ...usual, ...memory.chosen };
  }
}

function keep(changed) {
  memory.chosen = { ...memory.chosen, ...changed };
  const now = settings();
  try {
    localStorage.setItem(KEPT, JSON.stringify(now));
  } catch {
    // A private window keeps nothing: the choice lasts as long as the page.
  }
  return now;
}

function speak(text) {
  const synth = window.speechSynthesis;
  const chosen = settings();
  if (!synth || chosen.muted) return;
  if (synth.speaking || synth.pending) synth.cancel();
  const words = new SpeechSynthesisUtterance(text);
  const voice = synth.getVoices().find((one) => one.name === chosen.who);
  if (voice) words.voice = voice;
  words.lang = voice?.lang ?? "en-US";
  words.rate = chosen.rate;
  words.volume = chosen.volume;
  synth.speak(words);
}

function play(tone) {
  const chosen = settings();
  if (!TONES[tone] || chosen.muted || !window.AudioContext) return;
  try {
    sound(TONES[tone], chosen.volume);
  } catch {
    // Without anything to sound on: an error here would take the words away for the whole session.
  }
}

function sound(notes, volume) {
  const audio = (memory.audio ??= new AudioContext());
  if (audio.state === "suspended") audio.resume();
  for (const [pitch, after, lasts] of notes) {
    const from = audio.currentTime + after;
    const source = audio.createOscillator();
    const gain = audio.createGain();
    source.frequency.value = pitch;
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(0.25 * volume, from + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.001, from + lasts + 0.12);
    source.connect(gain).connect(audio.destination);
    source.start(from);
    source.stop(from + lasts + 0.15);
  }
}

// How late something is here: how much longer it took than the quickest of this session, whatever
// the two clocks say. One of them may have slept: then the clocks are compared anew.
function lateness(fresh) {
  const now = performance.now();
  if (memory.dropped >= DROPPED_IN_A_ROW) memory.least = null;
  const ways = fresh.map((entry) => now - entry.clock_ms);
  memory.least = Math.min(memory.least ?? Infinity, ...ways);
  return (entry) => Math.max(entry.age_ms, now - entry.clock_ms - memory.least);
}

// What is new is played and spoken: every tone, and of the words only the newest.
function say(session, entries) {
  if (memory.session !== session) {
    memory.session = session;
    memory.last = 0;
    memory.least = null;
    memory.dropped = 0;
  }
  const fresh = entries.filter((entry) => entry.number > memory.last);
  if (!fresh.length) return;
  memory.last = fresh[fresh.length - 1].number;
  const late = lateness(fresh);
  const inTime = fresh.filter((entry) => late(entry) <= TOO_LATE_MS);
  memory.dropped = inTime.length ? 0 : memory.dropped + 1;
  const last = fresh.filter((entry) => entry.text).pop();
  const newest = last?.lasting ? last : inTime.filter((entry) => entry.text).pop();
  for (const entry of inTime) if (entry.tone) play(entry.tone);
  if (newest) speak(newest.text);
  for (const entry of fresh) {
    const spoken = entry === newest || (!entry.text && inTime.includes(entry));
    memory.log.push({ ...entry, spoken, spoken_at: Date.now() });
  }
  memory.log.splice(0, memory.log.length - 200);
}

function fillVoices(select) {
  const voices = window.speechSynthesis?.getVoices() ?? [];
  const english = voices.filter((voice) => voice.lang.startsWith("en"));
  select.replaceChildren(new Option("The browser's own", ""));
  for (const voice of english.length ? english : voices) {
    select.append(new Option(voice.name, voice.name));
  }
  select.value = settings().who;
}

function show(root, muted) {
  const mute = root.querySelector(".mute");
  mute.setAttribute("aria-pressed", String(muted));
  mute.textContent = muted ? "Voice off" : "Voice on";
}

function wire(root, setStateValue) {
  const chosen = settings();
  const [volume, rate, who] = [".volume", ".rate", ".who"].map((one) => root.querySelector(one));
  volume.value = chosen.volume;
  rate.value = chosen.rate;
  fillVoices(who);
  window.speechSynthesis?.addEventListener?.("voiceschanged", () => fillVoices(who));
  root.querySelector(".missing").hidden = Boolean(window.speechSynthesis);
  show(root, chosen.muted);
  root.querySelector(".mute").onclick = () => {
    const { muted } = keep({ muted: !settings().muted });
    if (muted) window.speechSynthesis?.cancel();
    show(root, muted);
  };
  volume.onchange = () => keep({ volume: Number(volume.value) });
  who.onchange = () => keep({ who: who.value });
  rate.onchange = () => setStateValue("rate", keep({ rate: Number(rate.value) }).rate);
  root.querySelector(".try").onclick = () => {
    play("start");
    speak("Good: keep holding");
  };
  if (chosen.rate !== 1) setStateValue("rate", chosen.rate);
}

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const root = parentElement.querySelector(".voice");
  if (!root.dataset.wired) {
    root.dataset.wired = "yes";
    wire(root, setStateValue);
  }
  root.classList.toggle("hushed", Boolean(data.hide_controls));
  say(data.session, data.entries);
}
