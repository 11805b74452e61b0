// Preloaded into the API (`node --import`): when its launcher dies without a word (kill -9), the API stops gracefully
// instead of keeping the port. The channel is the launcher's IPC pipe, which the system closes for it.
if (process.channel !== undefined) {
  process.channel.unref();
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
