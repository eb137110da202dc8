// Plays a recorded stretch: a skeleton on a canvas, or the page's own video, with the holds, the
// faults and the judged figures on one time axis. What the therapist looks at is told to the page
// when it stands still, so that a comment can be made at that moment.

const EYES = 11; // Landmarks below this one are in the face.
const CLEAR = 0.5;

function clock(t) {
  const whole = Math.max(0, Math.round(t));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function element(tag, name, text = "") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

// The index of the last time stamp that is not after t.
function indexAt(times, t) {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (times[middle] <= t) low = middle;
    else high = middle - 1;
  }
  return low;
}

function drawSkeleton(state) {
  const { canvas, data } = state;
  const [width, height] = data.size;
  if (canvas.width !== width) [canvas.width, canvas.height] = [width, height];
  const pen = canvas.getContext("2d");
  pen.clearRect(0, 0, width, height);
  const index = indexAt(data.t, state.t);
  const points = data.points[index];
  if (!points || Math.abs(data.t[index] - state.t) > 1) return;
  const at = (k) => [points[2 * k], points[2 * k + 1]];
  const faulty = data.faults.some((f) => !f.wrong && f.start_s <= state.t && state.t <= f.end_s);
  const unit = Math.max(width, height) / 130;
  pen.lineCap = "round";
  pen.lineWidth = unit;
  for (const [a, b] of data.bones) {
    const dim = Math.min(data.seen[index][a], data.seen[index][b]) < CLEAR;
    pen.strokeStyle = dim ? "#69727c" : faulty ? "#f0a04b" : "#7fd6a8";
    pen.beginPath();
    pen.moveTo(...at(a));
    pen.lineTo(...at(b));
    pen.stroke();
  }
  const [[x1, y1], [x2, y2], [nx, ny]] = [at(7), at(8), at(0)];
  const radius = Math.max(Math.hypot(x1 - nx, y1 - ny), Math.hypot(x2 - nx, y2 - ny), unit);
  pen.strokeStyle = "#dfe5ea";
  pen.beginPath();
  pen.arc((x1 + x2) / 2, (y1 + y2) / 2, radius, 0, 2 * Math.PI);
  pen.stroke();
  pen.fillStyle = "#ffffff";
  for (let k = EYES; k < 33; k += 1) {
    if (data.seen[index][k] < CLEAR) continue;
    pen.beginPath();
    pen.arc(...at(k), unit * 0.6, 0, 2 * Math.PI);
    pen.fill();
  }
}

// One time axis

function share(state, t) {
  return `${(100 * Math.min(Math.max(t / state.data.duration, 0), 1)).toFixed(2)}%`;
}

function seekable(state, box) {
  box.onclick = (event) => {
    const frame = box.getBoundingClientRect();
    const part = (event.clientX - frame.left) / frame.width;
    seek(state, part * state.data.duration);
    tell(state);
  };
  const cursor = element("div", "cursor");
  box.append(cursor);
  state.cursors.push(cursor);
}

function lane(state, name, bars, wrong = false) {
  const row = element("div", wrong ? "lane wrong" : "lane");
  const track = element("div", "track");
  for (const { start_s, end_s, kind, title } of bars) {
    const bar = element("div", `bar ${kind}`);
    bar.style.left = share(state, start_s);
    if (kind !== "comment") bar.style.width = share(state, end_s - start_s);
    bar.title = title;
    track.append(bar);
  }
  row.append(element("span", "", name), track);
  seekable(state, track);
  return row;
}

