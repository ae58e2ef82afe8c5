import { decoded } from "../rooms/address.js";

/**
 * Where the desk stands, in the part of its address behind "#": "" is the list, "v_7" a conversation, "v_7/person" who wrote it
 * (a page of its own where the window is narrow), "v_7/video" that its customer is to be asked into a call.
 * @typedef {{conversation: string | null, person: boolean}} Route
 */

/** @param {string} hash  with or without "#" @returns {Route} */
export function routeOf(hash) {
  const [conversation, page] = hash.replace(/^#/, "").split("/");
  return { conversation: decoded(conversation) || null, person: page === "person" };
}

/** Whether the address asks for a call. @param {string} hash */
export const wantsVideo = (hash) => hash.endsWith("/video");

/** @param {string | null} conversation @param {boolean} [person] */
export function hashOf(conversation, person = false) {
  return conversation ? `#${encodeURIComponent(conversation)}${person ? "/person" : ""}` : "#";
}
