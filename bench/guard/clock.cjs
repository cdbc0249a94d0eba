// Whole milliseconds: a clock that gives fractions allocates a number each time the runtime looks at it, and how often it does depends on how fast the machine is just now.
const now = performance.now.bind(performance);
performance.now = () => Math.floor(now());
