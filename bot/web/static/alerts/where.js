import { addressOf } from "../rooms/address.js";

/** @typedef {"rules" | "targets" | "digests" | "history"} ViewName */

/** @type {readonly ViewName[]} */
const VIEWS = ["rules", "targets", "digests", "history"];

export const { route, hashOf, followAddress } = addressOf(VIEWS);
