import { signal, useEffect, useRef } from "./html.js";
import { recall, remember } from "./stored.js";

/** Whether keys of one letter do something. Who dictates or uses one finger at a time may turn them off. */
export const letters = signal(recall("desk.letters") !== "off");

/** @param {boolean} on */
export function setLetters(on) {
  letters.value = on;
  remember("desk.letters", on ? null : "off");
}

/**
 * The key as a Latin layout has it: an agent who writes Cyrillic finds "j" where it stands. Letters are capital with Shift
 * alone, whatever Caps Lock says.
 * @param {{key: string, code: string, shiftKey?: boolean}} event
 * @returns {string}
 */
export function latinKey({ key, code, shiftKey = false }) {
  const letter = /^[a-z]$/i.test(key) ? key : /^[^\x00-\x7f]$/.test(key) && /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shiftKey ? letter.toUpperCase() : letter.toLowerCase();
  if (code === "Slash" && key === ".") return "/";
  return code === "Slash" && key === "," ? "?" : key;
}

/** Whether keys go into this as text. @param {EventTarget | null} target */
function writes(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/**
 * Keys that do something by themselves, as long as the calling component is mounted: not while something is written, nor
 * under a dialog.
 * @param {(key: string) => boolean} perform  whether the key, as a Latin layout has it, means something
 */
export function useLetters(perform) {
  const newest = useRef(perform);
  newest.current = perform;
  useEffect(() => {
    const press = (/** @type {KeyboardEvent} */ event) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
      if (!letters.peek() || document.querySelector("dialog[open]")) return;
      if (newest.current(latinKey(event))) event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}
