/**
 * The text of a field and what is selected in it.
 * @param {HTMLTextAreaElement} field
 * @returns {import("./markdown.js").Written}
 */
export const writtenIn = ({ value, selectionStart, selectionEnd }) => ({ text: value, start: selectionStart, end: selectionEnd });

/**
 * Writes into a field as if it had been typed, so that the browser's own undo takes it back.
 * @param {HTMLTextAreaElement} field @param {import("./markdown.js").Written} written
 */
export function putIn(field, { text, start, end }) {
  const was = field.value;
  let head = 0;
  while (head < was.length && head < text.length && was[head] === text[head]) head++;
  let tail = 0;
  while (tail < was.length - head && tail < text.length - head && was.at(-1 - tail) === text.at(-1 - tail)) tail++;
  const made = text.slice(head, text.length - tail);
  field.focus();
  field.setSelectionRange(head, was.length - tail);
  // Out of favour, but the only way that keeps the undo; where it does nothing the text is set.
  const done = made ? document.execCommand("insertText", false, made) : was === text || document.execCommand("delete");
  if (!done || field.value !== text) {
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  field.setSelectionRange(start, end);
}
