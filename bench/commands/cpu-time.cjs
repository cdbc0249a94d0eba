// Preloaded into a program: appends the CPU microseconds of its process (all threads) to the file that CPU_TIME names.
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  require("node:fs").appendFileSync(process.env.CPU_TIME, `${user + system}\n`);
});
