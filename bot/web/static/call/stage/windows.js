import { html, render, signal } from "../../shared/html.js";
import { Mini } from "./mini.js";

/**
 * The call in another size: the whole screen, or a small window that stays over other programs.
 * @typedef {{able: boolean, on: import("../../shared/html.js").Signal<boolean>, turn: () => void}} Size
 * @typedef {{full: Size, small: Size, close: () => void}} Windows
 */

/**
 * @param {{element: () => HTMLElement | null, room: import("../room/live-room.js").LiveRoom, view: import("./view.js").View, name: string}} options
 *   element: what fills the screen
 * @returns {Windows}
 */
export function openWindows({ element, room, view, name }) {
  const full = fullScreen(element);
  const page = /** @type {any} */ (globalThis).documentPictureInPicture;
  // A frame may not open a window of pages; a video may leave it.
  const small = page && window === top ? pageOverOthers(page, () => html`<${Mini} room=${room} view=${view} name=${name} />`)
    : videoOverOthers(() => element()?.querySelector(".shown video") ?? null);
  return { full, small, close: () => { full.close(); small.close(); } };
}

/** @param {() => HTMLElement | null} element */
function fullScreen(element) {
  const on = signal(false);
  const changed = () => { on.value = document.fullscreenElement !== null; };
  document.addEventListener("fullscreenchange", changed);
  const leave = () => { if (document.fullscreenElement) void document.exitFullscreen(); };
  return {
    able: document.fullscreenEnabled === true, on,
    turn: () => { on.peek() ? leave() : void element()?.requestFullscreen().catch(() => {}); },
    close: () => { document.removeEventListener("fullscreenchange", changed); leave(); },
  };
}

/** @param {() => HTMLVideoElement | null} video */
function videoOverOthers(video) {
  const on = signal(false);
  const close = () => { if (document.pictureInPictureElement) void document.exitPictureInPicture(); };
  const open = async () => {
    const element = video();
    if (!element) return;
    await element.requestPictureInPicture();
    on.value = true;
    element.addEventListener("leavepictureinpicture", () => { on.value = false; }, { once: true });
  };
  return { able: document.pictureInPictureEnabled === true, on, turn: () => { on.peek() ? close() : void open().catch(() => {}); }, close };
}

/**
 * A window of our own (WICG, Document Picture-in-Picture).
 * @param {any} page  documentPictureInPicture @param {() => any} drawn
 */
function pageOverOthers(page, drawn) {
  const on = signal(false);
  const close = () => page.window?.close();
  const open = async () => {
    const small = /** @type {Window & typeof globalThis} */ (await page.requestWindow({ width: 360, height: 300 }));
    const { documentElement: root, body, head } = small.document;
    for (const { href } of document.styleSheets) if (href) head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
    root.lang = document.documentElement.lang;
    render(drawn(), body);
    on.value = true;
    small.addEventListener("pagehide", () => { on.value = false; render(null, body); }, { once: true });
  };
  return { able: true, on, turn: () => { on.peek() ? close() : void open().catch(() => {}); }, close };
}
