// How long each test took, for scripts/slowest: a line each, in seconds.
export default async function* times(events) {
  for await (const { type, data } of events) {
    const ended = type === "test:pass" || type === "test:fail";
    if (ended && data.details?.type !== "suite") yield `${(data.details.duration_ms / 1000).toFixed(3)} ${data.name}\n`;
  }
}
