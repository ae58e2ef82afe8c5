import { addressOf } from "../rooms/address.js";

/** @typedef {"journeys" | "journey" | "touchpoints" | "upload" | "keys"} ViewName */

/** @type {readonly ViewName[]} */
const VIEWS = ["journeys", "journey", "touchpoints", "upload", "keys"];

export const { route, hashOf, followAddress, go } = addressOf(VIEWS, "journey");
