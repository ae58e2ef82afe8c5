import { recall, remember } from "../shared/stored.js";

/** Comments with a low rating of the time in which unread ones are counted, whatever else the page is narrowed to. */
export const LOW_COMMENTS = "/reports/?period=7d#comments/low";

/** Until when the comments have been read in this browser, by its clock, UTC ms; null: never. */
export const readAt = () => recall("reports.read_at");

/** All comments of now are being read. */
export const markRead = () => remember("reports.read_at", String(Date.now()));
