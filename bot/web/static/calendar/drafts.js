import { computed, signal } from "../shared/html.js";

/**
 * Weekly hours as they were changed and not saved, by agent: who looks at another calendar meanwhile finds them again.
 * @typedef {import("./week.js").Part} Part
 */
export const drafts = signal(/** @type {Readonly<Record<string, Part[][]>>} */ ({}));

/** Whether any is there. */
export const drafted = computed(() => Object.keys(drafts.value).length > 0);

/** @param {string} agent @param {Part[][] | null} week  null: nothing is changed any more */
export function draft(agent, week) {
  const { [agent]: _, ...others } = drafts.peek();
  drafts.value = week ? { ...others, [agent]: week } : others;
}
