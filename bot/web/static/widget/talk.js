/** What a conversation needs beyond the greeting and the composer; fetched with the first letter that is written (main.js). */

export { Suggestions } from "./suggestions.js";
export { Thread } from "./thread.js";
export { Waiting } from "./waiting.js";
