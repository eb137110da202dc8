// Notices that a part of the page's last drawing has not arrived, and asks for the page again. Each
// drawing is counted, by the drawing itself and by a beat that repeats itself: the beat is missing
// where the drawing's timers did not arrive, and ahead of the page where nothing of it did.

const LOOK_MS = 500;
const SILENT_MS = 4000;
const BEHIND_MS = 1500;
const AGAIN_MS = 4000;

const memory = (window.stretchPage ??= {
  drawn: 0, wanted: 0, heard: 0, behind: null, asked: -Infinity, timer: null,
});

function look(ask) {
  const now = performance.now();
  memory.behind = memory.wanted === memory.drawn ? null : (memory.behind ?? now);
  const silent = now - memory.heard > SILENT_MS;
  const behind = memory.behind !== null && now - memory.behind > BEHIND_MS;
  if ((!silent && !behind) || now - memory.asked < AGAIN_MS) return;
  memory.asked = now;
  ask();
}

export default function (component) {
  const { data, setStateValue } = component;
  memory.heard = performance.now();
  if (data.wanted !== undefined) {
    memory.wanted = data.wanted;
    return undefined;
  }
  memory.drawn = memory.wanted = data.drawn;
  clearInterval(memory.timer);
  const timer = setInterval(look, LOOK_MS, () => setStateValue("asked", Date.now()));
  memory.timer = timer;
  return () => clearInterval(timer);
}
