/**
 * A small operating system: six tasks with priorities, packets between them, a scheduler that always runs the task of highest priority that has something to do.
 * The idle task wakes a device now and then, a worker makes packets for two handlers, they pass them on to the devices and back.
 */
const enum Kind {
  Device,
  Work,
}

const enum Id {
  Idle,
  Worker,
  HandlerA,
  HandlerB,
  DeviceA,
  DeviceB,
}

const DATA = 4;

class Packet {
  link: Packet | null = null;
  cursor = 0;
  readonly data: number[] = [0, 0, 0, 0];

  constructor(public to: Id, readonly kind: Kind) {}

  /** Puts the packet at the end of a queue. @returns the head of the queue */
  appendTo(queue: Packet | null): Packet {
    this.link = null;
    if (queue === null) return this;
    let last = queue;
    while (last.link !== null) last = last.link;
    last.link = this;
    return queue;
  }
}

abstract class Task {
  isHeld = false;
  isWaiting = false;
  input: Packet | null = null;

  constructor(protected readonly system: System, readonly id: Id, readonly priority: number) {}

  /** One step with the next packet, or without one. @returns the task to look at next; null: the first one */
  abstract step(packet: Packet | null): Task | null;

  get canRun(): boolean {
    return !this.isHeld && (!this.isWaiting || this.input !== null);
  }

  runOnce(): Task | null {
    let packet: Packet | null = null;
    if (this.isWaiting) {
      packet = this.input;
      if (packet !== null) {
        this.input = packet.link;
        packet.link = null;
      }
      this.isWaiting = false;
    }
    return this.step(packet);
  }

  /** Takes a packet; whoever has the higher priority goes on. */
  receive(packet: Packet, sender: Task): Task {
    const wasEmpty = this.input === null;
    this.input = packet.appendTo(this.input);
    return wasEmpty && this.priority > sender.priority ? this : sender;
  }
}

class IdleTask extends Task {
  private state = 1;

  constructor(system: System, private left: number) {
    super(system, Id.Idle, 0);
  }

  override step(): Task | null {
    if (--this.left <= 0) return this.system.hold(this);
    const odd = this.state & 1;
    this.state >>= 1;
    if (odd === 0) return this.system.release(Id.DeviceA, this);
    this.state ^= 0xd008;
    return this.system.release(Id.DeviceB, this);
  }
}

class WorkerTask extends Task {
  private handler = Id.HandlerA;
  private letter = 0;

  constructor(system: System) {
    super(system, Id.Worker, 1000);
  }

  override step(packet: Packet | null): Task | null {
    if (packet === null) return this.system.wait(this);
    this.handler = this.handler === Id.HandlerA ? Id.HandlerB : Id.HandlerA;
    packet.to = this.handler;
    packet.cursor = 0;
    for (let i = 0; i < DATA; i++) {
      this.letter = (this.letter % 26) + 1;
      packet.data[i] = this.letter;
    }
    return this.system.send(packet, this);
  }
}

class HandlerTask extends Task {
  private work: Packet | null = null;
  private devices: Packet | null = null;

  constructor(system: System, id: Id, priority: number) {
    super(system, id, priority);
  }

  override step(packet: Packet | null): Task | null {
    if (packet !== null) {
      if (packet.kind === Kind.Work) this.work = packet.appendTo(this.work);
      else this.devices = packet.appendTo(this.devices);
    }
    const { work, devices } = this;
    if (work !== null) {
      if (work.cursor >= DATA) {
        this.work = work.link;
        work.to = Id.Worker;
        return this.system.send(work, this);
      }
      if (devices !== null) {
        this.devices = devices.link;
        devices.to = this.id === Id.HandlerA ? Id.DeviceA : Id.DeviceB;
        devices.cursor = work.data[work.cursor++];
        return this.system.send(devices, this);
      }
    }
    return this.system.wait(this);
  }
}

class DeviceTask extends Task {
  private pending: Packet | null = null;

  constructor(system: System, id: Id, priority: number) {
    super(system, id, priority);
  }

  override step(packet: Packet | null): Task | null {
    if (packet !== null) {
      this.pending = packet;
      this.system.trace(packet.cursor);
      return this.system.hold(this);
    }
    const done = this.pending;
    if (done === null) return this.system.wait(this);
    this.pending = null;
    done.to = this.id === Id.DeviceA ? Id.HandlerA : Id.HandlerB;
    return this.system.send(done, this);
  }
}

class System {
  private readonly tasks: Task[] = [];
  private readonly byPriority: Task[] = [];
  sent = 0;
  held = 0;
  check = 0;

  add(task: Task): void {
    this.tasks[task.id] = task;
    this.byPriority.push(task);
    this.byPriority.sort((a, b) => b.priority - a.priority);
  }

  /** Runs until every task is held or waits for a packet that nobody will send. */
  schedule(): void {
    let at: Task | null = this.first();
    while (at !== null) at = at.canRun ? at.runOnce() ?? this.first() : this.first();
  }

  wait(task: Task): Task | null {
    task.isWaiting = true;
    return task.canRun ? task : null;
  }

  hold(task: Task): Task | null {
    this.held++;
    task.isHeld = true;
    return null;
  }

  release(id: Id, by: Task): Task {
    const task = this.tasks[id];
    task.isHeld = false;
    return task.priority > by.priority ? task : by;
  }

  send(packet: Packet, sender: Task): Task | null {
    this.sent++;
    return this.tasks[packet.to].receive(packet, sender);
  }

  trace(datum: number): void {
    this.check = (this.check * 27 + datum) % 1_000_003;
  }

  private first(): Task | null {
    for (const task of this.byPriority) if (task.canRun) return task;
    return null;
  }
}

function simulate(steps: number): number {
  const system = new System();
  const give = (task: Task, kind: Kind, count: number, from: Id): void => {
    for (let i = 0; i < count; i++) task.input = new Packet(from, kind).appendTo(task.input);
    task.isWaiting = true;
    system.add(task);
  };
  system.add(new IdleTask(system, steps));
  give(new WorkerTask(system), Kind.Work, 2, Id.Worker);
  give(new HandlerTask(system, Id.HandlerA, 2000), Kind.Device, 3, Id.DeviceA);
  give(new HandlerTask(system, Id.HandlerB, 3000), Kind.Device, 3, Id.DeviceB);
  give(new DeviceTask(system, Id.DeviceA, 4000), Kind.Device, 0, Id.DeviceA);
  give(new DeviceTask(system, Id.DeviceB, 5000), Kind.Device, 0, Id.DeviceB);
  system.schedule();
  return system.sent * 1000 + system.held + system.check;
}

export function run(n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum = (sum + simulate(10_000)) % 1_000_000_007;
  return sum;
}
