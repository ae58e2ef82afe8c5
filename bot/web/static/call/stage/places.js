/** Which picture stands where: pure. */

/**
 * @typedef {import("../room/peer.js").Participant} Participant
 * @typedef {import("../room/peer.js").Sharing} Sharing
 * @typedef {{key: string, participant: string, kind: "camera" | "screen", own: boolean, name: string, on: boolean,
 *   muted: boolean, connected: boolean}} Shown
 *   key: "participant/kind", as streams are named. name: "" for oneself. on: there is a picture; else initials stand for it
 * @typedef {{stage: Shown[], tiles: Shown[]}} Arranged  stage: one picture, or everybody side by side
 */

/** Who sends something that can be seen or heard. @param {Participant} participant */
export const sends = ({ role }) => role !== "supervisor";

/**
 * Every picture that there is, in the order in which people joined: a camera for each, off or on, and the screens shared.
 * @param {string} you @param {Sharing} sharing  what this page sends @param {Participant[]} others
 * @param {string} name  of the one who is met, for as long as the room does not say it
 * @returns {Shown[]}
 */
export function pictures(you, sharing, others, name) {
  const theirs = others.filter(sends).flatMap((other) => picturesOf(other.id, other.sharing, {
    own: false, name: other.name || name, muted: !other.sharing.audio, connected: other.connected,
  }));
  const own = picturesOf(you, sharing, { own: true, name: "", muted: !sharing.audio, connected: true });
  return [...theirs, ...own.filter(({ on }) => on)];
}

/**
 * @param {string} id @param {Sharing} sharing
 * @param {Pick<Shown, "own" | "name" | "muted" | "connected">} whose
 * @returns {Shown[]}
 */
function picturesOf(id, sharing, whose) {
  const camera = /** @type {Shown} */ ({ ...whose, key: `${id}/camera`, participant: id, kind: "camera", on: sharing.camera });
  const screen = /** @type {Shown} */ ({ ...whose, key: `${id}/screen`, participant: id, kind: "screen", on: true });
  return sharing.screen ? [screen, camera] : [camera];
}

/**
 * What was chosen has the stage; else the others' newest screen; else the others side by side.
 * @param {Shown[]} shown @param {{chosen: string | null, screens: string[], ownHidden: boolean}} wish
 *   chosen: a key. screens: the keys of shared screens, the newest last. ownHidden: without one's own camera
 * @returns {Arranged}
 */
export function arrange(shown, { chosen, screens, ownHidden }) {
  const seen = shown.filter(({ own, kind }) => !(ownHidden && own && kind === "camera"));
  const theirs = seen.filter(({ own }) => !own);
  const newest = screens.findLast((key) => theirs.some((each) => each.key === key));
  const large = seen.find(({ key }) => key === chosen) ?? seen.find(({ key }) => key === newest);
  const stage = large ? [large] : theirs;
  const rest = seen.filter((each) => !stage.includes(each));
  return { stage, tiles: rest.toSorted((one, other) => rank(one) - rank(other)) };
}

/** Screens before faces, oneself last. @param {Shown} shown */
const rank = ({ own, kind }) => (own ? 2 : 0) + (kind === "screen" ? 0 : 1);

/**
 * The screens that are shared now, the newest last.
 * @param {string[]} before @param {Shown[]} shown
 */
export function screensAfter(before, shown) {
  const now = shown.flatMap(({ key, kind }) => (kind === "screen" ? [key] : []));
  const stay = before.filter((key) => now.includes(key));
  return [...stay, ...now.filter((key) => !stay.includes(key))];
}
