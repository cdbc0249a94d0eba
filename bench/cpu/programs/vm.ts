/** An interpreter for a stack machine, and three programs for it: primes by division, Fibonacci by calls, the longest Collatz sequence. */
const enum Op {
  Push,
  Load,
  Store,
  Add,
  Sub,
  Mul,
  Div,
  Mod,
  Less,
  Equal,
  Jump,
  JumpIfZero,
  Call,
  Return,
  Halt,
}

class Assembler {
  private readonly code: number[] = [];
  private readonly labels = new Map<string, number>();
  private readonly uses: { readonly at: number; readonly label: string }[] = [];

  emit(op: Op, ...operands: (number | string)[]): this {
    this.code.push(op);
    for (const operand of operands) {
      if (typeof operand === "string") {
        this.uses.push({ at: this.code.length, label: operand });
        this.code.push(0);
      } else this.code.push(operand);
    }
    return this;
  }

  label(name: string): this {
    this.labels.set(name, this.code.length);
    return this;
  }

  assemble(): number[] {
    for (const { at, label } of this.uses) this.code[at] = this.labels.get(label)!;
    return this.code;
  }
}

/** Runs until Halt. Each call has 8 locals of its own; arguments are its first ones. @returns the top of the stack */
function execute(code: readonly number[], argument: number): number {
  const stack: number[] = [], locals: number[] = [argument, 0, 0, 0, 0, 0, 0, 0], returns: number[] = [];
  let pc = 0, sp = 0, base = 0;
  for (;;) {
    const op = code[pc++];
    switch (op) {
      case Op.Push:
        stack[sp++] = code[pc++];
        break;
      case Op.Load:
        stack[sp++] = locals[base + code[pc++]];
        break;
      case Op.Store:
        locals[base + code[pc++]] = stack[--sp];
        break;
      case Op.Add:
        sp--;
        stack[sp - 1] += stack[sp];
        break;
      case Op.Sub:
        sp--;
        stack[sp - 1] -= stack[sp];
        break;
      case Op.Mul:
        sp--;
        stack[sp - 1] *= stack[sp];
        break;
      case Op.Div:
        sp--;
        stack[sp - 1] = Math.floor(stack[sp - 1] / stack[sp]);
        break;
      case Op.Mod:
        sp--;
        stack[sp - 1] %= stack[sp];
        break;
      case Op.Less:
        sp--;
        stack[sp - 1] = stack[sp - 1] < stack[sp] ? 1 : 0;
        break;
      case Op.Equal:
        sp--;
        stack[sp - 1] = stack[sp - 1] === stack[sp] ? 1 : 0;
        break;
      case Op.Jump:
        pc = code[pc];
        break;
      case Op.JumpIfZero:
        pc = stack[--sp] === 0 ? code[pc] : pc + 1;
        break;
      case Op.Call:
        returns.push(pc + 1);
        pc = code[pc];
        base += 8;
        locals[base] = stack[--sp];
        break;
      case Op.Return:
        pc = returns.pop()!;
        base -= 8;
        break;
      case Op.Halt:
        return stack[sp - 1];
      default:
        throw new Error(`no instruction ${op}`);
    }
  }
}

/** How many primes there are below the argument. Locals: 0 limit, 1 number, 2 divisor, 3 count. */
const primes = (): number[] => new Assembler()
  .emit(Op.Push, 2).emit(Op.Store, 1)
  .label("number").emit(Op.Load, 1).emit(Op.Load, 0).emit(Op.Less).emit(Op.JumpIfZero, "end")
  .emit(Op.Push, 2).emit(Op.Store, 2)
  .label("divisor").emit(Op.Load, 1).emit(Op.Load, 2).emit(Op.Load, 2).emit(Op.Mul).emit(Op.Less).emit(Op.JumpIfZero, "divide")
  .emit(Op.Load, 3).emit(Op.Push, 1).emit(Op.Add).emit(Op.Store, 3).emit(Op.Jump, "next")
  .label("divide").emit(Op.Load, 1).emit(Op.Load, 2).emit(Op.Mod).emit(Op.JumpIfZero, "next")
  .emit(Op.Load, 2).emit(Op.Push, 1).emit(Op.Add).emit(Op.Store, 2).emit(Op.Jump, "divisor")
  .label("next").emit(Op.Load, 1).emit(Op.Push, 1).emit(Op.Add).emit(Op.Store, 1).emit(Op.Jump, "number")
  .label("end").emit(Op.Load, 3).emit(Op.Halt).assemble();

const fibonacci = (): number[] => new Assembler()
  .emit(Op.Load, 0).emit(Op.Call, "fib").emit(Op.Halt)
  .label("fib").emit(Op.Load, 0).emit(Op.Push, 2).emit(Op.Less).emit(Op.JumpIfZero, "more").emit(Op.Load, 0).emit(Op.Return)
  .label("more").emit(Op.Load, 0).emit(Op.Push, 1).emit(Op.Sub).emit(Op.Call, "fib")
  .emit(Op.Load, 0).emit(Op.Push, 2).emit(Op.Sub).emit(Op.Call, "fib").emit(Op.Add).emit(Op.Return).assemble();

/** The longest sequence that starts below the argument. Locals: 0 limit, 1 start, 2 number, 3 length, 4 longest. */
const collatz = (): number[] => new Assembler()
  .emit(Op.Push, 1).emit(Op.Store, 1)
  .label("start").emit(Op.Load, 1).emit(Op.Load, 0).emit(Op.Less).emit(Op.JumpIfZero, "end")
  .emit(Op.Load, 1).emit(Op.Store, 2).emit(Op.Push, 1).emit(Op.Store, 3)
  .label("step").emit(Op.Load, 2).emit(Op.Push, 1).emit(Op.Equal).emit(Op.JumpIfZero, "more")
  .emit(Op.Load, 4).emit(Op.Load, 3).emit(Op.Less).emit(Op.JumpIfZero, "next").emit(Op.Load, 3).emit(Op.Store, 4)
  .label("next").emit(Op.Load, 1).emit(Op.Push, 1).emit(Op.Add).emit(Op.Store, 1).emit(Op.Jump, "start")
  .label("more").emit(Op.Load, 3).emit(Op.Push, 1).emit(Op.Add).emit(Op.Store, 3)
  .emit(Op.Load, 2).emit(Op.Push, 2).emit(Op.Mod).emit(Op.JumpIfZero, "even")
  .emit(Op.Load, 2).emit(Op.Push, 3).emit(Op.Mul).emit(Op.Push, 1).emit(Op.Add).emit(Op.Store, 2).emit(Op.Jump, "step")
  .label("even").emit(Op.Load, 2).emit(Op.Push, 2).emit(Op.Div).emit(Op.Store, 2).emit(Op.Jump, "step")
  .label("end").emit(Op.Load, 4).emit(Op.Halt).assemble();

export function run(n: number): number {
  return execute(primes(), n) * 1000 + execute(fibonacci(), Math.floor(2 * Math.log2(n) - 4)) + execute(collatz(), Math.floor(n / 5));
}