function buildLanes(state) {
  const { data } = state;
  const rows = [];
  for (const side of ["left", "right"]) {
    const bars = data.holds.filter((h) => h.side === side).map((h) => ({
      ...h,
      kind: h.completed ? "completed" : "part",
      title: `${h.good_s.toFixed(0)} s in good form, ${h.ended_by}`,
    }));
    if (bars.length) rows.push(lane(state, `Hold, ${side}`, bars));
  }
  if (data.cycles.length) {
    rows.push(lane(state, "Cycles", data.cycles.map((c) => ({
      ...c,
      kind: c.counted ? "completed" : "part",
      title: c.counted ? "counted" : `not counted: ${c.missing ?? ""}`,
    }))));
  }
  const named = new Map();
  for (const fault of data.faults) {
    const name = fault.side ? `${fault.name}, ${fault.side}` : fault.name;
    named.set(name, [...(named.get(name) ?? []), fault]);
  }
  for (const [name, faults] of named) {
    const bars = faults.map((f) => ({ ...f, kind: f.wrong ? "wrong" : "fault", title: f.cue }));
    rows.push(lane(state, name, bars, faults.every((f) => f.wrong)));
  }
  if (data.comments.length) {
    rows.push(lane(state, "Comments", data.comments.map((c) => ({
      start_s: c.t, end_s: c.t, kind: "comment", title: c.text,
    }))));
  }
  state.root.querySelector(".lanes").replaceChildren(...rows);
}

// The judged figures

function plot(state, name, figure) {
  const NS = "http://www.w3.org/2000/svg";
  const times = state.data.figures.t;
  const known = figure.values.filter((value) => value !== null);
  const ends = [...known, figure.low, figure.high].filter((v) => v !== null && v !== undefined);
  const pad = 0.08 * Math.max(Math.max(...ends) - Math.min(...ends), 1e-3);
  const [low, high] = [Math.min(...ends) - pad, Math.max(...ends) + pad];
  const y = (value) => (100 * (high - value)) / (high - low);
  const x = (t) => (1000 * t) / state.data.duration;
  const svg = document.createElementNS(NS, "svg");
  svg.setAttribute("viewBox", "0 0 1000 100");
  svg.setAttribute("preserveAspectRatio", "none");
  const band = document.createElementNS(NS, "rect");
  const [top, bottom] = [y(figure.high ?? high), y(figure.low ?? low)];
  const sizes = { class: "band", x: 0, y: top, width: 1000, height: bottom - top };
  for (const [key, value] of Object.entries(sizes)) band.setAttribute(key, value);
  svg.append(band);
  let run = [];
  const finish = () => {
    if (run.length > 1) {
      const line = document.createElementNS(NS, "polyline");
      line.setAttribute("points", run.join(" "));
      svg.append(line);
    }
    run = [];
  };
  figure.values.forEach((value, k) => {
    if (value === null) finish();
    else run.push(`${x(times[k]).toFixed(1)},${y(value).toFixed(1)}`);
  });
  finish();
  const box = element("div", "plot");
  const header = element("header", "");
  const reading = element("span", "reading");
  header.append(element("b", "", figure.title), reading);
  const chart = element("div", "chart");
  chart.append(svg);
  seekable(state, chart);
  box.append(header, chart);
  state.readings.push(() => {
    const value = figure.values[indexAt(times, state.t)];
    reading.textContent = value === null || value === undefined ? "unseen" : figure.format(value);
  });
  return box;
}

function buildPlots(state) {
  const { figures } = state.data;
  const first = [];
  const rest = [];
  for (const [name, figure] of Object.entries(figures.checks ?? {})) {
    figure.format = (value) =>
      figure.unit === "deg" ? `${value.toFixed(0)}°` : `${value.toFixed(2)}`;
    (figure.first ? first : rest).push(plot(state, name, figure));
  }
  state.root.querySelector(".plots").replaceChildren(...first);
  state.root.querySelector(".others").replaceChildren(...rest);
  state.root.querySelector(".more").hidden = !rest.length;
}

// Moving through time

