import { Below } from "./below.js";
import { Controls } from "./controls.js";
import { Over } from "./over.js";

/** Seeing together: pointing, drawing, holding still, pictures into the conversation. @type {import("../parts.js").Part} */
export const TOGETHER = { Controls, Below, Over };
