/**
 * An incremental solver for hierarchies of one-way constraints (the DeltaBlue algorithm of Freeman-Benson and Maloney): a constraint of a higher strength wins,
 * plans are made by following the graph and run as straight lines. Two tests: a long chain of equalities, and a fan of scalings.
 */
class Strength {
  private constructor(readonly level: number) {}

  static readonly required = new Strength(0);
  static readonly strong = new Strength(1);
  static readonly preferred = new Strength(2);
  static readonly medium = new Strength(3);
  static readonly normal = new Strength(4);
  static readonly weak = new Strength(5);
  static readonly weakest = new Strength(6);

  isStrongerThan(other: Strength): boolean {
    return this.level < other.level;
  }

  /** The weaker of the two. */
  min(other: Strength): Strength {
    return this.level > other.level ? this : other;
  }
}

class Variable {
  readonly constraints: Constraint[] = [];
  determinedBy: Constraint | null = null;
  mark = 0;
  walkabout = Strength.weakest;
  stay = true;

  constructor(public value: number) {}

  remove(constraint: Constraint): void {
    const at = this.constraints.indexOf(constraint);
    if (at >= 0) this.constraints.splice(at, 1);
    if (this.determinedBy === constraint) this.determinedBy = null;
  }
}

abstract class Constraint {
  constructor(readonly strength: Strength) {}

  abstract addToGraph(): void;
  abstract removeFromGraph(): void;
  abstract get isSatisfied(): boolean;
  abstract get output(): Variable;
  abstract chooseMethod(mark: number): void;
  abstract markUnsatisfied(): void;
  abstract markInputs(mark: number): void;
  abstract inputsKnown(mark: number): boolean;
  abstract recalculate(): void;
  abstract execute(): void;

  /** It cannot be satisfied by running backwards from a mouse, say. */
  get isInput(): boolean {
    return false;
  }

  /** Tries to enforce the constraint. @returns the constraint it took the variable from */
  satisfy(mark: number, planner: Planner): Constraint | null {
    this.chooseMethod(mark);
    if (!this.isSatisfied) {
      if (this.strength === Strength.required) throw new Error("a required constraint cannot be satisfied");
      return null;
    }
    this.markInputs(mark);
    const { output } = this, overridden = output.determinedBy;
    overridden?.markUnsatisfied();
    output.determinedBy = this;
    if (!planner.addPropagate(this, mark)) throw new Error("a cycle");
    output.mark = mark;
    return overridden;
  }
}

abstract class Unary extends Constraint {
  private satisfied = false;

  constructor(readonly variable: Variable, strength: Strength) {
    super(strength);
  }

  override get isSatisfied(): boolean {
    return this.satisfied;
  }

  override get output(): Variable {
    return this.variable;
  }

  override addToGraph(): void {
    this.variable.constraints.push(this);
    this.satisfied = false;
  }

  override removeFromGraph(): void {
    this.variable.remove(this);
    this.satisfied = false;
  }

  override chooseMethod(mark: number): void {
    this.satisfied = this.variable.mark !== mark && this.strength.isStrongerThan(this.variable.walkabout);
  }

  override markUnsatisfied(): void {
    this.satisfied = false;
  }

  override markInputs(): void {}

  override inputsKnown(): boolean {
    return true;
  }

  override recalculate(): void {
    this.variable.walkabout = this.strength;
    this.variable.stay = !this.isInput;
    if (this.variable.stay) this.execute();
  }
}

class Stay extends Unary {
  override execute(): void {}
}

class Edit extends Unary {
  override get isInput(): boolean {
    return true;
  }

  override execute(): void {}
}

const enum Direction {
  None,
  Forward,
  Backward,
}

abstract class Binary extends Constraint {
  protected direction = Direction.None;

  constructor(readonly from: Variable, readonly to: Variable, strength: Strength) {
    super(strength);
  }

  override get isSatisfied(): boolean {
    return this.direction !== Direction.None;
  }

  get input(): Variable {
    return this.direction === Direction.Forward ? this.from : this.to;
  }

  override get output(): Variable {
    return this.direction === Direction.Forward ? this.to : this.from;
  }

  override addToGraph(): void {
    this.from.constraints.push(this);
    this.to.constraints.push(this);
    this.direction = Direction.None;
  }

  override removeFromGraph(): void {
    this.from.remove(this);
    this.to.remove(this);
    this.direction = Direction.None;
  }

  override chooseMethod(mark: number): void {
    const { from, to, strength } = this;
    const canForward = to.mark !== mark && strength.isStrongerThan(to.walkabout);
    const canBackward = from.mark !== mark && strength.isStrongerThan(from.walkabout);
    if (from.mark === mark) this.direction = canForward ? Direction.Forward : Direction.None;
    else if (to.mark === mark) this.direction = canBackward ? Direction.Backward : Direction.None;
    else if (to.walkabout.isStrongerThan(from.walkabout)) this.direction = canBackward ? Direction.Backward : Direction.None;
    else this.direction = canForward ? Direction.Forward : Direction.None;
  }

  override markUnsatisfied(): void {
    this.direction = Direction.None;
  }

  override markInputs(mark: number): void {
    this.input.mark = mark;
  }

  override inputsKnown(mark: number): boolean {
    const { input } = this;
    return input.mark === mark || input.stay || input.determinedBy === null;
  }

  override recalculate(): void {
    const { input, output } = this;
    output.walkabout = this.strength.min(input.walkabout);
    output.stay = input.stay;
    if (output.stay) this.execute();
  }
}

class Equality extends Binary {
  override execute(): void {
    this.output.value = this.input.value;
  }
}

