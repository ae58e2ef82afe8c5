import { addressOf } from "../rooms/address.js";

/** @typedef {"surveys" | "survey" | "kiosks" | "thanks" | "files" | "settings"} ViewName */

/** @type {readonly ViewName[]} */
const VIEWS = ["surveys", "survey", "kiosks", "thanks", "files", "settings"];

export const { route, hashOf, followAddress, go } = addressOf(VIEWS, "survey");
