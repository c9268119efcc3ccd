/** An error as the server answers it: RFC 9457 `application/problem+json`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance?: string;
  /** Stable; what a program may decide by. */
  readonly code: string;
  /** For bad input: what is wrong with each field or parameter. */
  readonly errors?: Readonly<Record<string, readonly string[]>>;
  /** The run that the problem is about, where it is another than the one called. */
  readonly job_run_id?: string;
}

/** A request that was not answered with what was asked for. */
export class ApiError extends Error {
  /** The HTTP status; 0 when the server could not be reached. */
  readonly status: number;
  readonly code: string;
  readonly problem: Problem | null;
  /** Seconds after which the server says that it is worth trying again. */
  readonly retryAfter: number | null;

  constructor(status: number, code: string, message: string, problem: Problem | null = null, retryAfter: number | null = null) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** Nothing answered: the server is down, or the network between is. */
  get isAway(): boolean {
    return this.status === 0;
  }

  /** What is wrong with one field, or undefined. */
  field(name: string): string | undefined {
    return this.problem?.errors?.[name]?.join(' ');
  }
}
