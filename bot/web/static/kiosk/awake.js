import { signal } from "../shared/html.js";

/** Whether the page may fill the screen here, and does not yet. */
export const canFill = signal(fillable());

function fillable() {
  return Boolean(globalThis.document?.fullscreenEnabled && !document.fullscreenElement && !matchMedia("(display-mode: fullscreen)").matches);
}

/** Keeps the screen lit as long as the page is looked at, where the browser can. */
export function stayAwake() {
  document.addEventListener("fullscreenchange", () => { canFill.value = fillable(); });
  document.addEventListener("visibilitychange", () => void lock());
  void lock();
}

async function lock() {
  if (document.visibilityState !== "visible") return;
  await navigator.wakeLock?.request("screen").catch(() => {}); // low battery: the system decides
}

export function fillScreen() {
  document.documentElement.requestFullscreen({ navigationUI: "hide" }).catch(() => {}); // it stays as it was
}