function show(state) {
  const { root, data } = state;
  root.querySelector(".clock").textContent = `${clock(state.t)} / ${clock(data.duration)}`;
  root.querySelector(".scrub").value = state.t;
  for (const cursor of state.cursors) cursor.style.left = share(state, state.t);
  for (const reading of state.readings) reading();
  const now = root.querySelector(".now");
  const fault = data.faults.find(
    (f) => !f.wrong && f.start_s <= state.t && state.t <= f.end_s,
  );
  const held = data.holds.find((h) => h.start_s <= state.t && state.t <= h.end_s);
  now.classList.toggle("fault", Boolean(fault));
  now.textContent = fault ? `Fault: ${fault.cue}` : held ? `Holding, ${held.side}` : " ";
  if (!data.video) drawSkeleton(state);
}

function film() {
  return document.querySelector(".st-key-review_video video");
}

// The page's video comes when it likes, and has controls of its own: both move the same time.
function attach(state, tries = 100) {
  if (!state.data.video) return;
  const video = film();
  if (!video) {
    if (tries > 0) setTimeout(() => attach(state, tries - 1), 100);
    return;
  }
  if (video.replay === state) return;
  video.replay = state;
  const begin = () => { video.currentTime = state.t; };
  if (video.readyState >= 1) begin();
  else video.addEventListener("loadedmetadata", begin, { once: true });
  video.addEventListener("timeupdate", () => {
    if (state.playing || video.seeking || video.readyState < 1) return;
    if (video.paused && video.currentTime < 0.05 && state.t > 0.2) {
      // The page was drawn anew and has put the video back to its beginning.
      video.currentTime = state.t;
      return;
    }
    state.t = video.currentTime;
    show(state);
  });
  video.addEventListener("pause", () => {
    if (!state.playing) tell(state);
  });
}

function seek(state, t) {
  state.t = Math.min(Math.max(t, 0), state.data.duration);
  const video = state.data.video ? film() : null;
  if (video && Math.abs(video.currentTime - state.t) > 0.15) video.currentTime = state.t;
  show(state);
}

function tell(state) {
  state.report("moment", Math.round(state.t * 10) / 10);
}

function play(state, on) {
  state.playing = on;
  const button = state.root.querySelector(".play");
  button.textContent = on ? "Pause" : "Play";
  button.setAttribute("aria-label", on ? "Pause" : "Play");
  const video = state.data.video ? film() : null;
  if (video) {
    video.playbackRate = state.speed;
    if (on) video.play();
    else video.pause();
  }
  if (!on) {
    tell(state);
    return;
  }
  if (state.t >= state.data.duration - 0.05) seek(state, 0);
  let before = performance.now();
  const step = (at) => {
    if (!state.playing) return;
    const playing = state.data.video ? film() : null;
    const next = playing ? playing.currentTime : state.t + ((at - before) / 1000) * state.speed;
    before = at;
    state.t = Math.min(next, state.data.duration);
    show(state);
    if (state.t >= state.data.duration) play(state, false);
    else requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

function wire(state) {
  const { root } = state;
  const scrub = root.querySelector(".scrub");
  root.querySelector(".play").onclick = () => play(state, !state.playing);
  scrub.oninput = () => seek(state, Number(scrub.value));
  scrub.onchange = () => tell(state);
  root.querySelector(".speed").onchange = (event) => {
    state.speed = Number(event.target.value);
    const video = state.data.video ? film() : null;
    if (video) video.playbackRate = state.speed;
  };
}

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const root = parentElement.querySelector(".replay");
  let state = root.replay;
  if (!state) {
    state = { root, canvas: root.querySelector(".stage"), t: 0, playing: false, speed: 1 };
    root.replay = state;
    wire(state);
  }
  const another = state.data?.id !== data.id;
  if (another) Object.assign(state, { t: data.start, playing: false });
  Object.assign(state, { data, report: setStateValue, cursors: [], readings: [] });
  state.canvas.hidden = data.video;
  root.querySelector(".scrub").max = data.duration;
  buildLanes(state);
  buildPlots(state);
  show(state);
  attach(state);
}
