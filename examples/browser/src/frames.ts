/** What the page's frames look like from outside: the time between two of them, in milliseconds. */
export interface Gaps {
  readonly frames: number;
  readonly median: number;
  readonly p95: number;
  readonly longest: number;
}

/** Draws the dot once a frame, and notes when. */
export class Frames {
  readonly #context: CanvasRenderingContext2D;
  #gaps: number[] = [];
  #last = performance.now();

  constructor(canvas: HTMLCanvasElement) {
    this.#context = canvas.getContext("2d")!;
    requestAnimationFrame(this.#draw);
  }

  /** Forgets what was noted. */
  begin(): void {
    this.#gaps = [];
    this.#last = performance.now();
  }

  /** Since `begin`; the time since the last frame counts as a gap. */
  end(): Gaps {
    const gaps = [...this.#gaps, performance.now() - this.#last].sort((a, b) => a - b), at = (part: number) => gaps[Math.min(gaps.length - 1, Math.floor(gaps.length * part))]!;
    return { frames: gaps.length - 1, median: at(0.5), p95: at(0.95), longest: gaps.at(-1)! };
  }

  readonly #draw = (): void => {
    const now = performance.now(), { width, height } = this.#context.canvas;
    this.#gaps.push(now - this.#last);
    this.#last = now;
    this.#context.clearRect(0, 0, width, height);
    this.#context.fillStyle = "#0b6bcb";
    this.#context.beginPath();
    this.#context.arc(width / 2 + (width / 2 - 20) * Math.sin(now / 500), height / 2, 16, 0, 2 * Math.PI);
    this.#context.fill();
    requestAnimationFrame(this.#draw);
  };
}
