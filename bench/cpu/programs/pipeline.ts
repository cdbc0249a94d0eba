/** Higher-order functions over arrays, written by hand and built in: closures that are made, composed and called. */
function map<T, U>(items: readonly T[], f: (item: T) => U): U[] {
  const out: U[] = [];
  for (let i = 0; i < items.length; i++) out.push(f(items[i]));
  return out;
}

function filter<T>(items: readonly T[], test: (item: T) => boolean): T[] {
  const out: T[] = [];
  for (const item of items) if (test(item)) out.push(item);
  return out;
}

function fold<T, A>(items: readonly T[], start: A, step: (state: A, item: T) => A): A {
  let state = start;
  for (const item of items) state = step(state, item);
  return state;
}

const compose = <A, B, C>(f: (a: A) => B, g: (b: B) => C): ((a: A) => C) => (a) => g(f(a));

interface Order {
  readonly customer: number;
  readonly amount: number;
  readonly items: readonly number[];
}

function makeOrders(count: number): Order[] {
  return Array.from({ length: count }, (_, i) => ({ customer: i % 41, amount: (i * 37) % 500, items: [i % 7, i % 11, i % 13] }));
}

export function run(n: number): number {
  const orders = makeOrders(2000);
  let check = 0;
  for (let round = 0; round < n; round++) {
    const discount = (rate: number) => (order: Order): Order => ({ ...order, amount: order.amount - Math.floor(order.amount * rate) });
    const price = compose(discount((round % 10) / 100), ({ amount, items }: Order) => amount + items.length);
    const large = filter(orders, (order) => order.amount > 100 + (round % 50));
    const byHand = fold(map(large, price), 0, (sum, amount) => sum + amount);
    const perCustomer = new Map<number, number>();
    large.forEach(({ customer, amount }) => perCustomer.set(customer, (perCustomer.get(customer) ?? 0) + amount));
    const builtIn = [...perCustomer].filter(([customer]) => customer % 2 === 0).map(([, amount]) => amount).reduce((a, b) => Math.max(a, b), 0);
    const sizes = large.flatMap((order) => order.items).some((item) => item === 12) ? 1 : 2;
    check = (check * 7 + byHand + builtIn * 3 + sizes) % 1_000_000_007;
  }
  return check;
}
