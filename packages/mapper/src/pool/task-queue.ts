/** The order in which workers take tasks: inflating first, because the reading thread waits for it to make more work. */
import { queueOptionsSymbol } from 'piscina';

interface QueuedTask {
	readonly [queueOptionsSymbol]: object | null;
}

/** Tasks marked with {@link ahead} before all others, each kind in the order it came. */
export class TaskQueue {
	readonly #first: QueuedTask[] = [];
	readonly #others: QueuedTask[] = [];

	get size(): number {
		return this.#first.length + this.#others.length;
	}

	push(task: QueuedTask): void {
		(task[queueOptionsSymbol] === null ? this.#others : this.#first).push(task);
	}

	shift(): QueuedTask | null {
		return this.#first.shift() ?? this.#others.shift() ?? null;
	}

	remove(task: QueuedTask): void {
		for (const queue of [this.#first, this.#others]) {
			const at = queue.indexOf(task);
			if (at >= 0) queue.splice(at, 1);
		}
	}
}

/** Marks a task to be taken before those that are not marked. */
export function ahead<Task extends object>(task: Task): Task {
	return { ...task, [queueOptionsSymbol]: {} };
}
