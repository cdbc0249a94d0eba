/**
 * Why a goroutine waits: every reason, each used by one primitive, in Go's words where Go has the same wait.
 * They stand in dumps, deadlock reports and `Goroutine.waitReason`.
 */
export const reasons = {
  chanSend: "chan send",
  chanReceive: "chan receive",
  chanSendNil: "chan send (nil chan)",
  chanReceiveNil: "chan receive (nil chan)",
  select: "select",
  selectNoCases: "select (no cases)",
  sleep: "sleep",
  promise: "promise",
  callback: "callback",
  call: "call through uncompiled code",
  mutexLock: "sync.Mutex.Lock",
  rwMutexLock: "sync.RWMutex.Lock",
  rwMutexRLock: "sync.RWMutex.RLock",
  waitGroupWait: "sync.WaitGroup.Wait",
  io: "IO wait",
  pipe: "io.Pipe",
  condWait: "sync.Cond.Wait",
  semaphoreAcquire: "semaphore.Weighted.Acquire",
  groupGo: "errgroup.Group.Go",
} as const;
