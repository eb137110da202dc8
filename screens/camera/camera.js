// Starts the camera as the person would, by the START button of its streamer, and hides the
// streamer's buttons while the picture is there. Asked by its own setting (`desired_playing_state`)
// the streamer now and then offers twice and never connects: it does not count itself as begun while
// it still fetches a part of its program, and begins anew with every drawing of the page.

const LOOK_MS = 500;
const SETTLED_MS = 1000;
const AGAIN_MS = 4000;

const memory = (window.stretchCamera ??= { session: null, seen: null, pressed: -Infinity });

function streamer() {
  const frames = [...document.querySelectorAll("iframe")];
  const frame = frames.find((one) => one.src.includes("streamlit_webrtc"));
  return frame?.contentDocument ?? null;
}

function hideButtons(inside, hidden) {
  const style = inside.querySelector("style[data-camera]") ?? inside.createElement("style");
  style.dataset.camera = "";
  style.textContent = hidden ? "button { display: none !important }" : "";
  if (!style.isConnected) inside.head.append(style);
}

function look() {
  const inside = streamer();
  if (!inside) return;
  const video = inside.querySelector("video");
  hideButtons(inside, Boolean(video?.srcObject?.active && video.readyState >= 2));
  const buttons = [...inside.querySelectorAll("button")];
  const start = buttons.find((one) => one.textContent.trim().toUpperCase() === "START");
  const now = performance.now();
  if (!start || start.disabled) {
    memory.seen = null;
    return;
  }
  memory.seen ??= now;
  if (now - memory.seen < SETTLED_MS || now - memory.pressed < AGAIN_MS) return;
  memory.pressed = now;
  start.click();
}

export default function (component) {
  if (memory.session !== component.data.session) {
    memory.session = component.data.session;
    memory.seen = null;
    memory.pressed = -Infinity;
  }
  const timer = setInterval(look, LOOK_MS);
  return () => clearInterval(timer);
}
