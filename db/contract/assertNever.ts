// Owns the proof that a switch over a union is complete. Refuses, at run time, what the types ruled out.
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
