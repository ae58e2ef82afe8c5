import { signal } from "../shared/html.js";
import { filter } from "./where.js";

/**
 * What a figure was asked of: a name for people, and what `GET /api/reports/conversations` is asked for. `hit`: whether only
 * those (not) counted in it may be looked at by themselves.
 * @typedef {{title: string, asked: Record<string, string>, hit?: {yes: string, no: string}}} Behind
 */

/** Whose conversations are shown beside the page; null: none. */
export const behind = signal(/** @type {Behind | null} */ (null));

/**
 * Opens what stands behind a figure, within the filters of the page.
 * @param {string} title @param {Record<string, string>} asked  narrows further @param {Behind["hit"]} [hit]
 */
export function openBehind(title, asked, hit) {
  behind.value = { title, asked: { ...filter.peek(), ...asked }, hit };
}

/** @param {string | null} conversation @returns {string | undefined} its address in the desk */
export const deskOf = (conversation) => (conversation ? `/desk/#${encodeURIComponent(conversation)}` : undefined);

/** @param {string} contact @returns {string} the address of all that happened with somebody */
export const contactOf = (contact) => `/contact/#${encodeURIComponent(contact)}`;

/** @param {string} ident @returns {string} the address of a recovery case */
export const caseOf = (ident) => `/recovery/#case/${encodeURIComponent(ident)}`;
