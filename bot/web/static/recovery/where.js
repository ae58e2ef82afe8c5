import { addressOf } from "../rooms/address.js";

/** @typedef {"cases" | "case" | "report" | "settings"} ViewName */

/** @type {readonly ViewName[]} */
const VIEWS = ["cases", "case", "report", "settings"];

export const { route, hashOf, followAddress, restate } = addressOf(VIEWS, "case");