/** to = from * factor + offset */
class Scale extends Binary {
  constructor(from: Variable, readonly factor: Variable, readonly offset: Variable, to: Variable, strength: Strength) {
    super(from, to, strength);
  }

  override addToGraph(): void {
    super.addToGraph();
    this.factor.constraints.push(this);
    this.offset.constraints.push(this);
  }

  override removeFromGraph(): void {
    super.removeFromGraph();
    this.factor.remove(this);
    this.offset.remove(this);
  }

  override markInputs(mark: number): void {
    super.markInputs(mark);
    this.factor.mark = mark;
    this.offset.mark = mark;
  }

  override execute(): void {
    if (this.direction === Direction.Forward) this.to.value = this.from.value * this.factor.value + this.offset.value;
    else this.from.value = (this.to.value - this.offset.value) / this.factor.value;
  }

  override recalculate(): void {
    const { input, output } = this;
    output.walkabout = this.strength.min(input.walkabout);
    output.stay = input.stay && this.factor.stay && this.offset.stay;
    if (output.stay) this.execute();
  }
}

class Plan {
  private readonly steps: Constraint[] = [];

  add(step: Constraint): void {
    this.steps.push(step);
  }

  execute(): void {
    for (const step of this.steps) step.execute();
  }
}

class Planner {
  private lastMark = 0;

  add(constraint: Constraint): void {
    constraint.addToGraph();
    const mark = ++this.lastMark;
    for (let next = constraint.satisfy(mark, this); next !== null; ) next = next.satisfy(mark, this);
  }

  remove(constraint: Constraint): void {
    const { output } = constraint;
    constraint.markUnsatisfied();
    constraint.removeFromGraph();
    const unsatisfied = this.removePropagate(output);
    unsatisfied.sort((a, b) => a.strength.level - b.strength.level);
    for (const c of unsatisfied) {
      const mark = ++this.lastMark;
      for (let next = c.satisfy(mark, this); next !== null; ) next = next.satisfy(mark, this);
    }
  }

  /** A plan that recomputes what depends on the given input constraints. */
  planFrom(sources: readonly Constraint[]): Plan {
    const mark = ++this.lastMark, plan = new Plan();
    const todo = sources.filter((c) => c.isInput && c.isSatisfied);
    for (let c = todo.pop(); c !== undefined; c = todo.pop()) {
      const { output } = c;
      if (output.mark === mark || !c.inputsKnown(mark)) continue;
      plan.add(c);
      output.mark = mark;
      this.consumersOf(output, todo);
    }
    return plan;
  }

  /** Recomputes strengths downstream. @returns false on a cycle */
  addPropagate(constraint: Constraint, mark: number): boolean {
    const todo = [constraint];
    for (let c = todo.pop(); c !== undefined; c = todo.pop()) {
      if (c.output.mark === mark) {
        this.remove(constraint);
        return false;
      }
      c.recalculate();
      this.consumersOf(c.output, todo);
    }
    return true;
  }

  private removePropagate(out: Variable): Constraint[] {
    out.determinedBy = null;
    out.walkabout = Strength.weakest;
    out.stay = true;
    const unsatisfied: Constraint[] = [], todo = [out];
    for (let v = todo.pop(); v !== undefined; v = todo.pop()) {
      for (const c of v.constraints) if (!c.isSatisfied) unsatisfied.push(c);
      for (const c of v.constraints) {
        if (c === v.determinedBy || !c.isSatisfied) continue;
        c.recalculate();
        todo.push(c.output);
      }
    }
    return unsatisfied;
  }

  private consumersOf(variable: Variable, into: Constraint[]): void {
    for (const c of variable.constraints) if (c !== variable.determinedBy && c.isSatisfied) into.push(c);
  }
}

function change(planner: Planner, variable: Variable, value: number, times: number): void {
  const edit = new Edit(variable, Strength.preferred);
  planner.add(edit);
  const plan = planner.planFrom([edit]);
  for (let i = 0; i < times; i++) {
    variable.value = value;
    plan.execute();
  }
  planner.remove(edit);
}

/** A chain of n equalities, a stay at its end, edits at its beginning. */
function chain(n: number): number {
  const planner = new Planner();
  const variables = Array.from({ length: n + 1 }, () => new Variable(0));
  for (let i = 0; i < n; i++) planner.add(new Equality(variables[i], variables[i + 1], Strength.required));
  const [first] = variables, last = variables[n];
  planner.add(new Stay(last, Strength.normal));
  const edit = new Edit(first, Strength.strong);
  planner.add(edit);
  planner.add(new Stay(last, Strength.weak));
  let sum = 0;
  planner.remove(edit);
  for (let i = 0; i < 50; i++) {
    change(planner, first, i, 1);
    sum += last.value;
  }
  return sum;
}

/** n scalings with a common factor and offset, changed from all sides. */
function projection(n: number): number {
  const planner = new Planner(), factor = new Variable(10), offset = new Variable(1000);
  const sources: Variable[] = [], targets: Variable[] = [];
  for (let i = 0; i < n; i++) {
    const from = new Variable(i), to = new Variable(i);
    sources.push(from);
    targets.push(to);
    planner.add(new Stay(from, Strength.normal));
    planner.add(new Scale(from, factor, offset, to, Strength.required));
  }
  const from = sources[n - 1], to = targets[n - 1];
  change(planner, from, 17, 10);
  let check = to.value;
  change(planner, to, 1050, 10);
  check += from.value * 7;
  change(planner, factor, 5, 10);
  for (const target of targets) check += target.value;
  change(planner, offset, 2000, 10);
  for (const target of targets) check += target.value;
  return check;
}

export function run(n: number): number {
  let check = 0;
  for (let i = 0; i < n; i++) check = (check * 7 + chain(100) + projection(100)) % 1_000_000_007;
  return check;
}
