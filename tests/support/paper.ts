/** Every text of a document definition, wherever it lies. */
export function textsOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textsOf);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    ['text', 'qr'].includes(key) && typeof value === 'string' ? [value] : textsOf(value),
  );
}
