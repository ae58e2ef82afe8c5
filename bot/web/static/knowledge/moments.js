/**
 * A moment as a field of the type datetime-local has it, in the reader's time zone.
 * @param {number | null} at  UTC ms @returns {string} "2026-11-22T08:30"; "" for null
 */
export function fieldOf(at) {
  if (at === null) return "";
  const date = new Date(at);
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  const day = [String(date.getFullYear()).padStart(4, "0"), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** @param {string} value  of such a field @returns {number | null} UTC ms; null for none */
export function momentOf(value) {
  const at = value ? new Date(value).getTime() : NaN;
  return Number.isNaN(at) ? null : at;
}
