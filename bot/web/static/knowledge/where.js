import { addressOf } from "../rooms/address.js";

/** @typedef {"articles" | "article" | "gaps" | "suggestions" | "words" | "exchange"} ViewName */

/** @type {readonly ViewName[]} */
const VIEWS = ["articles", "article", "gaps", "suggestions", "words", "exchange"];

export const { route, hashOf, followAddress, go, restate } = addressOf(VIEWS, "article");
