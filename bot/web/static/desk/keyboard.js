import { act } from "../shared/act.js";
import { t } from "../shared/i18n.js";
import { useLetters } from "../shared/keys.js";
import { toWriting } from "./composer.js";
import { LISTS } from "./lists.js";
import { applicable } from "./verbs.js";

/**
 * The keys of the desk and what they do, as the help shows them. Keys of one letter work outside of text fields.
 * @returns {{keys: string[], joined?: string, words: string}[]}  joined: what stands between the keys, "+" by itself
 */
export const shortcuts = () => [
  { keys: ["j"], words: t("Next conversation") },
  { keys: ["k"], words: t("Previous conversation") },
  { keys: ["1", "5"], joined: "–", words: t("Lists, from the first to the last") },
  { keys: ["/"], words: t("Search") },
  { keys: ["t"], words: t("Take the conversation") },
  { keys: ["r"], words: t("Write a reply") },
  { keys: ["n"], words: t("Write a note") },
  { keys: ["v"], words: t("Start a video session") },
  { keys: ["a"], words: t("Accept the call that rings; x leaves it to the others") },
  { keys: ["e"], words: t("Resolve") },
  { keys: ["Alt", "1"], words: t("Add the first suggested article; 2 and 3 add the others") },
  { keys: ["/"], words: t("In an empty reply: find an article") },
  { keys: ["Enter"], words: t("Send") },
  { keys: ["Shift", "Enter"], words: t("New line") },
  { keys: ["Esc"], words: t("Leave the field, close what is open") },
  { keys: ["?"], words: t("This help") },
];

/** @param {import("./desk.js").Desk} desk @param {(name: "help") => void} open */
export function useKeyboard(desk, open) {
  useLetters((key) => perform(desk, key, open));
}

/**
 * @param {import("./desk.js").Desk} desk @param {string} key @param {(name: "help") => void} open
 * @returns {boolean} whether the key means something
 */
function perform(desk, key, open) {
  switch (key) {
    case "j": desk.move(1); return true;
    case "k": desk.move(-1); return true;
    case "/": return focus("#search");
    case "?": open("help"); return true;
    case "r": return focus("#composer-text", "#composer-reply");
    case "n": return focus("#composer-text", "#composer-note");
    case "t": return verb(desk, "take", () => desk.take(desk.selected.peek() ?? "").then(toWriting));
    case "e": return verb(desk, "resolve", () => desk.held("resolve"));
    case "a": return ringing(desk, (ring) => act(() => desk.accept(ring)));
    case "x": return ringing(desk, (ring) => desk.decline(ring));
    case "v": return verb(desk, "video", () => desk.video());
  }
  const list = LISTS[Number(key) - 1];
  if (list) desk.list.value = list;
  return Boolean(list);
}

/** @param {import("./desk.js").Desk} desk @param {(ring: import("./rings.js").Ring) => unknown} run */
function ringing(desk, run) {
  const [first] = desk.rings.shown.peek();
  if (first) void run(first);
  return Boolean(first);
}

/** @param {string} selector @param {string} [before]  to press first */
function focus(selector, before) {
  if (before) /** @type {HTMLElement | null} */ (document.querySelector(before))?.click();
  const element = /** @type {HTMLElement | null} */ (document.querySelector(selector));
  element?.focus();
  return Boolean(element);
}

/** @param {import("./desk.js").Desk} desk @param {import("./verbs.js").Verb} name @param {() => Promise<any>} run */
function verb(desk, name, run) {
  const conversation = desk.opened.peek()?.conversation.peek();
  if (conversation && applicable(conversation, desk.me.id).has(name)) void act(run);
  return true;
}
